"""Conditions that are changed after people joined: asked anew at the next publication, seen before by who does it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.notifications.models import Notification

from ..enums import Act, LogKind, Standing, State
from ..models import Contest, Entrant
from ..rules.codes import login_digest, phone_digest
from ..services import readmit_entrant
from ..services.correcting import Known, correct_entrant
from ..services.joining import Entry, JoinError, enter_by_code, join
from ..services.steps import take_step
from ..services.taking import StartError, start_attempt
from ..services.withdrawing import withdraw_entrant
from .conftest import MakeStaff, Units
from .desk import at_desk, url
from .desk import text as seen
from .making import make_entrant, make_round
from .outcomes import make_unit, officer, ward_with_bank
from .pages import CODE, texts

__all__ = ["texts"]
pytestmark = pytest.mark.django_db
BEFORE = timezone.now()
FROM_18 = {"age_from": 18}


@pytest.fixture
def contest() -> Contest:
    """Public, opening tomorrow, with a grown-up, a child and somebody whose birthday was never asked."""
    starts_at = BEFORE + timedelta(days=1)
    rules = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    made = make_round(ward_with_bank(), is_sealed=False, **rules).contest
    make_entrant(made, 1, born_on=date(1990, 1, 1))
    make_entrant(made, 2, born_on=date(2015, 1, 1))
    make_entrant(made, 3)
    return made


def with_account(number: int, **more: Any) -> Person:
    login = f"nguoi-{number}"
    person = Person.objects.create_user(login, f"{login}@example.invalid", "x", **more)
    Entrant.objects.filter(code=f"CT-{number:05}").update(person=person)
    return person


def changed(contest: Contest, by: AbstractBaseUser, **conditions: Any) -> Contest:
    """Given back, changed, published again."""
    take_step(contest=contest, act=Act.GIVE_BACK, by=by, at=BEFORE, reason="Sửa điều kiện")
    Contest.objects.update(state=State.APPROVED, eligibility=conditions, help_contact="Phòng Tư pháp")
    return take_step(contest=contest, act=Act.PUBLISH, by=by, at=BEFORE)


def standings() -> list[str]:
    return list(Entrant.objects.order_by("code").values_list("standing", flat=True))


def test_whoever_does_not_fit_any_more_stands_aside_is_told_and_cannot_begin(
    contest: Contest, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    person, fits, approver = with_account(2), with_account(1), officer(Role.APPROVER)
    with django_capture_on_commit_callbacks(execute=True):
        contest = changed(contest, approver, **FROM_18)
    assert standings() == ["active", "unfit", "unfit"]
    titles = [Notification.objects.filter(person=one).latest("pk").title for one in (person, fits)]
    assert ["không còn đủ điều kiện" in one for one in titles] == [True, False]
    child = Entrant.objects.get(code="CT-00002")
    assert "thể lệ ghi từ đủ 18 tuổi" in child.standing_reason
    opened = BEFORE + timedelta(days=1, minutes=1)
    with pytest.raises(StartError, match="Không còn đủ điều kiện"):
        start_attempt(entrant=child, round=contest.rounds.get(), device="d", at=opened)
    assert start_attempt(
        entrant=Entrant.objects.get(code="CT-00001"), round=contest.rounds.get(), device="d", at=opened
    )

    client.force_login(person)
    page = client.get("/cuoc-thi/vi-du/cua-toi/").content.decode()
    assert child.standing_reason in page
    assert "Ghi thêm điều còn thiếu" in page
    lines = contest.log.filter(kind=LogKind.EXCLUDED).order_by("pk").values_list("detail", flat=True)
    assert [one["entrant"] for one in lines] == ["CT-00002", "CT-00003"]


def test_whom_the_conditions_fit_again_takes_part(contest: Contest) -> None:
    approver = officer(Role.APPROVER)
    changed(contest, approver, **FROM_18)
    changed(contest, approver)
    assert standings() == ["active"] * 3
    assert not Entrant.objects.exclude(standing_reason="").exists()


def test_somebody_let_in_all_the_same_stays_when_it_is_asked_again(contest: Contest) -> None:
    approver = officer(Role.APPROVER)
    changed(contest, approver, **FROM_18)
    child = Entrant.objects.get(code="CT-00002")
    readmit_entrant(entrant=child, reason="Đội tuyển của trường", by=approver, at=BEFORE)
    changed(contest, approver, age_from=21)
    assert standings() == ["active", "active", "unfit"]


def test_who_was_excluded_or_withdrew_is_not_asked(contest: Contest) -> None:
    Entrant.objects.filter(code="CT-00002").update(standing=Standing.EXCLUDED, standing_reason="Thi hộ")
    withdraw_entrant(entrant=Entrant.objects.get(code="CT-00003"), at=BEFORE)
    changed(contest, officer(Role.APPROVER), **FROM_18)
    assert standings() == ["active", "excluded", "withdrawn"]
    assert Entrant.objects.get(code="CT-00002").standing_reason == "Thi hộ"


def test_a_fact_that_was_not_asked_is_added_one_that_stands_is_kept(contest: Contest, client: Client) -> None:
    changed(contest, officer(Role.APPROVER), **FROM_18)
    typed = Entry(name="Ai đó", born_on=date(1980, 5, 5), agrees=True)
    with pytest.raises(JoinError, match="thể lệ ghi từ đủ 18 tuổi"):
        join(contest=Contest.objects.get(), person=with_account(2), entry=typed, at=BEFORE)
    assert Entrant.objects.get(code="CT-00002").born_on == date(2015, 1, 1)

    client.force_login(with_account(3))
    address = "/cuoc-thi/vi-du/dang-ky/"
    assert "điều đã ghi khi ấy được giữ nguyên" in client.get(address).content.decode()
    sent = {"name": "Tên khác", "born_on": "1980-05-05", "agrees": "on"}
    assert client.post(address, sent).status_code == 302
    added = Entrant.objects.get(code="CT-00003")
    assert (added.standing, added.standing_reason, added.name, added.born_on) == (
        "active", "", "Người thứ 3", date(1980, 5, 5),
    )  # fmt: skip


def test_nobody_gets_around_it_by_withdrawing_and_coming_back(contest: Contest) -> None:
    Entrant.objects.filter(code="CT-00002").update(login_digest=login_digest(CODE))
    enter_by_code(contest=contest, code=CODE, agrees=True, at=BEFORE)
    contest = changed(contest, officer(Role.APPROVER), **FROM_18)
    withdraw_entrant(entrant=Entrant.objects.get(code="CT-00002"), at=BEFORE)
    with pytest.raises(JoinError, match="thể lệ ghi từ đủ 18 tuổi"):
        enter_by_code(contest=contest, code=CODE, agrees=True, at=BEFORE)
    assert standings() == ["active", "withdrawn", "unfit"]


def test_phones_that_may_not_take_part_are_known_however_they_were_given(contest: Contest) -> None:
    phone = "+84912345678"
    with_account(1, phone=phone)
    Entrant.objects.filter(code="CT-00002").update(phone=phone)
    Entrant.objects.filter(code="CT-00003").update(phone_digest=phone_digest(phone))
    changed(contest, officer(Role.APPROVER), denied=[phone_digest(phone)])
    assert standings() == ["unfit"] * 3


def test_a_birthday_put_right_lets_take_part_again(contest: Contest) -> None:
    approver = officer(Role.APPROVER)
    changed(contest, approver, **FROM_18)
    child = Entrant.objects.get(code="CT-00002")
    known: dict[str, Any] = {"name": child.name, "class_name": "", "unit": None, "ward": None}
    still = Known(born_on=date(2014, 1, 1), **known)
    correct_entrant(entrant=child, known=still, reason="Nhầm", by=approver, at=BEFORE, is_unfit_known=True)
    assert standings() == ["active", "unfit", "unfit"]
    correct_entrant(
        entrant=child, known=Known(born_on=date(1994, 1, 1), **known), reason="Nhầm", by=approver, at=BEFORE
    )
    assert standings() == ["active", "active", "unfit"]


def test_who_publishes_sees_whom_it_puts_aside_and_ticks_it(
    drafted: Contest, make_staff: MakeStaff, units: Units
) -> None:
    round_ = make_round(units["ward-a"], is_sealed=False, starts_at=BEFORE + timedelta(days=1),
                        ends_at=BEFORE + timedelta(days=2))  # fmt: skip
    contest = round_.contest
    school = make_unit(contest, "THCS Ví dụ")
    for number in range(1, 24):
        make_entrant(contest, number, unit=school, born_on=date(2015, 1, 1))
    Contest.objects.filter(pk=contest.pk).update(eligibility=FROM_18, state=State.APPROVED)
    desk = at_desk(make_staff("approver"))
    page = seen(desk.get(url("step", contest.pk, "publish")))
    assert "23 người đã đăng ký không đủ điều kiện" in page
    assert page.count("thể lệ ghi từ đủ 18 tuổi") == 20
    assert school.name in page
    assert "knows_unfit" in page
    refused = seen(desk.post(url("step", contest.pk, "publish"), {}), 422)
    assert "knows_unfit" in refused
    assert not Entrant.objects.filter(standing=Standing.UNFIT).exists()


def test_at_the_desk_who_stands_aside_is_found_and_let_in_with_a_reason(make_staff: MakeStaff, units: Units) -> None:
    contest = make_round(units["ward-a"], is_sealed=False).contest
    make_entrant(contest, 1)
    make_entrant(contest, 2, standing=Standing.UNFIT, standing_reason="Chưa đủ 18 tuổi.")
    desk = at_desk(make_staff("approver"))
    assert seen(desk.get(url("entrants", contest.pk), {"tu_cach": "unfit"})).count('class="title"') == 1
    page = seen(desk.get(url("entrant", contest.pk, "CT-00002")))
    assert "Không còn đủ điều kiện: Chưa đủ 18 tuổi." in page
    address = reverse("contests_results:standing", args=[contest.rounds.get().pk, "CT-00002"])
    assert address in page
    assert "Cho dự thi lại thì điều kiện không còn được xét" in seen(desk.get(address))
    desk.post(address, {"reason": "Đội tuyển của trường"})
    assert standings() == ["active", "active"]
    assert "được nhận dù không đủ điều kiện" in seen(desk.get(url("entrant", contest.pk, "CT-00002")))
