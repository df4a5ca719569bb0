"""Every state × person × act of a contest, with the real service; who must do the next step is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.notifications.models import Notification

from ..enums import Act, LogKind, Phase, PrizeKind, State
from ..models import Contest, Prize, Round
from ..papers.values import Quota, Rules
from ..queries.desk import wanting
from ..rules import TRANSITIONS, acts_for
from ..services import ContestError, NotAllowedError
from ..services.steps import NotReadyError, WrongStateError, take_step
from .conftest import NOW, MakeStaff, Units
from .making import fill_bank

LIVE = (State.DRAFT, State.CHECKED, State.APPROVED, State.PUBLISHED)
Table = dict[State, set[Act]]
EDITS: Table = {State.DRAFT: {Act.CHECK}, State.CHECKED: {Act.GIVE_BACK}, State.APPROVED: {Act.GIVE_BACK}}
APPROVES: Table = {State.CHECKED: {Act.APPROVE}}
PUBLISHES: Table = {State.APPROVED: {Act.PUBLISH}}
KEEPS: Table = {**{state: {Act.CANCEL} for state in LIVE}, State.PUBLISHED: {Act.CANCEL, Act.GIVE_BACK}}
ALL = (EDITS, APPROVES, PUBLISHES, KEEPS)
PEOPLE: dict[str, tuple[Table, ...]] = {
    "nobody": (),
    "citizen": (),
    "contributor": (),
    "author": (EDITS, PUBLISHES, KEEPS),
    "editor": (EDITS,),
    "approver": ALL,
    "approver of another unit": (),
    "head of the unit": ALL,
    "approver of the unit above": ALL,
    "administrator": (EDITS, KEEPS),
    "auditor": (),
    "superuser": ALL,
}


@pytest.fixture
def cast(make_staff: MakeStaff, ready: Contest) -> dict[str, Any]:
    return {
        "nobody": AnonymousUser(),
        "citizen": Person.objects.create_user("dan", "dan@example.invalid", "x"),
        "contributor": make_staff("contributor"),
        "author": ready.author,
        "editor": make_staff("editor"),
        "approver": make_staff("approver"),
        "approver of another unit": make_staff("approver", "ward-b"),
        "head of the unit": make_staff("unit_head"),
        "approver of the unit above": make_staff("approver", "root"),
        "administrator": make_staff("administrator", "root"),
        "auditor": make_staff("auditor", "root"),
        "superuser": Person.objects.create_superuser("super", "super@example.invalid", "x"),
    }


@pytest.fixture
def ready(drafted: Contest, units: Units) -> Contest:
    """A draft with all it needs."""
    fill_bank(units["ward-a"], 4)
    rules = Rules(quotas=(Quota(count=4),)).to_dict()
    opens_at = NOW + timedelta(days=1)
    Round.objects.create(
        contest=drafted, number=1, starts_at=opens_at, ends_at=opens_at + timedelta(days=1), rules_data=rules
    )
    drafted.help_contact = "Bộ phận tiếp dân"
    drafted.save()
    return drafted


class UndoneError(Exception):
    """Takes back what was tried."""


def outcome(contest: Contest, act: Act, by: Any) -> str:
    """The state after the act, or the name of the refusal; nothing stays."""
    try:
        with transaction.atomic():
            raise UndoneError(take_step(contest=contest, act=act, by=by, at=NOW, reason="Cần sửa.").state)
    except UndoneError as undone:
        return str(undone)
    except ContestError as refusal:
        return type(refusal).__name__


@pytest.mark.parametrize("state", State)
def test_service_and_buttons_do_what_the_table_says(state: State, cast: dict[str, Any], ready: Contest) -> None:
    Contest.objects.filter(pk=ready.pk).update(state=state)
    contest = Contest.objects.select_related("organisation", "author").get(pk=ready.pk)
    allowed = {who: {act for table in PEOPLE[who] for act in table.get(state, set())} for who in cast}
    assert {who: set(acts_for(by, contest)) for who, by in cast.items()} == allowed
    refused = {act: "NotAllowedError" if (state, act) in TRANSITIONS else "WrongStateError" for act in Act}
    assert {(who, act): outcome(contest, act, by) for who, by in cast.items() for act in Act} == {
        (who, act): TRANSITIONS[state, act].to if act in allowed[who] else refused[act] for who in cast for act in Act
    }


def test_two_persons_publish_and_each_step_is_told_and_logged(cast: dict[str, Any], ready: Contest) -> None:
    author, second = cast["author"], cast["approver"]
    take_step(contest=ready, act=Act.CHECK, by=author, at=NOW)
    assert {one.person for one in Notification.objects.all()} == {second, cast["head of the unit"]}
    with pytest.raises(NotAllowedError):
        take_step(contest=ready, act=Act.APPROVE, by=author, at=NOW)
    take_step(contest=ready, act=Act.APPROVE, by=second, at=NOW)
    done = take_step(contest=ready, act=Act.PUBLISH, by=author, at=NOW)
    assert (done.state, done.approver, done.published_at) == (State.PUBLISHED, second, NOW)
    assert [one.detail["what"] for one in ready.log.filter(kind=LogKind.CHANGED)] == ["publish", "approve", "check"]


def test_nothing_goes_on_while_something_is_missing(ready: Contest, units: Units) -> None:
    Round.objects.update(rules_data=Rules(quotas=(Quota(count=5),)).to_dict())
    Contest.objects.update(help_contact="", eligibility={"units": True})
    with pytest.raises(NotReadyError) as refusal:
        take_step(contest=ready, act=Act.CHECK, by=ready.author, at=NOW + timedelta(days=2))
    assert str(refusal.value) == (
        "Vòng 1: ngân hàng còn thiếu 1 câu (mọi lĩnh vực, mọi độ khó). Chưa ghi nơi giúp người dự thi. "
        "Giờ mở của vòng đầu đã qua. Hãy chọn giờ mở sau lúc này. "
        "Người dự thi phải chọn đơn vị nhưng chưa có đơn vị nào."
    )
    Prize.objects.create(contest=ready, order=1, title="Xã", quantity=1, kind=PrizeKind.MOST_ENTRANTS)
    assert "Giải tập thể cần danh sách đơn vị; chưa có đơn vị nào." in wanting(ready, at=NOW)


def test_reasons_are_needed_and_a_sealed_contest_stays(cast: dict[str, Any], ready: Contest) -> None:
    second = cast["approver"]
    with pytest.raises(ContestError, match="Hãy viết lý do"):
        take_step(contest=ready, act=Act.CANCEL, by=second, at=NOW, reason=" ")
    Contest.objects.update(state=State.PUBLISHED)
    Round.objects.update(phase=Phase.SEALED)
    with pytest.raises(WrongStateError):
        take_step(contest=ready, act=Act.GIVE_BACK, by=second, at=NOW, reason="Sửa giờ.")
