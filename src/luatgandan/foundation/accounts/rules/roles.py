"""Who may do what, where: role → actions, in the subtree of an organisation, in one room or in all. Deny by default."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from luatgandan.foundation.organisations import queries as organisations

from ..enums import Action, Role

if TYPE_CHECKING:
    from ..models import RoleAssignment

ANY_ROOM = "*"


@dataclass(frozen=True, kw_only=True)
class RolePermissions:
    """An offer: the Django permissions a room's screens need: `grants={Role.EDITOR: ("library.change_document",)}`.

    Django permissions know no subtree. What concerns the whole province belongs in `root_grants`: those come only with
    a role at settings.ROOT_ORGANISATION.
    """

    grants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    root_grants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


WRITE = {Action.VIEW_DRAFT, Action.CREATE, Action.EDIT_OWN}
EDIT = {*WRITE, Action.EDIT, Action.VIEW_REPORTS}
DECIDE = {*EDIT, Action.ANSWER, Action.APPROVE, Action.PUBLISH, Action.WITHDRAW, Action.EXPORT}
MANAGE = {Action.MANAGE_PEOPLE, Action.MANAGE_ORGANISATIONS, Action.ANSWER_DATA_REQUESTS}
MATRIX: dict[str, frozenset[str]] = {
    Role.CONTRIBUTOR: frozenset(WRITE),
    Role.EDITOR: frozenset({*EDIT, Action.ANSWER}),
    Role.APPROVER: frozenset(DECIDE),
    Role.UNIT_HEAD: frozenset({*DECIDE, *MANAGE}),
    # Keeps the portal running; what is published is another person's decision.
    Role.ADMINISTRATOR: frozenset(
        {*EDIT, *MANAGE, Action.WITHDRAW, Action.EXPORT, Action.MANAGE_SETTINGS, Action.VIEW_AUDIT}
    ),
    # Reads everything, changes nothing.
    Role.AUDITOR: frozenset({Action.VIEW_DRAFT, Action.VIEW_AUDIT, Action.VIEW_REPORTS, Action.EXPORT}),
    # A lawyer or adviser from outside: sees only what a unit opens to advisers.
    Role.ADVISER: frozenset({Action.ADVISE}),
}
RANK: dict[str, int] = {
    Role.ADVISER: 1,
    Role.CONTRIBUTOR: 1,
    Role.EDITOR: 2,
    Role.APPROVER: 3,
    Role.UNIT_HEAD: 4,
    Role.AUDITOR: 5,  # whoever is audited does not choose the auditor
    Role.ADMINISTRATOR: 5,
}


def live_roles(person: Any, *, at: datetime | None = None) -> list["RoleAssignment"]:
    """The person's roles in force now, read once per person object; none for strangers and inactive people."""
    if not person.is_authenticated or not person.is_active:
        return []
    if at is not None:
        return list(person.role_assignments.live(at).select_related("organisation"))
    if not hasattr(person, "_live_roles"):
        person._live_roles = list(person.role_assignments.live(timezone.now()).select_related("organisation"))
    roles: list[RoleAssignment] = person._live_roles
    return roles


def _granting(person: Any, action: str, room: str) -> Iterable["RoleAssignment"]:
    """The roles that grant `action` in `room`; a question about all rooms needs a role for all rooms."""
    return (
        role for role in live_roles(person) if action in MATRIX.get(role.role, ()) and role.room in (ANY_ROOM, room)
    )


def may(person: Any, action: str, *, room: str = ANY_ROOM, organisation: Any) -> bool:
    """May the person do this to something of this organisation? `organisation=None` means the whole province's.

    What belongs to nobody in particular needs a role at settings.ROOT_ORGANISATION.
    """
    if person.is_authenticated and person.is_active and person.is_superuser:
        return True
    return any(
        _is_root(role.organisation) if organisation is None else _holds(role.organisation, organisation)
        for role in _granting(person, action, room)
    )


def may_somewhere(person: Any, action: str, *, room: str = ANY_ROOM) -> bool:
    """May the person do this in at least one organisation? For menus and lists only, never to allow an act."""
    if person.is_authenticated and person.is_active and person.is_superuser:
        return True
    return any(True for _ in _granting(person, action, room))


def organisation_codes(person: Any, action: str, *, room: str = ANY_ROOM) -> set[str] | None:
    """Codes of all organisations where the person may do this, for filtering lists; None means everywhere."""
    if person.is_authenticated and person.is_active and person.is_superuser:
        return None
    codes: set[str] = set()
    for role in _granting(person, action, room):
        if _is_root(role.organisation):
            return None
        codes |= _codes_below(role.organisation)
    return codes


def _codes_below(organisation: Any) -> set[str]:
    """The codes at and below the organisation of a role, read once like the role itself."""
    if not hasattr(organisation, "_codes_below"):
        organisation._codes_below = organisations.subtree_codes(organisation.code)
    codes: set[str] = organisation._codes_below
    return codes


def reach(person: Any, action: str, *, room: str = ANY_ROOM, field: str = "organisation") -> Q:
    """A filter for rows of all organisations where the person may do this, told by `field`; asks for the roles only."""
    if person.is_authenticated and person.is_active and person.is_superuser:
        return Q()
    found = Q(pk__in=())
    for role in _granting(person, action, room):
        if _is_root(role.organisation):
            return Q()
        found |= Q(**{f"{field}__path__startswith": role.organisation.path})
    return found


def _is_root(organisation: Any) -> bool:
    """The organisation that runs the portal; other roots of the tree (a national hotline) are guests."""
    return bool(organisation.code == settings.ROOT_ORGANISATION)


def _holds(ancestor: Any, organisation: Any) -> bool:
    return ancestor.pk == organisation.pk or organisations.is_within(organisation, ancestor)


def may_approve(person: Any, *, author: Any, room: str, organisation: Any) -> bool:
    """The two-person rule: who wrote something never approves it, superusers included."""
    return (
        author is not None
        and author.pk != person.pk
        and may(person, Action.APPROVE, room=room, organisation=organisation)
    )


def may_edit(person: Any, *, author: Any, room: str, organisation: Any) -> bool:
    """Editing any text, or one's own."""
    is_own = author is not None and author.pk == person.pk
    return may(person, Action.EDIT, room=room, organisation=organisation) or (
        is_own and may(person, Action.EDIT_OWN, room=room, organisation=organisation)
    )


def may_grant(person: Any, *, role: str, room: str, organisation: Any, to: Any = None) -> bool:
    """Giving or ending a role: inside one's own subtree and room, never above one's own rank, never to oneself."""
    if to is not None and to.pk == person.pk:
        return False
    if person.is_authenticated and person.is_active and person.is_superuser:
        return True
    return any(
        RANK[held.role] >= RANK[role] and _holds(held.organisation, organisation)
        for held in _granting(person, Action.MANAGE_PEOPLE, room)
    )


def is_staff_member(person: Any) -> bool:
    """Anyone who holds a role now, or whom `createsuperuser` made."""
    return bool(person.is_authenticated and person.is_active and (person.is_staff or live_roles(person)))


def may_lock(person: Any, other: Any) -> bool:
    """Locking an account: never one's own, and only where every role of the other person is one's own to give."""
    if person.pk == other.pk or (other.is_superuser and not person.is_superuser):
        return False
    roles = list(other.role_assignments.live(timezone.now()).select_related("organisation"))
    if not roles:
        return may(person, Action.MANAGE_PEOPLE, organisation=None)
    return all(
        may_grant(person, role=row.role, room=row.room, organisation=row.organisation, to=other) for row in roles
    )
