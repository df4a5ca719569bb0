"""Files become drafts after a report; commands and desk; what leaves as a file is logged."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luatgandan.features.library.tests import laws
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.models import Entry as LogEntry

from .. import services
from ..enums import Kind, State
from ..formats.files import FORMATS, read_rows
from ..formats.media import prepare
from ..formats.values import Entry, choosing, deciding
from ..forms.desk import FileForm
from ..models import Item
from ..queries import entries_of
from ..services import RowState, add_item, keep_file, open_bank, plan_import
from ..services.importing import Plan, PlannedRow
from .conftest import FERRY, NOW, WRITTEN, MakeStaff, Units
from .files import picture

NEW = Entry(content=deciding("Cá bơi được.", True), code="ca-001", cites=(("1/2020/QH14", "khoản 2 Điều 2"),))
ODD = Entry(content=choosing(Kind.ONE, "Câu không đáp án", ["A", "B"], []))
TWICE = Entry(content=NEW.content)
LONG = Entry(content=deciding("rất dài " * 700, True))


def a_file(*entries: Entry) -> bytes:
    return FORMATS["json"].to_bytes(entries)


def at_desk(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_report_tells_row_by_row_and_writes_nothing(item: Item, units: Units) -> None:
    data = a_file(NEW, ODD, TWICE, Entry(content=FERRY), LONG)
    plan = plan_import(content=data, name="a.json", organisation=units["ward-a"])
    assert [(row.number, row.state) for row in plan.rows] == [
        (1, RowState.NEW), (2, RowState.REFUSED), (3, RowState.KNOWN), (4, RowState.KNOWN), (5, RowState.REFUSED),
    ]  # fmt: skip
    assert "Thư viện không có: khoản 2 Điều 2, 1/2020/QH14." in plan.rows[0].told
    assert "Chưa có đáp án đúng." in plan.rows[1].told
    assert [row.told for row in plan.rows[2:4]] == ["Đã có câu ca-001.", "Đã có câu do-001."]
    assert "4000" in plan.rows[4].told
    assert Item.objects.count() == 1


def test_the_desk_shows_a_report_and_then_takes_what_it_showed(units: Units, make_staff: MakeStaff) -> None:
    law = laws.make_document("1/2020/QH14")
    laws.store(law, laws.a_law())
    desk, url = at_desk(make_staff("editor")), reverse("questionbank_desk:import")
    unit = {"bank-unit": str(units["ward-a"].pk)}
    report = desk.post(url, {**unit, "file": SimpleUploadedFile("a.json", a_file(NEW, ODD))})
    assert "thêm 1, đã có 0, không nhập 1" in report.content.decode()
    assert not Item.objects.exists()
    tampered = desk.post(url, {**unit, "read": report.context["read"][:-2] + "xx"})
    assert (tampered.status_code, Item.objects.count()) == (302, 0)
    assert desk.post(url, {**unit, "read": report.context["read"]})["Location"] == reverse("questionbank_desk:list")
    only = Item.objects.select_related("latest").get()
    assert (only.code, only.state) == ("ca-001", State.DRAFT)
    assert only.latest is not None
    assert only.latest.basis == [{"document": law.pk, "eid": "art_2__para_2"}]
    desk.post(url, {**unit, "read": report.context["read"]})
    assert Item.objects.count() == 1


def test_the_hash_of_a_kept_file_opens_nothing_but_a_package_brings_its_own(
    units: Units, make_staff: MakeStaff
) -> None:
    desk, url = at_desk(make_staff("editor")), reverse("questionbank_desk:import")
    unit, file = {"bank-unit": str(units["ward-a"].pk)}, prepare(picture(), "a.png")
    content = replace(FERRY, media=(file.medium(alt="Bến đò"),))
    entry = Entry(content=content, files={file.sha256: file})
    keep_file(file=file, at=NOW)
    report = desk.post(url, {**unit, "file": SimpleUploadedFile("a.json", a_file(entry))})
    assert "Câu này cần hình, âm thanh, phim mà tệp không có." in report.content.decode()
    report = desk.post(url, {**unit, "file": SimpleUploadedFile("a.zip", FORMATS["package"].to_bytes([entry]))})
    desk.post(url, {**unit, "read": report.context["read"]})
    latest = Item.objects.select_related("latest").get().latest
    assert latest is not None
    assert [one.sha256 for one in latest.files.all()] == [file.sha256]


def test_files_are_read_one_by_one_and_only_for_formats_that_take_them(units: Units) -> None:
    queries = []
    for colour in ("red", "blue", "green"):
        file = prepare(picture(colour=colour), "a.png")
        kept = keep_file(file=file, at=NOW)
        content = replace(FERRY, stem=f"Biển {colour}?", media=(file.medium(alt="Biển"),))
        bank = open_bank(organisation=units["ward-a"])
        add_item(bank=bank, written=replace(WRITTEN, content=content), by=None, at=NOW)
        with CaptureQueriesContext(connection) as seen:
            entries = entries_of(Item.objects.all(), has_files=True)
        queries.append(len(seen))
        assert entries[0].files
    assert queries == [2, 2, 2]  # questions, files; these cite nothing
    for name in ("moodle", "qti", "package"):
        data = exported(name)
        assert [len(row.entry.files) for row in read_rows(data, f"a{FORMATS[name].suffix}") if row.entry] == [1, 1, 1]
    kept.content.storage.delete(str(kept.content.name))
    unread = entries_of(Item.objects.all(), has_files=True)
    with pytest.raises(FileNotFoundError):
        [entry.files[name] for entry in unread for name in entry.files]
    for name in ("xlsx", "docx", "gift", "json"):
        assert exported(name)


def exported(name: str) -> bytes:
    file = io.BytesIO()
    services.export_items(rows=Item.objects.all(), format_=FORMATS[name], file=file, by=None, at=NOW)
    return file.getvalue()


def test_what_is_too_large_is_refused_unread(settings: Any) -> None:
    settings.UPLOAD_LIMITS = {**settings.UPLOAD_LIMITS, "document": 0}
    file, key = SimpleUploadedFile("a.json", b"[]"), SimpleUploadedFile("b.docx", b"PK")
    form = FileForm({}, {"file": file, "key": key})
    assert form.errors == {"file": ["Tệp nặng quá 0 MB."], "key": ["Tệp nặng quá 0 MB."]}
    assert (file.tell(), key.tell()) == (0, 0)


@pytest.mark.parametrize("role", ["contributor", "auditor"])
def test_only_editors_take_files_in(units: Units, make_staff: MakeStaff, role: str) -> None:
    desk, url = at_desk(make_staff(role)), reverse("questionbank_desk:import")
    assert desk.get(url).status_code in (302, 403)
    assert desk.post(url, {"read": "x"}).status_code in (302, 403)


def test_nobody_imports_into_the_bank_of_another_unit(units: Units, make_staff: MakeStaff) -> None:
    desk, url = at_desk(make_staff("editor")), reverse("questionbank_desk:import")
    other = {"bank-unit": str(units["ward-b"].pk), "file": SimpleUploadedFile("a.json", a_file(NEW))}
    assert desk.post(url, other).status_code == 422
    bad = {"bank-unit": str(units["ward-a"].pk), "file": SimpleUploadedFile("a.xml", b"<!DOCTYPE a><quiz/>")}
    answered = desk.post(url, bad)
    assert (answered.status_code, "DTD" in answered.content.decode()) == (422, True)


@pytest.mark.parametrize("name", FORMATS)
def test_a_list_is_taken_away_by_those_who_may_and_logged(item: Item, make_staff: MakeStaff, name: str) -> None:
    url = reverse("questionbank_desk:export", args=[name])
    assert at_desk(make_staff("editor")).get(url).status_code in (302, 403)
    answered = at_desk(make_staff("approver")).get(url)
    assert answered.status_code == 200
    rows = read_rows(b"".join(answered), f"a{FORMATS[name].suffix}")
    assert [row.entry.content.key_words for row in rows if row.entry] == [FERRY.key_words]
    assert LogEntry.objects.filter(action="questionbank.export").count() == 1
    assert b"".join(at_desk(make_staff("approver", "ward-b")).get(url)).find(FERRY.stem.encode()) == -1


def test_a_long_file_is_written_part_by_part(units: Units, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that nobody waits for the whole of it: what stands when a later part fails was kept."""
    monkeypatch.setattr("luatgandan.features.questionbank.services.importing.AT_ONCE", 2)
    new = [replace(NEW, code=code) for code in ("a", "b", "c", "a")]
    rows = tuple(PlannedRow(number=1, state=RowState.NEW, stem="", entry=one) for one in new)
    with pytest.raises(IntegrityError):
        services.import_items(plan=Plan(rows=rows), organisation=units["ward-a"], by=None, at=NOW)
    assert list(Item.objects.order_by("code").values_list("code", flat=True)) == ["a", "b"]


def test_commands_report_write_and_give_back(units: Units, tmp_path: Path) -> None:
    source, target, told = tmp_path / "vào.json", tmp_path / "ra.zip", io.StringIO()
    source.write_bytes(a_file(NEW, ODD))
    run: dict[str, Any] = {"organisation": "ward-a", "stdout": told}
    call_command("import_items", str(source), dry_run=True, **run)
    assert Item.objects.count() == 0
    call_command("import_items", str(source), **run)
    assert "thêm 1, đã có 0, không nhập 1" in told.getvalue()
    call_command("export_items", str(target), format="qti", **run)
    (row,) = read_rows(target.read_bytes(), target.name)
    assert row.entry is not None
    assert row.entry.content == NEW.content
    with pytest.raises(CommandError, match="chưa có câu hỏi nào"):
        call_command("export_items", str(target), approved=True, **run)
    with pytest.raises(CommandError, match="Không mở được tệp"):
        call_command("import_items", str(tmp_path / "không có.json"), **run)
    with pytest.raises(CommandError, match="Không có đơn vị"):
        call_command("import_items", str(source), organisation="nowhere", stdout=told)
