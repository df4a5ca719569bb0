"""People who come in, files that only the unit reads, and the table of routes."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from .. import services
from ..enums import Channel
from ..models import Question, Route
from ..rules import Caller, token_of
from .browser import at_desk, text, url
from .conftest import NOW, MakeStaff, Units
from .paths import Way


@pytest.fixture
def way(asker: Caller, officer: Caller, checker: Caller) -> Way:
    return Way(asker=asker, officer=officer, checker=checker)


def test_a_question_is_written_down_for_somebody(units: Units, officer: Caller) -> None:
    Route.objects.create(organisation=units["ward-b"])
    desk, address = at_desk(officer), reverse("qa_desk:intake")
    form = desk.get(address).context["form"]
    values = {"form_key": form["form_key"].value(), "unit": units["ward-a"].pk, "channel": "pagoda", "title": "",
              "text": "", "name": "Thạch Sa", "audience": "citizen", "place": "", "field": "khac",
              "visibility": "anonymised", "language": "vi"}  # fmt: skip
    assert "Thạch Sa" in text(desk.post(address, values))
    for of_others in ("web", "own"):  # from the asker, and from the portal itself
        desk.post(address, {**values, "text": "Hỏi về giấy khai sinh của cháu.", "channel": of_others})
    assert not Question.objects.exists()
    for _time in range(2):
        done = desk.post(address, {**values, "text": "Hỏi về giấy khai sinh của cháu."}, follow=True)
    question = Question.objects.get()
    assert (question.channel, question.taken_by, question.organisation) == (
        Channel.PAGODA, officer.person, units["ward-b"],
    )  # fmt: skip
    assert question.code in text(done)
    assert token_of(question) in text(done)
    assert "Phiếu hẹn trả lời câu hỏi" in text(done)


def test_a_file_is_read_by_the_unit_alone(question: Question, officer: Caller, make_staff: MakeStaff) -> None:
    one = question.attachments.create(
        name="don.pdf", content=ContentFile(b"%PDF-", "don.pdf"), sha256="0" * 64, size=5, added_at=timezone.now()
    )
    answered = at_desk(officer).get(url("file", question, one.pk))
    assert b"".join(answered.streaming_content) == b"%PDF-"
    assert answered["Content-Disposition"] == 'attachment; filename="don.pdf"'
    assert at_desk(make_staff("editor", "ward-b")).get(url("file", question, one.pk)).status_code == 302


def test_routes_are_edited_by_the_administrator(units: Units, make_staff: MakeStaff, officer: Caller) -> None:
    desk = at_desk(make_staff("administrator", "root"))
    added = desk.post(reverse("qa_routes:add"), {"field": "giao-thong", "place": "", "organisation": units["ward-b"].pk,
                                                 "note": "thử"})  # fmt: skip
    assert added.status_code == 302
    assert Route.objects.get().organisation == units["ward-b"]
    assert at_desk(officer).get(reverse("qa_routes:add")).status_code == 302


def test_the_slip_speaks_the_language_of_the_asker_and_is_printed_by_who_wrote_it_down(
    units: Units, officer: Caller, make_staff: MakeStaff
) -> None:
    asked = services.Asked(title="Khai sinh", text="Khai sinh", organisation=units["ward-a"], language="km")
    question = services.take_in_question(
        asked=asked, channel=Channel.PAGODA, organisation=units["ward-a"], by=officer.person, at=NOW
    )
    page = text(at_desk(officer).get(url("slip", question)))
    assert '<html lang="km"' in page
    assert "<dt>សំណួរ</dt>" in page
    assert at_desk(make_staff("editor")).get(url("slip", question)).status_code == 302
