"""Results at the desk: who sees what, the way from the ranking to certificates, lists that cost the same."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.audit.models import Entry as Line

from ..enums import Phase, SignalKind
from ..models import Award, Complaint, Contest, Entrant, Round, Signal
from ..queries.own import marked_paper
from ..services import decide_round, forget_archives, propose_awards, rank_round, send_complaint
from .outcomes import NUMBERS, RANKED, WINDOW_OVER, five_ranked, officer, sit, verified, with_prizes

pytestmark = pytest.mark.django_db
DESK = "/quan-tri/cuoc-thi-ket-qua/"


@pytest.fixture(autouse=True)
def plain(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False


@pytest.fixture
def round_() -> Round:
    return with_prizes(five_ranked())


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def one(round_: Round) -> str:
    return f"{DESK}{round_.pk}/"


def award_of(code: str) -> Award:
    return Award.objects.get(attempt__entrant__code=code)


def test_who_sees_results(round_: Round) -> None:
    for role, unit, status in (
        (Role.EDITOR, "ward-a", 200),
        (Role.APPROVER, "ward-a", 200),
        (Role.AUDITOR, "ward-a", 200),
        (Role.CONTRIBUTOR, "ward-a", 302),
        (Role.EDITOR, "ward-b", 302),
    ):
        assert signed_in(officer(role, unit)).get(one(round_)).status_code == status, (role, unit)
    assert Client().get(one(round_)).status_code == 302


def test_the_list_names_ended_rounds_of_own_units(round_: Round) -> None:
    assert "Ví dụ minh họa, Vòng 1" in signed_in(officer(Role.EDITOR)).get(DESK).content.decode()
    assert "Ví dụ minh họa" not in signed_in(officer(Role.EDITOR, "ward-b")).get(DESK).content.decode()


def test_from_the_list_to_the_decision(round_: Round) -> None:
    editor, approver = signed_in(officer(Role.EDITOR)), signed_in(officer(Role.APPROVER))
    assert editor.post(f"{one(round_)}lap-danh-sach/").status_code == 302
    for award, number in zip(Award.objects.filter(unit=None).order_by("pk"), NUMBERS, strict=False):
        url = f"{one(round_)}giai/{award.pk}/xac-minh/"
        assert editor.get(url).status_code == 200
        assert editor.post(url, {"number": number}).status_code == 422  # not compared
        assert editor.post(url, {"number": number, "compared": "on"}).status_code == 302
    school = Award.objects.get(attempt=None)
    assert editor.post(f"{one(round_)}giai/{school.pk}/xac-minh/", {"compared": "on"}).status_code == 302
    assert editor.get(f"{one(round_)}quyet-dinh/").status_code == 302  # only who may decide

    assert approver.get(f"{one(round_)}quyet-dinh/").status_code == 200
    Contest.objects.update(complaint_days=0)
    Round.objects.update(ranked_at=timezone.now() - timedelta(days=2))
    assert approver.post(f"{one(round_)}quyet-dinh/", {"sure": "on"}).status_code == 302
    assert Round.objects.get().phase == Phase.DECIDED


def test_the_same_citizen_twice_is_told_at_the_form(round_: Round) -> None:
    client = signed_in(officer(Role.EDITOR))
    propose_awards(round=round_, by=officer(Role.EDITOR), at=RANKED)
    first, second = award_of("CT-00001"), award_of("CT-00002")
    typed = {"number": NUMBERS[0], "compared": "on"}
    client.post(f"{one(round_)}giai/{first.pk}/xac-minh/", typed)

    answer = client.post(f"{one(round_)}giai/{second.pk}/xac-minh/", typed)
    assert answer.status_code == 422
    assert "CT-00001" in answer.content.decode()


def test_declining_at_the_desk(round_: Round) -> None:
    propose_awards(round=round_, by=officer(Role.EDITOR), at=RANKED)
    award = award_of("CT-00001")
    answer = signed_in(officer(Role.EDITOR)).post(
        f"{one(round_)}giai/{award.pk}/khong-cong-nhan/", {"reason": "Khai sai"}
    )
    assert answer.status_code == 302
    assert award_of("CT-00004").state == "proposed"


def test_who_answers_a_complaint_reads_the_paper_it_is_about(round_: Round) -> None:
    who = Entrant.objects.get(code="CT-00003")
    paper = marked_paper(who.attempts.select_related("round__contest", "entrant").get())
    sent = send_complaint(entrant=who, round=round_, text="Đáp án sai", question=paper[1].code, at=RANKED)
    page, address = signed_in(officer(Role.APPROVER)), f"{one(round_)}khieu-nai/{sent.pk}/"
    shown = page.get(address).content.decode()
    for asked in paper:
        assert f"{asked.code}</span>" in shown
        assert reverse("questionbank_desk:item", args=[asked.item]) in shown
    assert shown.count("câu bị khiếu nại") == 1
    assert "/huy-cau/" in shown
    line = Line.objects.get(action="contests.read_paper")
    assert line.detail == {"round": 1}
    Round.objects.update(revealed_at=None)
    assert paper[0].code not in page.get(address).content.decode()
    assert Line.objects.filter(action="contests.read_paper").count() == 1


def test_a_complaint_is_answered_at_the_desk(round_: Round) -> None:
    sent = send_complaint(entrant=Entrant.objects.all()[0], round=round_, text="Câu 3 sai", at=RANKED)
    approver, editor = signed_in(officer(Role.APPROVER)), signed_in(officer(Role.EDITOR))
    assert "Câu 3 sai" in editor.get(f"{one(round_)}khieu-nai/").content.decode()

    url = f"{one(round_)}khieu-nai/{sent.pk}/"
    assert editor.post(url, {"answer": "Đúng"}).status_code == 422
    assert approver.post(url, {"answer": "Đã xem lại"}).status_code == 302
    assert Complaint.objects.get().answer == "Đã xem lại"


def test_a_signal_is_judged_and_an_entrant_excluded_apart_from_it(round_: Round) -> None:
    odd = Signal.objects.create(
        round=round_, kind=SignalKind.SPEED, key="x", strength=0.9, found_at=RANKED, evidence={"median_ms": 300}
    )
    odd.attempts.add(round_.attempts.get(place=1))
    approver = signed_in(officer(Role.APPROVER))
    assert approver.get(f"{one(round_)}dau-hieu/").status_code == 200
    url = f"{one(round_)}dau-hieu/{odd.pk}/"
    assert "CT-00001" in approver.get(url).content.decode()
    assert approver.post(url, {"verdict": "upheld", "reason": "Máy trả lời thay"}).status_code == 302
    assert (Signal.objects.get().state, Entrant.objects.get(code="CT-00001").standing) == ("upheld", "active")

    out = f"{one(round_)}nguoi-du-thi/CT-00001/"
    assert approver.get(out).status_code == 200
    assert approver.post(out, {"reason": "Theo thể lệ, điều 7"}).status_code == 302
    assert Entrant.objects.get(code="CT-00001").standing == "excluded"


@pytest.mark.parametrize("name", ["quyet-dinh.docx", "bien-ban.docx"])
def test_files_only_for_those_who_may_take_data_away(round_: Round, name: str) -> None:
    url = f"{one(round_)}tep/{name}"
    taken = signed_in(officer(Role.APPROVER)).get(url)
    assert (taken.status_code, taken.content[:2]) == (200, b"PK")
    assert "no-store" in taken["Cache-Control"]
    assert signed_in(officer(Role.EDITOR)).get(url).status_code == 302
    assert signed_in(officer(Role.APPROVER)).get(f"{one(round_)}tep/khac.txt").status_code == 404


def test_certificates_are_made_by_the_worker(round_: Round) -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    decide_round(round=verified(round_), by=officer(Role.APPROVER), at=WINDOW_OVER)
    approver = signed_in(officer(Role.APPROVER))

    forget_archives(at=timezone.now() + timedelta(days=30))  # of earlier runs
    assert approver.post(f"{one(round_)}lam/giay-chung-nhan.zip").status_code == 302
    assert "Tải 4 giấy chứng nhận" in approver.get(one(round_)).content.decode()
    archive = b"".join(approver.get(f"{one(round_)}tep/giay-chung-nhan.zip").streaming_content)
    assert archive[:2] == b"PK"
    week = timezone.now() + timedelta(days=7)
    assert [forget_archives(at=week + timedelta(minutes=minutes)) for minutes in (-1, 1)] == [0, 1]
    assert approver.get(f"{one(round_)}tep/giay-chung-nhan.zip").status_code == 404


def test_the_spreadsheet_is_made_by_the_worker_and_anew_for_each_ranking(round_: Round) -> None:
    approver, editor = signed_in(officer(Role.APPROVER)), signed_in(officer(Role.EDITOR))
    make, take = f"{one(round_)}lam/bang-tinh.xlsx", f"{one(round_)}tep/bang-tinh.xlsx"
    assert approver.get(take).status_code == 404
    assert [who.post(make).headers["Location"] for who in (approver, editor)] == [one(round_), "/quan-tri/"]
    taken = approver.get(take)
    assert ("no-store" in taken["Cache-Control"], b"".join(taken)[:2]) == (True, b"PK")
    assert "Lập lại bảng tính" in approver.get(one(round_)).content.decode()
    assert editor.get(take).status_code == 302
    rank_round(round=round_, at=RANKED + timedelta(hours=1))
    assert approver.get(take).status_code == 404
    assert approver.post(f"{one(round_)}lam/giay-chung-nhan.zip").status_code == 404


def test_lists_cost_the_same_for_one_and_for_thirty(round_: Round) -> None:
    client = signed_in(officer(Role.APPROVER))
    lists = ("khieu-nai/", "dau-hieu/", "")
    counts = []
    for number in (1, 29):
        for entry in range(number):
            who = sit(round_, 100 * number + entry, right=1)
            Complaint.objects.create(round=round_, entrant=who, text="Sai", sent_at=RANKED)
            Signal.objects.create(
                round=round_, kind=SignalKind.SPEED, key=f"{number}-{entry}", strength=1, found_at=RANKED
            )
        counts.append([_queries(client, one(round_) + name) for name in lists])
    assert counts[0] == counts[1]


def _queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)
