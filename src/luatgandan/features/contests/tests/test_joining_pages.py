"""Joining: by the code of the class, a personal code, an account; who is refused; names and erasing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.features.questionbank.models import Move
from luatgandan.foundation.accounts.models import Consent, ConsentText, Person
from luatgandan.foundation.accounts.services import erase_person, give_consent, withdraw_consent

from ..enums import LogKind, Names
from ..models import Entrant, LogEntry, Prize, Round, Unit
from ..rules.codes import phone_digest
from ..services import ContestError
from ..services.taking import start_attempt
from ..views.joining import TRIES
from .making import make_entrant
from .pages import CODE, HOME, PAPER, change, citizen, pupil, round, seated, text, texts, ward

__all__ = ["citizen", "pupil", "round", "seated", "texts", "ward"]
pytestmark = pytest.mark.django_db


def test_a_pupil_joins_by_the_code_of_the_class_and_a_personal_code(pupil: Entrant, client: Client) -> None:
    unit = Unit.objects.create(contest=pupil.contest, name="THPT Ví dụ", folded="thpt vi du", join_code="LOP9A2")
    ways = client.get("/thi/lop9-a2/", follow=True)
    assert unit.name in text(ways)

    wrong = client.post(f"{HOME}ma-rieng/", {"code": "sai", "don-vi": unit.join_code})
    assert (wrong.status_code, "Không có mã dự thi này" in text(wrong), unit.name in text(wrong)) == (422, True, True)
    first = client.post(f"{HOME}ma-rieng/", {"code": CODE.lower()})
    assert "Hãy đọc và đánh dấu đồng ý" in text(first)
    assert not Consent.objects.exists()
    agreed = client.post(f"{HOME}ma-rieng/", {"code": "7k3m-92qf", "agrees": "on"}, follow=True)
    assert pupil.code in text(agreed)
    assert Consent.objects.get().anonymous_key == f"contest:{pupil.public_id.hex}"


def test_the_address_on_the_slip_opens(pupil: Entrant, client: Client) -> None:
    page = client.get(f"{HOME}ma-rieng/")
    assert page.status_code == 200
    assert 'name="code"' in text(page)


def test_codes_cannot_be_tried_without_end(pupil: Entrant, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TRIES, "amount", 2)
    told = [text(client.post(f"{HOME}ma-rieng/", {"code": "sai"})) for _try in range(3)]
    assert ["đã thử nhiều mã" in one for one in told] == [False, False, True]
    assert "đã thử nhiều mã" in text(client.post(f"{HOME}ma-rieng/", {"code": CODE, "agrees": "on"}))


def test_the_next_pupil_takes_the_phone(seated: Client, pupil: Entrant) -> None:
    assert pupil.code in text(seated.get(f"{HOME}cua-toi/"))
    seated.post(f"{HOME}thoat/")
    assert seated.get(PAPER).status_code == 404


def test_a_child_s_code_counts_on_the_phone_where_a_parent_is_signed_in(
    citizen: Person, pupil: Entrant, client: Client
) -> None:
    parent = make_entrant(pupil.contest, 2, person=citizen)
    client.post(f"{HOME}ma-rieng/", {"code": CODE, "agrees": "on"})
    page = text(client.get(f"{HOME}cua-toi/"))
    assert (pupil.code in page, parent.code in page, "Thoát để người khác" in page) == (True, False, True)
    client.post(f"{HOME}thoat/")
    assert parent.code in text(client.get(f"{HOME}cua-toi/"))


def test_who_worked_on_the_questions_of_the_bank_does_not_take_part(
    citizen: Person, round: Round, client: Client
) -> None:
    told = "Người soạn, kiểm tra, duyệt hoặc đã đọc đáp án của ngân hàng câu hỏi dùng cho cuộc thi không dự thi."
    assert told in text(client.get(HOME))
    assert told in text(client.get(f"{HOME}dang-ky/"))
    Move.objects.filter(pk=Move.objects.earliest("pk").pk).update(by=citizen)
    sent = {"name": "Lâm Thị Hoa", "agrees": "on"}
    assert "nên không dự thi được" in text(client.post(f"{HOME}dang-ky/", sent))
    assert not Entrant.objects.exists()
    Round.objects.update(banks=[0])
    assert client.post(f"{HOME}dang-ky/", sent).status_code == 302, "of a bank that no round draws from"


def test_nobody_is_born_tomorrow(citizen: Person, round: Round, client: Client) -> None:
    change(round.contest, asked=["born_on"])
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = client.post(f"{HOME}dang-ky/", {"name": "Hoa", "born_on": tomorrow.isoformat(), "agrees": "on"})
    assert (page.status_code, "Ngày sinh phải trước hôm nay" in text(page)) == (422, True)


def test_where_something_can_be_won_an_address_alone_is_not_a_person(
    citizen: Person, round: Round, client: Client
) -> None:
    Person.objects.filter(pk=citizen.pk).update(phone="", phone_verified_at=None)
    Prize.objects.create(contest=round.contest, round=round, order=1, title="Giải Nhất", quantity=1)
    change(round.contest, asked=["phone"])
    typed = {"name": "Hoa", "phone": "0987654321", "agrees": "on"}
    assert "Xác minh số điện thoại" in text(client.get(f"{HOME}dang-ky/"))
    assert (client.post(f"{HOME}dang-ky/", typed).status_code, Entrant.objects.count()) == (422, 0)

    change(round.contest, eligibility={"by_email": True})
    other = make_entrant(round.contest, 9, phone="+84987654321")
    assert "Số điện thoại này đã đăng ký dự thi" in text(client.post(f"{HOME}dang-ky/", typed))
    other.delete()
    client.post(f"{HOME}dang-ky/", typed)
    Entrant.objects.get(person=citizen).delete()

    change(round.contest, eligibility={})
    Person.objects.filter(pk=citizen.pk).update(identity_verified_at=timezone.now())
    client.post(f"{HOME}dang-ky/", typed)
    assert Entrant.objects.get().person == citizen


def test_a_citizen_joins_with_an_account_once(citizen: Person, round: Round, client: Client) -> None:
    refused = client.post(f"{HOME}dang-ky/", {"name": "Lâm Thị Hoa"})
    assert "Hãy đọc và đánh dấu đồng ý" in text(refused)
    for _press in range(2):
        client.post(f"{HOME}dang-ky/", {"name": "Lâm  Thị Hoa", "agrees": "on"})
    entrant = Entrant.objects.get()
    assert (entrant.person, entrant.name) == (citizen, "Lâm Thị Hoa")
    assert entrant.phone_digest == phone_digest("+84912345678")
    assert Consent.objects.get().purpose == "contest"
    assert LogEntry.objects.filter(kind=LogKind.JOINED).count() == 1


def test_conditions_are_told_in_words(citizen: Person, round: Round, client: Client) -> None:
    change(round.contest, eligibility={"age_from": 15, "denied": [phone_digest("+84912345678")]})
    today = timezone.localdate()
    born = date(today.year - 14, 1, 1)
    told = text(client.post(f"{HOME}dang-ky/", {"name": "Hoa", "born_on": born.isoformat(), "agrees": "on"}))
    assert "bạn 14 tuổi; thể lệ ghi từ đủ 15 tuổi" in told
    assert "không cho người trong Ban Tổ chức" in told
    assert not Entrant.objects.exists()


def test_phone_and_email_are_asked_and_kept_where_the_contest_wants_them(
    citizen: Person, round: Round, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert 'name="phone"' not in text(client.get(f"{HOME}dang-ky/"))
    change(round.contest, asked=["phone", "email"])
    form = text(client.get(f"{HOME}dang-ky/"))
    assert ('name="phone"' in form, 'name="email"' in form, 'value="0912345678"' in form) == (True, True, True)
    wrong = client.post(f"{HOME}dang-ky/", {"name": "Hoa", "phone": "0292", "email": "x", "agrees": "on"})
    assert (wrong.status_code, Entrant.objects.count()) == (422, 0)
    client.post(f"{HOME}dang-ky/", {"name": "Hoa", "phone": "0987 654 321", "email": "H@x.vn", "agrees": "on"})
    entrant = Entrant.objects.get()
    assert (entrant.phone, entrant.email) == ("+84987654321", "h@x.vn")
    assert entrant.phone_digest == phone_digest(citizen.phone)  # only a verified phone holds the place
    kept = str(list(LogEntry.objects.values_list("detail", flat=True))) + caplog.text
    assert [one for one in ("987654321", "h@x.vn", "H@x.vn") if one in kept] == []


@pytest.mark.parametrize("typed", ["0912345678", "0987654321"])
def test_who_may_not_take_part_is_found_without_a_verified_phone(
    citizen: Person, round: Round, client: Client, typed: str
) -> None:
    """By the phone of the account, though nobody verified it, and by the phone that is typed."""
    Person.objects.filter(pk=citizen.pk).update(phone="+84987654321", phone_verified_at=None)
    change(round.contest, eligibility={"denied": [phone_digest("+84987654321")]})
    assert 'name="phone"' in text(client.get(f"{HOME}dang-ky/"))
    told = client.post(f"{HOME}dang-ky/", {"name": "Hoa", "phone": typed, "agrees": "on"})
    assert ("không cho người trong Ban Tổ chức" in text(told), Entrant.objects.count()) == (True, 0)


def test_a_contest_for_trying_out_is_not_joined_and_not_sat(citizen: Person, round: Round, client: Client) -> None:
    make_entrant(round.contest, 1, person=citizen)
    change(round.contest, is_practice=True)
    for path in ("dang-ky/", "cua-toi/", "vong/1/bat-dau/"):
        answer = client.post(f"{HOME}{path}") if "bat-dau" in path else client.get(f"{HOME}{path}")
        assert (path, answer.status_code) == (path, 302)
    with pytest.raises(ContestError, match="để làm thử"):
        start_attempt(entrant=Entrant.objects.get(), round=Round.objects.get(), device="", at=timezone.now())


def test_a_unit_is_found_by_its_name_and_others_are_offered(citizen: Person, round: Round, client: Client) -> None:
    change(round.contest, eligibility={"units": True})
    for name, folded in (("THPT Ví dụ A", "thpt vi du a"), ("THPT Ví dụ B", "thpt vi du b")):
        Unit.objects.create(contest=round.contest, name=name, folded=folded, join_code=name[-1])
    told = text(client.post(f"{HOME}dang-ky/", {"name": "Hoa", "unit": "thpt vi du", "agrees": "on"}))
    assert "có thể là: THPT Ví dụ A, THPT Ví dụ B" in told
    client.post(f"{HOME}dang-ky/", {"name": "Hoa", "unit": "THPT VI DU B", "agrees": "on"})
    assert str(Entrant.objects.get().unit) == "THPT Ví dụ B"


@pytest.mark.parametrize("has_units", [False, True])
def test_a_unit_that_is_asked_and_no_condition_may_be_left_out(
    citizen: Person, round: Round, client: Client, has_units: bool
) -> None:
    change(round.contest, asked=["unit"])
    if has_units:
        Unit.objects.create(contest=round.contest, name="THPT A", folded="thpt a", join_code="AAAAAA")
    assert ('name="unit"' in text(client.get(f"{HOME}dang-ky/"))) == has_units
    assert client.post(f"{HOME}dang-ky/", {"name": "Hoa", "unit": "", "agrees": "on"}).status_code == 302
    assert Entrant.objects.get().unit is None


def test_a_phone_of_the_roster_opens_that_entry(citizen: Person, round: Round, client: Client) -> None:
    listed = make_entrant(round.contest, 7, phone_digest=phone_digest(citizen.phone))
    client.post(f"{HOME}dang-ky/", {"name": "Tên khác", "agrees": "on"})
    listed.refresh_from_db()
    assert (listed.person, listed.name, Entrant.objects.count()) == (citizen, "Người thứ 7", 1)


def test_a_phone_that_joined_with_another_account_is_refused(citizen: Person, round: Round, client: Client) -> None:
    other = Person.objects.create_user("other", "other@example.invalid", "x")
    make_entrant(round.contest, 7, phone_digest=phone_digest(citizen.phone), person=other)
    told = client.post(f"{HOME}dang-ky/", {"name": "Hoa", "agrees": "on"})
    assert "Số điện thoại này đã đăng ký dự thi" in text(told)


def test_a_name_is_shown_as_long_as_its_person_agrees(
    citizen: Person, round: Round, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    change(round.contest, names=Names.FULL)
    client.post(f"{HOME}dang-ky/", {"name": "Hoa", "agrees": "on", "shows_name": "on"})
    assert Entrant.objects.get().shows_name
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(person=citizen, purpose="public_name", by=citizen, at=timezone.now())
    assert not Entrant.objects.get().shows_name
    public_name = ConsentText.objects.get(purpose="public_name", language="vi")
    with django_capture_on_commit_callbacks(execute=True):
        give_consent(text=public_name, person=citizen, at=timezone.now())
    assert Entrant.objects.get().shows_name


def test_an_erased_person_leaves_a_code_and_answers(
    citizen: Person, round: Round, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    client.post(f"{HOME}dang-ky/", {"name": "Hoa", "agrees": "on"})
    code = Entrant.objects.get().code
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=citizen, by=None, at=timezone.now())
    entrant = Entrant.objects.get()
    assert (entrant.code, entrant.name, entrant.person, entrant.phone) == (code, "", None, "")


# Pages for everybody
