"""What stands at the first start."""

import stat
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from luatgandan.foundation.accounts import queries
from luatgandan.foundation.accounts.enums import Role
from luatgandan.foundation.accounts.models import ConsentText, Person
from luatgandan.foundation.accounts.services import starter

from .test_signin import LOGIN, is_signed_in


@pytest.mark.django_db
def test_groups_and_texts_stand_and_loading_again_changes_nothing() -> None:
    counts = []
    for _time in range(2):
        assert starter.load_roles_and_texts() == ConsentText.objects.count() >= 2
        counts.append(
            (Group.objects.count(), GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count())
        )
    assert counts[0] == counts[1]
    publishers = GroupPagePermission.objects.filter(
        permission__codename="publish_page", group__name__startswith="role:"
    )
    assert {row.group.name for row in publishers} == {"role:approver", "role:unit_head"}


def test_units_and_places_are_changed_at_the_root_only(tree, staff, make_person) -> None:
    at_root = {role: make_person(f"root-{role}", role=role, organisation=tree["root"]) for role in Role.values}
    for permission, allowed in (
        ("organisations.change_organisation", {Role.UNIT_HEAD, Role.ADMINISTRATOR}),
        ("places.change_ward", {Role.ADMINISTRATOR}),
    ):
        assert {role for role, person in at_root.items() if person.has_perm(permission)} == allowed
        assert not any(person.has_perm(permission) for person in staff.values())
    assert staff[Role.UNIT_HEAD].has_perm("organisations.view_organisation")


def test_writers_upload_pictures_and_files_and_auditors_do_not(staff) -> None:
    for page in ("/quan-tri/images/add/", "/quan-tri/documents/multiple/add/"):
        opened = set()
        for role, person in staff.items():
            client = Client()
            client.force_login(person)
            if client.get(page).status_code == 200:
                opened.add(role)
        assert opened == set(Role.values) - {Role.AUDITOR, Role.ADVISER}, page


@pytest.mark.django_db
def test_nothing_for_the_demo_outside_the_demo(tree) -> None:
    assert starter.load_demo_people() == 0
    assert queries.demo_accounts() == []
    assert not Person.objects.exists()


def test_one_person_per_role_in_the_demo(tree, settings, tmp_path: Path) -> None:
    settings.IS_DEMO, settings.HOME, settings.PASSWORD_SIGN_IN, settings.STAFF_SECOND_FACTOR = (
        True,
        tmp_path,
        True,
        False,
    )
    assert starter.load_demo_people() == 8
    accounts = queries.demo_accounts()
    assert [label for label, _login, _password in accounts] == ["Người dân", *[str(role.label) for role in Role]]
    assert len({password for _label, _login, password in accounts}) == 1
    assert stat.S_IMODE((tmp_path / "demo_password").stat().st_mode) == 0o600
    assert starter.load_demo_people() == 8
    assert queries.demo_accounts() == accounts
    for label, login, password in accounts:
        client = Client()
        response = client.post(LOGIN, {"login": login, "password": password})
        assert is_signed_in(client), label
        assert response["Location"] == ("/tai-khoan/" if label == "Người dân" else "/quan-tri/")
        assert client.get(response["Location"]).status_code == 200, label
