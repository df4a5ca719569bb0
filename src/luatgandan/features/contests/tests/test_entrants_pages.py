"""Pages of entrants without script: joining, sitting a paper, handing in, the receipt; strangers see nothing."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from luatgandan.features.questionbank.enums import Kind
from luatgandan.features.questionbank.formats.values import PAIR
from luatgandan.foundation.accounts.models import Consent, ConsentText, Person
from luatgandan.foundation.accounts.services import erase_person, give_consent, publish_texts, withdraw_consent
from luatgandan.foundation.organisations.models import Organisation

from ..enums import LogKind, Names, PredictionBase
from ..models import Attempt, Contest, Entrant, LogEntry, Response, Round, Unit
from ..papers.values import Quota, Rules
from ..queries import paper_of
from ..rules.codes import login_digest, phone_digest
from ..views.joining import TRIES
from .conftest import Units
from .kinds import fill_with_all_kinds
from .making import make_entrant, make_round

pytestmark = pytest.mark.django_db
CODE = "7K3M92QF"
HOME = "/cuoc-thi/vi-du/"
PAPER = f"{HOME}vong/1/luot/1/"


@pytest.fixture(autouse=True)
def clean_cache(db: None) -> Iterator[None]:
    cache.clear()
    publish_texts(at=timezone.now())
    yield
    cache.clear()


@pytest.fixture
def ward(units: Units) -> Organisation:
    unit = units["ward-a"]
    fill_with_all_kinds(unit)
    return unit


@pytest.fixture
def round(ward: Organisation) -> Round:
    now = timezone.now()
    rules = Rules(quotas=(Quota(count=6),), prediction=PredictionBase.TAKING_PART)
    return make_round(ward, rules, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))


@pytest.fixture
def pupil(round: Round) -> Entrant:
    return make_entrant(round.contest, 1, login_digest=login_digest(CODE))


@pytest.fixture
def seated(pupil: Entrant, client: Client) -> Client:
    """A pupil who typed the code, agreed and began."""
    client.post(f"{HOME}ma-rieng/", {"code": CODE, "agrees": "on"})
    client.post(f"{HOME}vong/1/bat-dau/")
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def answers_of(page: str) -> dict[str, str]:
    """What a browser would send back of a form: hidden fields."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def right_fields(attempt: Attempt) -> dict[str, Any]:
    """The fields of a form that is answered without a fault."""
    fields: dict[str, Any] = {}
    for place, (_slot, question) in enumerate(paper_of(attempt)):
        name, key, kind = f"c{place}", question.content.key, question.content.kind
        if kind == Kind.ORDER:
            fields |= {f"{name}-{option}": str(number) for number, option in enumerate(key, 1)}
        elif kind == Kind.MATCH:
            fields |= {f"{name}-{one.partition(PAIR)[0]}": one.partition(PAIR)[2] for one in key}
        else:
            fields[name] = list(key)
    return fields


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


def test_a_whole_paper_without_script(seated: Client) -> None:
    attempt = Attempt.objects.get()
    page = seated.get(PAPER)
    assert page.status_code == 200
    assert page["Cache-Control"].count("no-store") == 1
    saved = seated.post(PAPER, {**answers_of(text(page)), **right_fields(attempt), "act": "review"})
    assert (saved.status_code, saved["Location"]) == (302, f"{PAPER}nop/")
    assert "Đã lưu 6/6 câu" in text(seated.get(f"{PAPER}nop/"))

    assert seated.post(f"{PAPER}nop/", {}).status_code == 422  # the question after the questions is asked
    assert seated.post(f"{PAPER}nop/", {"prediction": "120"})["Location"] == f"{PAPER}bien-nhan/"
    attempt.refresh_from_db()
    assert (attempt.score, attempt.prediction, attempt.is_all_right) == (6_000, 120, True)
    told = text(seated.get(f"{PAPER}bien-nhan/"))
    assert attempt.receipt in told
    assert "6/6" in told
    assert "vẫn đúng như lúc nộp" in told


def test_what_is_not_right_is_told_and_the_rest_is_saved(seated: Client) -> None:
    attempt = Attempt.objects.get()
    kinds = {question.content.kind: place for place, (_slot, question) in enumerate(paper_of(attempt))}
    fields = right_fields(attempt)
    order, number = kinds[Kind.ORDER], kinds[Kind.NUMBER]
    fields |= {name: "1" for name in fields if name.startswith(f"c{order}-")} | {f"c{number}": "năm"}
    answer = seated.post(PAPER, {**fields, "seen": "0", "act": "review"})
    assert answer.status_code == 422
    assert f"Câu {order + 1}: hãy dùng mỗi số thứ tự một lần" in text(answer)
    assert f"Câu {number + 1}: hãy ghi một số" in text(answer)
    assert set(Response.objects.values_list("slot", flat=True)) == set(range(6)) - {order, number}


def test_an_old_page_does_not_put_back_what_was_changed_elsewhere(seated: Client) -> None:
    attempt = Attempt.objects.get()
    place = next(at for at, (_slot, one) in enumerate(paper_of(attempt)) if one.content.kind == Kind.TRUE_FALSE)
    seated.post(PAPER, {f"c{place}": "dung", "seen": "0"})
    seated.post(PAPER, {f"c{place}": "sai", "seen": "1"})
    stale = seated.post(PAPER, {f"c{place}": "dung", "seen": "0"})
    assert f"Câu {place + 1}: Đã có câu trả lời mới hơn" in text(stale)
    assert Response.objects.get().answer == ["sai"]
    assert LogEntry.objects.filter(kind=LogKind.REFUSED).count() == 1


def test_an_answer_is_taken_back_without_script(seated: Client) -> None:
    attempt = Attempt.objects.get()
    place = next(at for at, (_slot, one) in enumerate(paper_of(attempt)) if one.content.kind == Kind.NUMBER)
    seated.post(PAPER, {f"c{place}": "7", "seen": "0"})
    seated.post(PAPER, {f"c{place}": "", "seen": "1"})
    assert Response.objects.get().answer == []


def test_after_handing_in_the_paper_is_shut(seated: Client) -> None:
    seated.post(f"{PAPER}nop/", {"prediction": "1"})
    for path in (PAPER, f"{PAPER}nop/"):
        assert seated.get(path)["Location"] == f"{PAPER}bien-nhan/"
    assert seated.post(f"{PAPER}nop/", {"prediction": "2"}).status_code == 302
    assert Attempt.objects.get().prediction == 1
    again = seated.post(f"{HOME}vong/1/bat-dau/")
    assert "hết 1 lượt" in text(again)


def test_the_paper_of_somebody_else_does_not_exist(seated: Client, round: Round, make_staff: Any) -> None:
    stranger, officer, neighbour = Client(), Client(), Client()
    officer.force_login(make_staff("approver"))
    other = make_entrant(round.contest, 2, login_digest=login_digest("OTHERXX"))
    neighbour.post(f"{HOME}ma-rieng/", {"code": "OTHERXX", "agrees": "on"})
    assert other.code in text(neighbour.get(f"{HOME}cua-toi/"))
    for client in (stranger, officer, neighbour):
        for path in (PAPER, f"{PAPER}nop/", f"{PAPER}bien-nhan/"):
            assert client.get(path).status_code == 404
        assert client.post(f"{PAPER}nop/", {"prediction": "1"}).status_code == 404
    assert Attempt.objects.get().submitted_at is None


# With an account


@pytest.fixture
def citizen(client: Client) -> Person:
    person = Person.objects.create_user("hoa", "hoa@example.invalid", "x", last_name="Lâm Thị", first_name="Hoa")
    Person.objects.filter(pk=person.pk).update(phone="+84912345678", phone_verified_at=timezone.now())
    client.force_login(person)
    return Person.objects.get(pk=person.pk)


def change(contest: Contest, **values: Any) -> None:
    Contest.objects.filter(pk=contest.pk).update(**values)


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


def test_a_unit_is_found_by_its_name_and_others_are_offered(citizen: Person, round: Round, client: Client) -> None:
    change(round.contest, eligibility={"units": True})
    for name, folded in (("THPT Ví dụ A", "thpt vi du a"), ("THPT Ví dụ B", "thpt vi du b")):
        Unit.objects.create(contest=round.contest, name=name, folded=folded, join_code=name[-1])
    told = text(client.post(f"{HOME}dang-ky/", {"name": "Hoa", "unit": "thpt vi du", "agrees": "on"}))
    assert "có thể là: THPT Ví dụ A, THPT Ví dụ B" in told
    client.post(f"{HOME}dang-ky/", {"name": "Hoa", "unit": "THPT VI DU B", "agrees": "on"})
    assert str(Entrant.objects.get().unit) == "THPT Ví dụ B"


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
    assert (entrant.code, entrant.name, entrant.person, entrant.phone_digest) == (code, "", None, "")


# Pages for everybody


@pytest.mark.parametrize("path", ["/cuoc-thi/", HOME, "/thi/", "/on-tap/", "/cuoc-thi/vi-du/cua-toi/"])
@pytest.mark.parametrize("language", ["", "/km", "/en"])
def test_pages_for_everybody_open(round: Round, client: Client, path: str, language: str) -> None:
    assert client.get(language + path, follow=True).status_code == 200


def test_the_page_of_a_contest_says_how_it_is_sat_and_what_was_sealed(round: Round, client: Client) -> None:
    page = text(client.get(HOME))
    assert round.commitment in page
    assert round.seed not in page
    for told in ("Mỗi lượt 6 câu, làm trong 15 phút", "Số người dự thi vòng này".lower()[1:], "Vòng 1 đang mở"):
        assert told in page


def test_drafts_are_not_there(round: Round, client: Client) -> None:
    change(round.contest, state="draft")
    for path in (HOME, f"{HOME}dang-ky/", f"{HOME}cua-toi/", f"{HOME}luyen-tap/"):
        assert client.get(path).status_code == 404
    assert "vi-du" not in text(client.get("/cuoc-thi/"))
