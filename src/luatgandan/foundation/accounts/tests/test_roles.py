"""Who may do what: every kind of person × every action × inside and outside the own subtree."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.images.permissions import permission_policy

from luatgandan.foundation.accounts import rules, services
from luatgandan.foundation.accounts.enums import Action, Role
from luatgandan.foundation.accounts.models import Person, RoleAssignment
from luatgandan.foundation.accounts.services.roles import RoleNotAllowedError, sync_outdated
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.media.models import Picture

from .conftest import NOW

WHO = ("stranger", "citizen", *Role.values)
# Written out by hand, apart from rules.MATRIX, by first letters (LETTER below).
EXPECTED = {
    Action.VIEW_DRAFT: "cepuad",
    Action.CREATE: "cepua",
    Action.EDIT_OWN: "cepua",
    Action.EDIT: "epua",
    Action.APPROVE: "pu",
    Action.PUBLISH: "pu",
    Action.WITHDRAW: "pua",
    Action.ANSWER: "epu",
    Action.ADVISE: "v",
    Action.MANAGE_PEOPLE: "ua",
    Action.MANAGE_ORGANISATIONS: "ua",
    Action.MANAGE_SETTINGS: "a",
    Action.ANSWER_DATA_REQUESTS: "ua",
    Action.VIEW_AUDIT: "ad",
    Action.VIEW_REPORTS: "epuad",
    Action.EXPORT: "puad",
}
LETTER = {
    "c": Role.CONTRIBUTOR,
    "e": Role.EDITOR,
    "p": Role.APPROVER,
    "u": Role.UNIT_HEAD,
    "a": Role.ADMINISTRATOR,
    "d": Role.AUDITOR,
    "v": Role.ADVISER,
}


def test_every_action_is_in_the_expectation() -> None:
    assert set(EXPECTED) == set(Action)


def test_matrix(tree, staff, make_person, subtests) -> None:
    people = {**staff, "citizen": make_person("citizen"), "stranger": AnonymousUser()}
    for action, letters in EXPECTED.items():
        allowed = {LETTER[letter] for letter in letters}
        for who in WHO:
            with subtests.test(action=action, who=who):
                may_inside = {rules.may(people[who], action, organisation=tree[name]) for name in ("so", "phong")}
                may_outside = {
                    rules.may(people[who], action, organisation=tree.get(name))
                    for name in ("root", "phuong", "hotline", "no organisation")
                }
                assert may_inside == {who in allowed}
                assert may_outside == {False}
                assert rules.may_somewhere(people[who], action) == (who in allowed)


def test_the_whole_province_belongs_to_the_root_only(tree, make_person) -> None:
    at_root = make_person("at-root", role=Role.UNIT_HEAD, organisation=tree["root"])
    at_guest = make_person("at-guest", role=Role.UNIT_HEAD, organisation=tree["hotline"])
    assert rules.may(at_root, Action.PUBLISH, organisation=None) is True
    assert rules.may(at_guest, Action.PUBLISH, organisation=None) is False
    assert rules.organisation_codes(at_root, Action.PUBLISH) is None
    assert rules.organisation_codes(at_guest, Action.PUBLISH) == {"hotline"}


def test_a_role_for_one_room_ends_at_its_door(tree, make_person) -> None:
    person = make_person("an", role=Role.EDITOR, organisation=tree["so"], room="qa")
    assert rules.may(person, Action.EDIT, room="qa", organisation=tree["so"]) is True
    assert rules.may(person, Action.EDIT, room="portal", organisation=tree["so"]) is False
    assert rules.may(person, Action.EDIT, organisation=tree["so"]) is False


def test_roles_hold_only_in_their_time_and_for_active_people(tree, make_person) -> None:
    person = make_person("an")
    services.grant_role(
        person=person, role=Role.EDITOR, organisation=tree["so"], by=None, at=NOW, valid_to=NOW + timedelta(days=1)
    )
    assert [row.role for row in rules.live_roles(person, at=NOW + timedelta(hours=23))] == [Role.EDITOR]
    assert rules.live_roles(person, at=NOW + timedelta(days=1)) == []
    assert rules.live_roles(person, at=NOW - timedelta(seconds=1)) == []
    person.is_active = False
    assert rules.live_roles(person, at=NOW) == []


def test_nobody_approves_the_own_text(tree, staff, make_person) -> None:
    approver = staff[Role.APPROVER]
    root = Person.objects.create_superuser("root")
    where = {"room": "portal", "organisation": tree["so"]}
    assert rules.may_approve(approver, author=staff[Role.EDITOR], **where) is True
    assert rules.may_approve(approver, author=approver, **where) is False
    assert rules.may_approve(root, author=root, **where) is False
    assert rules.may_approve(root, author=approver, **where) is True
    assert rules.may_approve(approver, author=None, **where) is False
    assert rules.may_approve(staff[Role.EDITOR], author=approver, **where) is False


def test_own_texts_may_be_edited_by_contributors(tree, staff) -> None:
    contributor, editor = staff[Role.CONTRIBUTOR], staff[Role.EDITOR]
    where = {"room": "portal", "organisation": tree["so"]}
    assert rules.may_edit(contributor, author=contributor, **where) is True
    assert rules.may_edit(contributor, author=editor, **where) is False
    assert rules.may_edit(editor, author=contributor, **where) is True


@pytest.mark.parametrize(
    ("granter", "role", "where", "allowed"),
    [
        (Role.UNIT_HEAD, Role.EDITOR, "phong", True),
        (Role.UNIT_HEAD, Role.UNIT_HEAD, "phong", True),
        (Role.UNIT_HEAD, Role.ADMINISTRATOR, "phong", False),
        (Role.UNIT_HEAD, Role.AUDITOR, "so", False),
        (Role.UNIT_HEAD, Role.EDITOR, "phuong", False),
        (Role.UNIT_HEAD, Role.EDITOR, "root", False),
        (Role.ADMINISTRATOR, Role.ADMINISTRATOR, "so", True),
        (Role.ADMINISTRATOR, Role.AUDITOR, "so", True),
        (Role.APPROVER, Role.CONTRIBUTOR, "so", False),
        (Role.AUDITOR, Role.CONTRIBUTOR, "so", False),
    ],
)
def test_granting_stays_inside_and_below(tree, staff, make_person, granter, role, where, allowed) -> None:
    values = {
        "person": make_person("new"),
        "role": role,
        "organisation": tree[where],
        "by": staff[granter],
        "at": NOW,
    }
    if allowed:
        assert services.grant_role(**values).granted_by == staff[granter]
    else:
        with pytest.raises(RoleNotAllowedError):
            services.grant_role(**values)
        assert not RoleAssignment.objects.filter(person=values["person"]).exists()


def test_nobody_grants_or_ends_the_own_role(tree, staff) -> None:
    head = staff[Role.UNIT_HEAD]
    with pytest.raises(RoleNotAllowedError):
        services.grant_role(person=head, role=Role.EDITOR, organisation=tree["so"], by=head, at=NOW)
    with pytest.raises(RoleNotAllowedError):
        services.end_role(assignment=head.role_assignments.get(), by=head, at=NOW)


def test_groups_and_desk_follow_from_roles(tree, make_person, django_capture_on_commit_callbacks) -> None:
    person = make_person("an")
    row = services.grant_role(person=person, role=Role.AUDITOR, organisation=tree["so"], by=None, at=NOW)
    person = Person.objects.get(pk=person.pk)
    assert person.is_staff
    assert set(person.groups.values_list("name", flat=True)) == {"role:auditor"}
    assert person.has_perms(["wagtailadmin.access_admin", "audit.view_entry"])
    services.end_role(assignment=row, by=None, at=NOW + timedelta(days=1))
    person = Person.objects.get(pk=person.pk)
    assert not person.is_staff
    assert not person.groups.exists()
    assert not person.has_perm("wagtailadmin.access_admin")
    assert list(Entry.objects.order_by("sequence").values_list("action", flat=True)) == [
        "accounts.grant_role",
        "accounts.end_role",
    ]


def test_roles_that_run_out_by_themselves_lose_their_group(tree, make_person) -> None:
    person = make_person("an")
    services.grant_role(
        person=person, role=Role.EDITOR, organisation=tree["so"], by=None, at=NOW, valid_to=NOW + timedelta(days=1)
    )
    assert sync_outdated(at=NOW) == 0
    assert sync_outdated(at=NOW + timedelta(days=2)) == 1
    assert Person.objects.get(pk=person.pk).is_staff is False


def test_no_group_may_change_people_or_groups_by_hand(db: None) -> None:
    services.sync_groups()
    for group in Group.objects.filter(name__startswith="role:"):
        names = set(group.permissions.values_list("codename", flat=True))
        assert not names & {"change_person", "add_person", "delete_person", "change_group", "add_group"}


def test_uploads_of_others_are_changed_by_writers_of_the_whole_province_only(tree, make_person) -> None:
    services.sync_groups()
    owner = make_person("chu", role=Role.EDITOR, organisation=tree["so"])
    picture = Picture.objects.create(
        title="Ảnh", file="original_images/x.png", width=1, height=1, uploaded_by_user=owner
    )
    for name, role, unit, may in (
        ("ben", Role.UNIT_HEAD, "phuong", False),
        ("cung", Role.EDITOR, "so", False),
        ("tinh", Role.EDITOR, "root", True),
        ("viet", Role.CONTRIBUTOR, "root", False),
    ):
        person = make_person(name, role=role, organisation=tree[unit])
        assert permission_policy.user_has_permission_for_instance(person, "change", picture) == may, name
    assert permission_policy.user_has_permission_for_instance(owner, "change", picture)


def test_granting_twice_is_one_role(tree, make_person) -> None:
    person = make_person("an", role=Role.EDITOR, organisation=tree["so"])
    services.grant_role(person=person, role=Role.EDITOR, organisation=tree["so"], by=None, at=NOW)
    assert person.role_assignments.count() == 1


def test_rights_cost_one_query_per_request(tree, staff, django_assert_num_queries) -> None:
    person = Person.objects.get(pk=staff[Role.EDITOR].pk)
    with django_assert_num_queries(1):
        for organisation in tree.values():
            for action in Action:
                rules.may(person, action, organisation=organisation)
