"""Pages of results for everybody."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.organisations.models import Organisation

from ..enums import Names
from ..models import Attempt, Award, Complaint, Contest, Entrant, Round, Unit, Voided
from ..services import answer_complaint, decide_round
from ..services.archives import CERTIFICATES, progress_of
from ..services.certificates import certificate_pdf, make_certificates
from ..views.results import GROUPS_PER_PAGE
from .making import OPENS, make_round
from .outcomes import (
    RANKED,
    RULES,
    WINDOW_OVER,
    five_ranked,
    make_unit,
    officer,
    sit,
    verified,
    ward_with_bank,
    with_prizes,
)

pytestmark = pytest.mark.django_db


def test_the_page_shows_masked_names_only(client: Client) -> None:
    five_ranked()
    page = client.get("/cuoc-thi/vi-du/bang/").content.decode()

    assert "Người T. …" in page
    assert "Người thứ 1" not in page
    assert "Vì sao hạng này" in page


def test_the_hash_of_all_receipts_is_public_once_ranked(client: Client) -> None:
    receipts = five_ranked().receipts
    assert len(receipts) == 64
    assert receipts in client.get("/cuoc-thi/vi-du/bang/").content.decode()


def test_hidden_names_show_codes_alone(client: Client) -> None:
    five_ranked()
    Contest.objects.update(names=Names.HIDDEN)
    page = client.get("/cuoc-thi/vi-du/bang/").content.decode()

    assert "Người T." not in page
    assert "CT-00001" in page


def test_a_code_is_found(client: Client) -> None:
    five_ranked()
    page = client.get("/cuoc-thi/vi-du/bang/?ma=ct-00004").content.decode()
    assert page.count("CT-00004") > 2
    assert "Không thấy mã" in client.get("/cuoc-thi/vi-du/bang/?ma=CT-9").content.decode()


@pytest.mark.parametrize("by", ["ca-nhan", "don-vi", "truong", "xa-phuong", "???"])
def test_every_kind_of_board_opens(client: Client, by: str) -> None:
    five_ranked()
    assert client.get(f"/cuoc-thi/vi-du/bang/?theo={by}").status_code == 200


def test_thousands_of_units_are_told_page_by_page(client: Client) -> None:
    round_ = make_round(ward_with_bank(), RULES)
    units = [make_unit(round_.contest, f"Đơn vị {number:03}") for number in range(GROUPS_PER_PAGE + 1)]
    entrants = [sit(round_, number, right=1, unit=unit) for number, unit in enumerate(units[:1], 1)]
    Entrant.objects.bulk_create(
        Entrant(contest=round_.contest, code=f"CT-X{one.pk}", unit=one, joined_at=OPENS) for one in units[1:]
    )
    [done] = Attempt.objects.filter(entrant__in=entrants)
    Attempt.objects.bulk_create(
        Attempt(round=round_, entrant=one, number=1, started_at=done.started_at, ends_at=done.ends_at,
                submitted_at=done.submitted_at, score=0, millis=1)
        for one in Entrant.objects.filter(name="")
    )  # fmt: skip
    first, second = (client.get(f"/cuoc-thi/vi-du/bang/?theo=don-vi&trang={page}") for page in (1, 2))
    told = [page.content.decode().count('<th scope="row"') for page in (first, second)]
    assert told == [GROUPS_PER_PAGE, 1]
    assert len(first.content) <= 100_000
    assert "theo=don-vi&amp;trang=2" in first.content.decode()


def test_bad_addresses_are_no_fault(client: Client) -> None:
    five_ranked()
    for query in ("?sau=x", "?sau=1-" + "9" * 30, "?vong=99", "?ma=" + "x" * 300):
        assert client.get(f"/cuoc-thi/vi-du/bang/{query}").status_code == 200
    assert client.get("/cuoc-thi/khong-co/bang/").status_code == 404


def test_before_the_reveal_the_page_shows_no_question(client: Client) -> None:
    round_ = five_ranked()
    page = client.get("/cuoc-thi/vi-du/thong-ke/").content.decode()
    assert "5 người dự thi, 2 người đúng hết" in page
    assert "Ý a của câu" not in page

    Round.objects.update(revealed_at=RANKED)
    cache.clear()
    shown = client.get("/cuoc-thi/vi-du/thong-ke/").content.decode()
    assert "Ý a của câu" in shown
    assert "đáp án" in shown
    assert round_.revealed_at is None


def test_nothing_before_the_ranking(client: Client) -> None:
    round_ = make_round(ward_with_bank(), RULES)
    sit(round_, 1, right=2)
    page = client.get("/cuoc-thi/vi-du/thong-ke/").content.decode()
    assert "Chưa có vòng thi nào xếp hạng" in page


def test_certificates_in_one_archive_with_progress(decided: Round) -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    assert certificate_pdf(Award.objects.get(unit__isnull=False)).startswith(b"%PDF")
    found = make_certificates(round=decided, at=WINDOW_OVER)
    assert (found.done, found.total, found.fault) == (4, 4, "")
    assert progress_of(decided, CERTIFICATES) == found


@pytest.fixture
def decided() -> Round:
    return decide_round(round=verified(with_prizes(five_ranked())), by=officer(Role.APPROVER), at=WINDOW_OVER)


def test_a_certificate_s_page_shows_every_printed_field(decided: Round, client: Client) -> None:
    award = Award.objects.get(attempt__entrant__code="CT-00001")
    answer = client.get(f"/giay-chung-nhan/{award.certificate}/")
    page = answer.content.decode()

    assert decided.contest.organisation.name in page
    for words in ("Người thứ 1", "Giải Nhất", "Ví dụ minh họa", "Vòng 1", "Trường Bắc", "hạng 1, 4/4 câu",
                  "21/11/2026", str(award.certificate)):  # fmt: skip
        assert words in page
    assert (answer["X-Robots-Tag"], "no-store" in answer["Cache-Control"]) == ("noindex", True)


def test_the_own_page_tells_what_everybody_else_hears_by_message(decided: Round) -> None:
    winner = Entrant.objects.get(code="CT-00001")
    sent = Complaint.objects.create(round=decided, entrant=winner, text="Sai", sent_at=RANKED, answer="Đúng")
    Voided.objects.create(round=decided, code="c-003", reason="Luật đổi", at=RANKED)
    Entrant.objects.filter(pk=winner.pk).update(person=(person := Person.objects.create_user("hoa", "", "x")))
    client = Client()
    client.force_login(person)
    page = client.get("/cuoc-thi/vi-du/cua-toi/").content.decode()
    assert all(words in page for words in ("Chúc mừng, bạn đạt Giải Nhất", "câu c-003 bị hủy"))
    assert "Khiếu nại của bạn đã có trả lời" not in page
    Complaint.objects.filter(pk=sent.pk).update(answered_at=RANKED)
    assert "Khiếu nại của bạn đã có trả lời" in client.get("/cuoc-thi/vi-du/cua-toi/").content.decode()


def test_a_certificate_stays_as_it_was_printed(decided: Round, client: Client) -> None:
    award = Award.objects.get(attempt__entrant__code="CT-00001")
    Contest.objects.update(title="Tên mới")
    Organisation.objects.update(name="Đơn vị đổi tên")
    Unit.objects.filter(name="Trường Bắc").update(name="Trường đổi tên")
    Award.objects.update(shown_name="")
    page = client.get(f"/giay-chung-nhan/{award.certificate}/").content.decode()
    assert all(words in page for words in ("Ví dụ minh họa", "Trường Bắc", "Tên đã được xóa theo yêu cầu"))
    assert "Đơn vị đổi tên</span></dd>" not in page


def test_no_certificate_before_the_decision(client: Client) -> None:
    verified(with_prizes(five_ranked()))
    code = Award.objects.all()[0].certificate
    assert client.get(f"/giay-chung-nhan/{code}/").status_code == 404
    assert client.get(f"/giay-chung-nhan/{code}/pdf/").status_code == 404


def test_winners_are_public_after_the_decision_with_masked_names(client: Client) -> None:
    round_ = verified(with_prizes(five_ranked()))
    assert "Chưa có quyết định trao giải" in client.get("/cuoc-thi/vi-du/giai/").content.decode()
    decide_round(round=round_, by=officer(Role.APPROVER), at=WINDOW_OVER)

    page = client.get("/cuoc-thi/vi-du/giai/").content.decode()
    assert "Giải Nhất" in page
    assert "Người T. …" in page
    assert "Người thứ" not in page


@pytest.fixture
def entrant(client: Client) -> Entrant:
    """The fourth in rank, signed in."""
    five_ranked()
    person = Person.objects.create_user("nguoi-thi", "nguoi-thi@example.invalid", "x")
    Entrant.objects.filter(code="CT-00004").update(person=person)
    client.force_login(person)
    return Entrant.objects.get(code="CT-00004")


def test_an_entrant_reads_what_to_learn_next_once_keys_are_public(entrant: Entrant, client: Client) -> None:
    assert "Chưa có gì để xem lại" in client.get("/cuoc-thi/vi-du/hoc-tiep/").content.decode()
    Round.objects.update(revealed_at=RANKED)

    page = client.get("/cuoc-thi/vi-du/hoc-tiep/").content.decode()
    assert "Nên đọc lại" in page
    assert "Bạn trả lời đúng bao nhiêu ở mỗi lĩnh vực" in page
    assert "Thứ hạng của bạn" in client.get("/cuoc-thi/vi-du/cua-toi/").content.decode()


def test_an_entrant_complains_and_reads_the_answer(entrant: Entrant, client: Client) -> None:
    url = "/cuoc-thi/vi-du/vong/1/khieu-nai/"
    Round.objects.update(ranked_at=timezone.now())
    assert client.post(url, {"text": ""}).status_code == 422
    assert client.post(url, {"text": "Câu 3 sai đáp án"}).status_code == 302
    assert "Chờ trả lời" in client.get(url).content.decode()
    answer_complaint(
        complaint=entrant.complaints.get(), answer="Đã xem lại, đáp án đúng.", by=officer(Role.APPROVER), at=RANKED
    )
    assert "Đã xem lại, đáp án đúng." in client.get(url).content.decode()
    long_ago = RANKED - timedelta(days=30)
    Round.objects.update(ranked_at=long_ago, revealed_at=long_ago)
    assert "Đã hết thời gian nhận khiếu nại" in client.get(url).content.decode()
    assert client.post(url, {"text": "Trễ"}).status_code == 422


def test_strangers_are_led_to_joining(client: Client) -> None:
    five_ranked()
    for url in ("hoc-tiep/", "vong/1/khieu-nai/"):
        assert client.get(f"/cuoc-thi/vi-du/{url}")["Location"] == "/cuoc-thi/vi-du/dang-ky/"


def test_no_complaint_before_the_ranking(entrant: Entrant, client: Client) -> None:
    Round.objects.update(ranked_at=None)
    assert client.get("/cuoc-thi/vi-du/vong/1/khieu-nai/").status_code == 404
