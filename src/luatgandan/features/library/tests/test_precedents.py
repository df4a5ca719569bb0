"""Precedents (án lệ) read from Markdown."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luatgandan.features.library import queries
from luatgandan.features.library.models import Citation, Document, Record
from luatgandan.features.library.queries import records as record_queries
from luatgandan.features.library.services import precedents
from luatgandan.foundation.accounts.models import Person

from .conftest import MakeStaff, desk
from .drafting import Units, draft, publish
from .laws import NOW

PRECEDENTS = Path(__file__).parents[6] / "shared" / "data" / "files" / "precedents_md"
MARKDOWN = """# Án lệ số 901/2026/AL — Ví dụ minh họa về đặt cọc

**Lĩnh vực:** Dân sự
**Ngày công bố:** 06/04/2026

## Tình huống

Hai bên đặt cọc để mua nhà. Nhà bị thu hồi vì **quy hoạch**.

## Giải pháp pháp lý

Bên nhận cọc chỉ trả lại tiền cọc.

**Căn cứ:**
- Điều 328 BLDS 2015 — Đặt cọc
- Nguyên tắc lỗi

## Ý nghĩa

- Phạt cọc cần có lỗi
"""


def test_a_precedent_is_read_from_markdown(units: Units, writer: Person, code: Document, approver: Person) -> None:
    record = precedents.import_precedent(MARKDOWN, organisation=units["root"], by=writer, at=NOW)
    content = record_queries.latest_revision(record).content
    assert (content["title"], content["number"]) == ("Ví dụ minh họa về đặt cọc", "901/2026/AL")
    assert (content["field"], content["issued_on"]) == ("Dân sự", "2026-04-06")
    assert content["details"] == {
        "situation": "Hai bên đặt cọc để mua nhà. Nhà bị thu hồi vì quy hoạch.",
        "solution": "Bên nhận cọc chỉ trả lại tiền cọc.\n\n- Nguyên tắc lỗi",
        "meaning": "- Phạt cọc cần có lỗi",
    }
    assert content["cites"] == ["Điều 328 BLDS 2015 — Đặt cọc"]
    publish(record, writer, approver)
    assert list(Citation.objects.values_list("eid", "says")) == [("art_328", "Đặt cọc")]
    assert Record.objects.get().slug == "an-le-901-2026-al"


def test_reading_a_precedent_again_keeps_one_record(units: Units, writer: Person) -> None:
    first = precedents.import_precedent(MARKDOWN, organisation=units["root"], by=writer, at=NOW)
    same = precedents.import_precedent(MARKDOWN, organisation=units["root"], by=writer, at=NOW)
    changed = MARKDOWN.replace("chỉ trả lại", "phải trả lại")
    again = precedents.import_precedent(changed, organisation=units["root"], by=writer, at=NOW)
    assert (first, first) == (same, again)
    assert first.revisions.count() == 2


@pytest.mark.parametrize("text", ["", "# Án lệ", "# Án lệ số 1/2026/AL\n\n## Tình huống\n\nchỉ có tình huống", "x" * 9])
def test_what_is_no_precedent_is_refused_in_words(text: str) -> None:
    with pytest.raises(precedents.NotAPrecedentError):
        precedents.read_precedent(text)


@pytest.mark.data
def test_real_precedents_are_read(units: Units, writer: Person) -> None:
    paths = sorted(PRECEDENTS.glob("an-le-*.md"))
    if not paths:
        pytest.skip("Không có shared/data/files/precedents_md cạnh thư mục dự án.")
    found = [precedents.read_precedent(path.read_text(encoding="utf-8")) for path in paths]
    assert [one.number for one in found] == ["05/2016/AL", "17/2018/AL", "25/2018/AL", "26/2018/AL"]
    assert all(one.title and one.section("situation") and one.section("solution") for one in found)
    contents = [precedents.precedent_content(one) for one in found]
    assert [len(content["cites"]) for content in contents] == [2, 1, 1, 0]
    assert [content["issued_on"] for content in contents] == ["2016-04-06", "", "", ""]


def test_records_never_touch_documents(units: Units, writer: Person, code: Document) -> None:
    draft(units["root"], writer)
    assert [document.number for document in queries.documents(queries.Wanted(text="", day=NOW.date()))] == [code.number]


def test_the_desk_reads_a_precedent(units: Units, writer: Person, make_staff: MakeStaff) -> None:
    address, author = reverse("library_records:precedents"), desk(writer)
    unit = {"organisation": units["root"].pk}
    for content, said in ((b"\xff\xfe", "không phải chữ Unicode"), (b"# Luat", "Không thấy số án lệ")):
        wrong = author.post(address, {**unit, "upload": SimpleUploadedFile("a.md", content)}).content.decode()
        assert said in wrong
    author.post(address, {**unit, "upload": SimpleUploadedFile("a.md", MARKDOWN.encode())})
    assert record_queries.latest_revision(Record.objects.get()).content["number"] == "901/2026/AL"
    elsewhere = desk(make_staff("editor", "ward-a"))
    refused = elsewhere.post(address, {**unit, "upload": SimpleUploadedFile("a.md", MARKDOWN.encode())})
    assert refused.status_code == 200
    assert Record.objects.count() == 1
