"""Every state × role × act, with the real services."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from luatgandan.foundation.accounts.models import Person

from .. import services
from ..enums import Act, State
from ..formats.values import deciding
from ..models import Item, ItemVersion, Move
from ..rules import TRANSITIONS, acts_for
from ..services import FaultyError, NotAllowedError, ReadAgainError, WrongStateError
from .conftest import NOW, WRITTEN, MakeStaff, Units

SECOND = {State.DRAFT: {Act.CHECK}, State.CHECKED: {Act.GIVE_BACK}}
FINAL = {State.CHECKED: {Act.APPROVE}}
WRITES = {state: {Act.WRITE} for state in (State.DRAFT, State.CHECKED, State.APPROVED)}
KEEPS = {state: {Act.RETIRE} for state in (State.DRAFT, State.CHECKED, State.APPROVED)}
EDITS = {State.RETIRED: {Act.RESTORE}}
# What each person may do in each state; "approver who wrote it" is the author of the newest version.
PEOPLE: dict[str, tuple[dict[State, set[Act]], ...]] = {
    "nobody": (),
    "somebody signed in": (),
    "another contributor": (),
    "editor": (WRITES, SECOND, EDITS),
    "editor of another unit": (),
    "approver who wrote it": (WRITES, KEEPS, EDITS),
    "second approver": (WRITES, SECOND, FINAL, KEEPS, EDITS),
    "approver of another unit": (),
    "head of the unit": (WRITES, SECOND, FINAL, KEEPS, EDITS),
    "approver of the unit above": (WRITES, SECOND, FINAL, KEEPS, EDITS),
    "administrator": (WRITES, SECOND, KEEPS, EDITS),
    "auditor": (),
    "superuser": (WRITES, SECOND, FINAL, KEEPS, EDITS),
}
DO: dict[Act, Callable[[Item, Any], object]] = {
    Act.WRITE: lambda one, by: services.save_version(item=one, written=WRITTEN, seen=seen(one), by=by, at=NOW),
    Act.CHECK: lambda one, by: services.check_item(item=one, seen=seen(one), by=by, at=NOW),
    Act.APPROVE: lambda one, by: services.approve_item(item=one, seen=seen(one), by=by, at=NOW),
    Act.GIVE_BACK: lambda one, by: services.give_back(item=one, seen=seen(one), reason="Sửa.", by=by, at=NOW),
    Act.RETIRE: lambda one, by: services.retire_item(item=one, seen=seen(one), reason="Cũ.", by=by, at=NOW),
    Act.RESTORE: lambda one, by: services.restore_item(item=one, seen=seen(one), by=by, at=NOW),
}
WAY = {
    State.DRAFT: (),
    State.CHECKED: (Act.CHECK,),
    State.APPROVED: (Act.CHECK, Act.APPROVE),
    State.RETIRED: (Act.RETIRE,),
}


def seen(item: Item) -> int:
    latest = Item.objects.get(pk=item.pk).latest
    return latest.number if latest else 0


@pytest.fixture
def cast(make_staff: MakeStaff) -> dict[str, Any]:
    return {
        "nobody": AnonymousUser(),
        "somebody signed in": Person.objects.create_user("other", "other@example.invalid", "x"),
        "another contributor": make_staff("contributor"),
        "editor": make_staff("editor"),
        "editor of another unit": make_staff("editor", "ward-b"),
        "approver who wrote it": make_staff("approver"),
        "second approver": make_staff("approver"),
        "approver of another unit": make_staff("approver", "ward-b"),
        "head of the unit": make_staff("unit_head"),
        "approver of the unit above": make_staff("approver", "root"),
        "administrator": make_staff("administrator", "root"),
        "auditor": make_staff("auditor", "root"),
        "superuser": Person.objects.create_superuser("super", "super@example.invalid", "x"),
    }


@pytest.fixture
def made(units: Units, cast: dict[str, Any]) -> Item:
    return services.create_item(
        organisation=units["ward-a"], written=WRITTEN, by=cast["approver who wrote it"], at=NOW, code="do-001"
    )


def led(item: Item, state: State, by: Any) -> Item:
    for act in WAY[state]:
        DO[act](item, by)
    return Item.objects.select_related("bank__organisation", "latest__author").get(pk=item.pk)


def allowed(state: State, role: str) -> set[Act]:
    return {act for rights in PEOPLE[role] for act in rights.get(state, set())}


class UndoneError(Exception):
    """Takes back what was tried."""


def outcome(act: Act, item: Item, by: Any) -> str:
    """The state after the act, or the name of the refusal; nothing stays."""
    try:
        with transaction.atomic():
            DO[act](item, by)
            raise UndoneError(Item.objects.get(pk=item.pk).state)
    except UndoneError as undone:
        return str(undone)
    except (NotAllowedError, WrongStateError) as refusal:
        return type(refusal).__name__


@pytest.mark.parametrize("state", State)
def test_services_and_buttons_do_what_the_table_says(state: State, cast: dict[str, Any], made: Item) -> None:
    item = led(made, state, cast["second approver"])
    assert item.state == state
    assert {role: set(acts_for(by, item)) for role, by in cast.items()} == {role: allowed(state, role) for role in cast}
    refused = {act: "NotAllowedError" if (state, act) in TRANSITIONS else "WrongStateError" for act in Act}
    assert {(role, act): outcome(act, item, by) for role, by in cast.items() for act in Act} == {
        (role, act): TRANSITIONS[state, act].to if act in allowed(state, role) else refused[act]
        for role in cast
        for act in Act
    }


def test_new_words_are_a_draft_and_the_approved_ones_stay_in_use(cast: dict[str, Any], made: Item) -> None:
    second = cast["second approver"]
    item = led(made, State.APPROVED, second)
    in_use = item.approved_id
    mended = replace(WRITTEN, content=replace(WRITTEN.content, stem="Người lớn qua đò trả mấy đồng?"))
    services.save_version(item=item, written=mended, seen=1, by=cast["editor"], at=NOW)
    item.refresh_from_db()
    assert (item.state, item.approved_id, item.latest.number if item.latest else 0) == (State.DRAFT, in_use, 2)
    assert ItemVersion.objects.get(pk=in_use).stem == WRITTEN.content.stem
    with pytest.raises(ReadAgainError):
        services.check_item(item=item, seen=1, by=second, at=NOW)
    services.check_item(item=item, seen=2, by=second, at=NOW)
    services.approve_item(item=item, seen=2, by=second, at=NOW)
    item.refresh_from_db()
    assert item.approved_id == item.latest_id != in_use
    services.retire_item(item=item, seen=2, reason="Luật mới.", by=second, at=NOW)
    item.refresh_from_db()
    assert (item.state, item.approved_id) == (State.RETIRED, None)
    assert [one.act for one in Move.objects.filter(item=item)] == [
        "write", "check", "approve", "write", "check", "approve", "retire",
    ]  # fmt: skip


def test_words_without_an_author_need_two_persons_too(units: Units, cast: dict[str, Any]) -> None:
    bank = services.open_bank(organisation=units["ward-a"])
    item = services.add_item(bank=bank, written=WRITTEN, by=None, at=NOW)
    services.check_item(item=item, seen=1, by=cast["second approver"], at=NOW)
    with pytest.raises(NotAllowedError):
        services.approve_item(item=item, seen=1, by=cast["second approver"], at=NOW)
    services.approve_item(item=item, seen=1, by=cast["head of the unit"], at=NOW)


def test_the_database_refuses_authors_as_judges(made: Item) -> None:
    version = made.latest
    assert version is not None
    for name in ("checker", "approver"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ItemVersion.objects.filter(pk=version.pk).update(**{name: version.author})


def test_words_that_make_no_question_are_refused_and_the_kind_stays(
    units: Units, cast: dict[str, Any], made: Item
) -> None:
    author = cast["approver who wrote it"]
    keyless = replace(WRITTEN, content=replace(WRITTEN.content, key=()))
    with pytest.raises(FaultyError, match="Chưa có đáp án đúng"):
        services.create_item(organisation=units["ward-a"], written=keyless, by=author, at=NOW)
    other = replace(WRITTEN, content=deciding("Qua đò phải trả tiền.", is_true=True))
    with pytest.raises(FaultyError, match="Không đổi được loại"):
        services.save_version(item=made, written=other, seen=1, by=author, at=NOW)
    with pytest.raises(NotAllowedError):
        services.create_item(organisation=units["ward-b"], written=WRITTEN, by=author, at=NOW)
    assert Item.objects.count() == 1
