"""Papers, entrants, rehearsal and the log at the desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from luatgandan.foundation.accounts.services.consents import publish_texts

from ..enums import Standing, State
from ..models import Attempt, Contest, Document, Entrant, Unit
from ..queries import desk as reads
from ..queries.log import told
from ..services import seal_round
from ..services.rosters import import_roster
from .conftest import NOW, MakeStaff, Units
from .desk import at_desk, text, url
from .listing import ENTRANT_QUERIES, contest, planned, uploaded
from .making import OPENS, fill_bank, make_entrant, make_round
from .outcomes import make_unit

__all__ = ["contest"]


def test_entrants_are_listed_found_and_given_more_time(contest: Contest, make_staff: MakeStaff) -> None:
    desk = at_desk(make_staff("editor"))
    one = make_entrant(contest, 1)
    counts = []
    for wanted in (1, 30):
        for place in range(Entrant.objects.count(), wanted):
            make_entrant(contest, place + 1)
        desk.get(url("entrants", contest.pk))
        with CaptureQueriesContext(connection) as seen:
            assert text(desk.get(url("entrants", contest.pk))).count('class="title"') == wanted
        counts.append(len(seen))
    assert counts[0] == counts[1] <= ENTRANT_QUERIES
    assert text(desk.get(url("entrants", contest.pk), {"q": "ct-00001"})).count('class="title"') == 1
    Entrant.objects.filter(pk=one.pk).update(name="Thạch Thị Sà Ly", folded="thach thi sa ly")
    for words in ("sa ly", "SÀ LY", "Thạch thị"):
        assert text(desk.get(url("entrants", contest.pk), {"q": words})).count('class="title"') == 1
    one.refresh_from_db()
    assert text(desk.get(url("entrants", contest.pk), {"tu_cach": "excluded"})).count('class="title"') == 0
    address = url("entrant", contest.pk, one.code)
    assert text(desk.post(address, {"percent": "500"}), 422)
    assert desk.post(address, {"percent": "50"}).status_code == 302
    one.refresh_from_db()
    assert one.extra_percent == 50
    assert one.name in text(desk.get(address))
    line = f"thêm giờ cho người khuyết tật · mã dự thi: {one.code} · phần trăm: 50"
    assert line in text(desk.get(url("log", contest.pk), {"ma": one.code}))
    assert one.code not in text(desk.get(url("log", contest.pk), {"viec": "sealed"}))
    assert at_desk(make_staff("auditor", "root")).get(address).status_code in (302, 403)


def test_units_stand_by_pages_and_are_found(contest: Contest, make_staff: MakeStaff) -> None:
    desk, address = at_desk(make_staff("editor")), url("units", contest.pk)
    counts = []
    for wanted in (1, 30):
        for place in range(Unit.objects.count(), wanted):
            make_unit(contest, f"Ấp {place}")
        desk.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert text(desk.get(address)).count('class="title"') == wanted
        counts.append(len(seen))
    assert counts[0] == counts[1]
    school = make_unit(contest, "Trường Tân Thạnh")
    assert text(desk.get(address)).count('class="title"') == 30
    assert text(desk.get(address, {"p": 2})).count('class="title"') == 1
    for words in ("tân thạnh", "tan thanh", school.join_code.lower()):
        page = text(desk.get(address, {"q": words}))
        assert (page.count('class="title"'), school.name in page) == (1, True)
    assert "Không có đơn vị nào như vậy." in text(desk.get(address, {"q": "xyz"}))


def test_the_log_speaks_vietnamese() -> None:
    detail = {"what": "extend_round", "round": 1, "after": "2026-11-16T12:00:00+00:00", "reason": "Mất điện."}
    assert told(detail) == [
        ("", "gia hạn vòng thi"),
        ("vòng", "1"),
        ("sau", "19:00 16/11/2026"),
        ("lý do", "Mất điện."),
    ]
    assert told({"counts": {"new": 2}, "fields": ["title"], "refusal": "late"}) == [
        ("số dòng", "thêm 2"), ("các mục", "title"),
        ("lý do từ chối", "Đã hết giờ làm bài. Các câu đã lưu trước đó vẫn được tính."),
    ]  # fmt: skip


def test_papers_are_checked_kept_and_taken_away(contest: Contest, make_staff: MakeStaff) -> None:
    desk, address = at_desk(make_staff("editor")), url("documents", contest.pk)
    sent = {"kind": "rules", "title": "Thể lệ cuộc thi", "number": "610/TL-BTC", "signed_on": "2026-03-08"}
    page = text(desk.post(address, {**sent, "upload": uploaded(b"MZ", "the-le.pdf")}), 422)
    assert "tệp chương trình" in page
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    assert desk.post(address, {**sent, "upload": uploaded(pdf, "Nguyễn Văn A.pdf")}).status_code == 302
    document = Document.objects.get()
    assert (document.is_public, document.number) == (False, "610/TL-BTC")
    assert "the-le-cuoc-thi" in document.file.name
    own = url("document", contest.pk, document.pk)
    answered: Any = desk.get(own)
    assert answered["Content-Disposition"].startswith("attachment")
    assert b"".join(answered.streaming_content).startswith(b"%PDF")
    assert "Bỏ “Thể lệ cuộc thi”" in text(desk.get(own, {"bo": "1"}))
    for stranger in (Client(), at_desk(make_staff("editor", "ward-b"))):
        assert stranger.get(own).status_code in (302, 403)
        assert stranger.post(own).status_code in (302, 403)
    assert desk.post(own).status_code == 302
    assert not Document.objects.exists()


def test_staff_and_guests_rehearse_and_leave_no_trace(units: Units, make_staff: MakeStaff) -> None:
    fill_bank(units["ward-a"], 4)
    ahead = timezone.now() + timedelta(days=1)
    round = make_round(units["ward-a"], is_sealed=False, starts_at=ahead, ends_at=ahead + timedelta(hours=2))
    contest = round.contest
    desk, address = at_desk(make_staff("editor")), url("rehearsal", contest.pk)
    desk.post(address, {"round": "1"})
    page = text(desk.post(address, {"count": "2", "as": "print"}))
    seats = list(Entrant.objects.filter(standing=Standing.REHEARSING))
    assert len(seats) == page.count("contest-letters") == 2
    round.refresh_from_db()
    publish_texts(at=OPENS)
    guest, code = Client(), page.split('class="contest-letters">')[1].split("<")[0]
    guest.post(reverse("contests:enter", args=[contest.slug]), {"code": code, "agrees": "on"})
    paper = guest.post(reverse("contests:start", args=[contest.slug, 1]), follow=True)
    assert "Câu 1" in text(paper)
    assert Attempt.objects.get().entrant in seats
    assert reads.figures(contest)["entrants"] == 0
    assert seats[0].code in text(desk.get(address))
    seal_round(round=round, at=ahead)
    assert not Attempt.objects.exists()
    assert "không thi thử được nữa" in text(desk.post(address, {"round": "1"}, follow=True))


def test_the_preview_is_the_public_page(units: Units, make_staff: MakeStaff) -> None:
    round = make_round(units["ward-a"], is_sealed=False)
    Contest.objects.update(state=State.DRAFT, summary="Mời bà con.")
    address = url("preview", round.contest_id)
    page = text(at_desk(make_staff("contributor")).get(address))
    assert "Mời bà con." in page
    assert "Xem trước, chưa phải trang công bố" in page
    assert at_desk(make_staff("editor", "ward-b")).get(address).status_code in (302, 403)


def test_a_cancelled_contest_takes_nobody(contest: Contest, make_staff: MakeStaff) -> None:
    person = make_staff("editor")
    plan = planned(contest, ("Lê Ổi", "", "", "", "", ""))
    Contest.objects.update(state=State.CANCELLED)
    with pytest.raises(Exception, match="không sửa được"):
        import_roster(contest=contest, plan=plan, by=person, at=NOW)
