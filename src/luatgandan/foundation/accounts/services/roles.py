"""Granting and ending roles, and keeping Django's groups (Wagtail's permissions) in step with them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from luatgandan.foundation.audit import services as audit
from luatgandan.foundation.modules.registry import offers
from luatgandan.lib.events import publish

from .. import rules
from ..enums import Role
from ..events import RoleEnded, RoleGranted
from ..models import Person, RoleAssignment

PREFIX, ROOT = "role:", ":root"
WRITERS = {Role.CONTRIBUTOR, Role.EDITOR, Role.APPROVER, Role.UNIT_HEAD, Role.ADMINISTRATOR}
# Wagtail asks for the permissions of its own models, also where the house has models of its own.
UPLOADS = (("wagtailimages", "image"), ("wagtaildocs", "document"))
PAGE_PERMISSIONS: dict[str, tuple[str, ...]] = {
    Role.CONTRIBUTOR: ("add",),
    Role.EDITOR: ("add", "change"),
    Role.APPROVER: ("add", "change", "publish", "lock", "unlock"),
    Role.UNIT_HEAD: ("add", "change", "publish", "lock", "unlock"),
    Role.ADMINISTRATOR: ("add", "change", "unlock"),
}


class RoleNotAllowedError(PermissionError):
    """The person may not grant or end this role there."""


@transaction.atomic
def grant_role(
    *,
    person: Person,
    role: str,
    organisation: Any,
    by: Person | None,
    at: datetime,
    room: str = rules.ANY_ROOM,
    valid_to: datetime | None = None,
    reason: str = "",
) -> RoleAssignment:
    """Give a role from `at` on. `by=None` is the house itself (commands). Raises RoleNotAllowedError."""
    if by is not None and not rules.may_grant(by, role=role, room=room, organisation=organisation, to=person):
        raise RoleNotAllowedError(role)
    open_already = RoleAssignment.objects.live(at).filter(
        person=person, role=role, organisation=organisation, room=room, valid_to=valid_to
    )
    if assignment := open_already.first():
        return assignment
    assignment = RoleAssignment.objects.create(
        person=person,
        role=role,
        organisation=organisation,
        room=room,
        valid_from=at,
        valid_to=valid_to,
        granted_by=by,
        reason=reason,
    )
    sync_person(person=person, at=at)
    _log("accounts.grant_role", assignment, by, at)
    publish(RoleGranted(assignment_id=assignment.pk, person_id=person.pk))
    return assignment


@transaction.atomic
def end_role(*, assignment: RoleAssignment, by: Person | None, at: datetime, reason: str = "") -> None:
    """End a role now. Raises RoleNotAllowedError when `by` could not have granted it."""
    if by is not None and not rules.may_grant(
        by, role=assignment.role, room=assignment.room, organisation=assignment.organisation, to=assignment.person
    ):
        raise RoleNotAllowedError(assignment.role)
    assignment.valid_to = max(at, assignment.valid_from)
    assignment.reason = reason or assignment.reason
    assignment.save(update_fields=["valid_to", "reason"])
    sync_person(person=assignment.person, at=at)
    _log("accounts.end_role", assignment, by, at)
    publish(RoleEnded(assignment_id=assignment.pk, person_id=assignment.person_id))


def _log(action: str, assignment: RoleAssignment, by: Person | None, at: datetime) -> None:
    audit.record(
        action=action,
        at=at,
        actor=by,
        target=assignment.person,
        organisation_code=assignment.organisation.code,
        detail={"role": assignment.role, "room": assignment.room, "assignment": assignment.pk},
    )


@transaction.atomic
def sync_person(*, person: Person, at: datetime) -> None:
    """Groups and access to the desk follow from the roles in force now."""
    person.__dict__.pop("_live_roles", None)
    wanted = _wanted(person, at)
    others = list(person.groups.exclude(name__startswith=PREFIX))
    person.groups.set([*others, *(_group(name) for name in sorted(wanted))])
    person.is_staff = bool(wanted) or person.is_superuser
    person.save(update_fields=["is_staff"])
    for cached in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        person.__dict__.pop(cached, None)


def _wanted(person: Person, at: datetime) -> set[str]:
    """Names of the groups that follow from the roles in force."""
    roles = person.role_assignments.live(at).select_related("organisation")
    return {PREFIX + row.role for row in roles} | {
        PREFIX + row.role + ROOT for row in roles if row.organisation.code == settings.ROOT_ORGANISATION
    }


@transaction.atomic
def sync_outdated(*, at: datetime) -> int:
    """Bring people in step whose roles began or ran out by themselves; returns how many."""
    has_group = Q(groups__name__startswith=PREFIX) | Q(is_staff=True)
    people = Person.objects.filter(has_group | Q(role_assignments__in=RoleAssignment.objects.live(at))).distinct()
    count = 0
    for person in people.prefetch_related("groups"):
        held = {group.name for group in person.groups.all() if group.name.startswith(PREFIX)}
        if _wanted(person, at) != held:
            sync_person(person=person, at=at)
            count += 1
    return count


@transaction.atomic
def sync_groups() -> int:
    """Make `role:<role>` and `role:<role>:root` and give each exactly what it implies; returns how many groups."""
    for role in Role.values:
        group, _made = Group.objects.get_or_create(name=PREFIX + role)
        group.permissions.set(_permissions(_names(role)))
        _sync_pages(group, role)
        _sync_collections(group, ("add", "choose") if role in WRITERS else ())
        root, _made = Group.objects.get_or_create(name=PREFIX + role + ROOT)
        root.permissions.set(_permissions(_offered(role, "root_grants")))
        _sync_collections(root, ("change",) if role in WRITERS - {Role.CONTRIBUTOR} else ())
    return 2 * len(Role.values)


def _group(name: str) -> Group:
    """A group of roles, made complete when it is not there yet."""
    group = Group.objects.filter(name=name).first()
    if group is None:
        sync_groups()
        group = Group.objects.get(name=name)
    return group


def _names(role: str) -> set[str]:
    """Permissions of a role in any organisation: the desk, the screens of its actions, what rooms offer."""
    names = {"wagtailadmin.access_admin"} | _offered(role, "grants")
    if rules.Action.VIEW_AUDIT in rules.MATRIX[role]:
        names.add("audit.view_entry")
    if rules.Action.MANAGE_PEOPLE in rules.MATRIX[role]:
        names |= {"accounts.view_person", "accounts.view_roleassignment"}
    if rules.Action.ANSWER_DATA_REQUESTS in rules.MATRIX[role]:
        names.add("accounts.view_datarequest")
    return names


def _offered(role: str, kind: str) -> set[str]:
    return {name for offer in offers(rules.RolePermissions) for name in getattr(offer, kind).get(role, ())}


def _permissions(names: set[str]) -> list[Permission]:
    found = Permission.objects.select_related("content_type")
    wanted = Q(pk=None)
    for name in names:
        app_label, codename = name.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return list(found.filter(wanted))


def _sync_pages(group: Group, role: str) -> None:
    root = Page.objects.filter(depth=1).first()
    wanted = [f"{verb}_page" for verb in PAGE_PERMISSIONS.get(role, ())]
    GroupPagePermission.objects.filter(group=group, page=root).exclude(permission__codename__in=wanted).delete()
    if root is None:
        return
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=wanted):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _sync_collections(group: Group, verbs: tuple[str, ...]) -> None:
    """What "add" allows includes changing one's own uploads; those of others may stand on published pages."""
    root = Collection.objects.filter(depth=1).first()
    for app_label, name in UPLOADS:
        known = Permission.objects.filter(content_type__app_label=app_label)
        wanted = known.filter(codename__in=[f"{verb}_{name}" for verb in verbs])
        GroupCollectionPermission.objects.filter(group=group, permission__in=known).exclude(
            permission__in=wanted
        ).delete()
        for permission in wanted if root else ():
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
