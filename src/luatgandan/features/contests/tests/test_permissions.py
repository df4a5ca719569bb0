"""Who may do what to a contest: every person × every right."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from luatgandan.foundation.accounts.models import Person

from .. import rules
from ..models import Contest
from .conftest import MakeStaff

RIGHTS: dict[str, Callable[[Any, Contest], bool]] = {
    "view": rules.may_view,
    "edit": rules.may_edit,
    "approve": rules.may_approve,
    "publish": rules.may_publish,
    "cancel": rules.may_cancel,
    "entrants": rules.may_manage_entrants,
    "decide": rules.may_decide,
    "results": rules.may_see_results,
}
EDITOR = {"view", "edit", "entrants", "results"}
APPROVER = {*EDITOR, "approve", "publish", "cancel", "decide"}
PEOPLE: dict[str, set[str]] = {
    "nobody": set(),
    "citizen": set(),
    "contributor": {"view"},
    "author": APPROVER - {"approve"},
    "editor": EDITOR,
    "editor of another room": set(),
    "editor of another unit": set(),
    "approver": APPROVER,
    "approver of another unit": set(),
    "approver of the unit above": APPROVER,
    "head of the unit": APPROVER,
    "administrator": {*EDITOR, "cancel"},
    "auditor": {"view", "results"},
    "superuser": APPROVER,
}


@pytest.fixture
def cast(make_staff: MakeStaff, drafted: Contest) -> dict[str, Any]:
    return {
        "nobody": AnonymousUser(),
        "citizen": Person.objects.create_user("dan", "dan@example.invalid", "x"),
        "contributor": make_staff("contributor"),
        "author": drafted.author,
        "editor": make_staff("editor"),
        "editor of another room": make_staff("editor", room="qa"),
        "editor of another unit": make_staff("editor", "ward-b"),
        "approver": make_staff("approver"),
        "approver of another unit": make_staff("approver", "ward-b"),
        "approver of the unit above": make_staff("approver", "root"),
        "head of the unit": make_staff("unit_head"),
        "administrator": make_staff("administrator", "root"),
        "auditor": make_staff("auditor", "root"),
        "superuser": Person.objects.create_superuser("super", "super@example.invalid", "x"),
    }


def test_who_may_do_what(cast: dict[str, Any], drafted: Contest) -> None:
    held = {who: {right for right, may in RIGHTS.items() if may(person, drafted)} for who, person in cast.items()}
    assert held == PEOPLE


def test_who_drew_it_up_edits_their_own_and_sees_the_desk(make_staff: MakeStaff, drafted: Contest) -> None:
    drafted.author = make_staff("contributor")
    assert rules.may_edit(drafted.author, drafted)
    assert rules.may_see_desk(drafted.author)
    assert rules.may_create(drafted.author, drafted.organisation)
    assert not rules.may_see_desk(AnonymousUser())


def test_without_a_known_author_nobody_approves(make_staff: MakeStaff, drafted: Contest) -> None:
    drafted.author = None
    assert not rules.may_approve(make_staff("approver"), drafted)
