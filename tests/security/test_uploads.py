"""Hostile files at every door that takes files: refused in words, or kept without what was hostile in them."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone
from PIL import Image
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form

from luatgandan.features.contests.importing import TableError, read_table
from luatgandan.features.contests.importing.rosters import COLUMNS, NEEDED
from luatgandan.features.contests.services.documents import KINDS as CONTEST_KINDS
from luatgandan.features.library.forms import PrecedentForm
from luatgandan.features.library.forms.files import refusal
from luatgandan.features.library.services.anonymising import FILE_KINDS
from luatgandan.features.library.services.precedents import NotAPrecedentError, precedent_content, read_precedent
from luatgandan.features.qa.importing.reading import ImportFileError, read_pairs
from luatgandan.features.qa.rules import token_of
from luatgandan.features.qa.services.attaching import KINDS, hold_file
from luatgandan.features.questionbank.formats.files import read_rows
from luatgandan.features.questionbank.formats.media import prepare
from luatgandan.features.questionbank.formats.rows import RowError
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.media.models import Attachment, Picture
from luatgandan.foundation.organisations.spreadsheet import SheetError, read_sheet
from luatgandan.lib.files import UnreadableFileError, read_file
from luatgandan.lib.intake import take_file
from luatgandan.lib.legaltext.tree import Header, Parsed
from luatgandan.lib.legaltext.writing import to_docx

from .answers import LEFT_OPEN, body
from .world import World

pytestmark = [LEFT_OPEN, pytest.mark.django_db]
File = SimpleUploadedFile
SCRIPT = b"<script>alert(1)</script>"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><x>&c;</x>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def at_the_desk(make: Callable[[Any], Any], model: Any) -> Callable[[File], Any]:
    def take(file: File) -> None:
        form = make(model)({"title": "Tệp"}, {"file": file})
        form.is_valid()
        if "file" in form.errors:
            raise ValidationError(form.errors["file"])

    return take


def law(file: File) -> None:
    if told := refusal(file):
        raise ValidationError(told)
    try:
        read_file(file.read(), file.name)
    except UnreadableFileError as unread:
        raise ValidationError(str(unread)) from unread


def precedent(file: File) -> None:
    """The desk's form, then the reader of its words."""
    form = PrecedentForm({}, {"upload": file}, person=AnonymousUser())
    form.is_valid()
    if "upload" in form.errors:
        raise ValidationError(form.errors["upload"])
    try:
        precedent_content(read_precedent(form.cleaned_data["upload"]))
    except NotAPrecedentError as unread:
        raise ValidationError(str(unread)) from unread


# "question" is also the door of public copies of its files: both are `take_file` with `KINDS`.
DOORS: dict[str, Callable[[File], Any]] = {
    "question": lambda file: take_file(file, kinds=KINDS),
    "contest": lambda file: take_file(file, kinds=CONTEST_KINDS),
    "record": lambda file: take_file(file, kinds=FILE_KINDS),
    "law": law,
    "precedent": precedent,
    "roster": lambda file: read_table(file.read(), file.name, columns=COLUMNS, needed=NEEDED),
    "units": lambda file: read_sheet(file.read()),
    "answers": lambda file: read_pairs(file.read(), file.name),
    "bank": lambda file: read_rows(file.read(), file.name),
    "medium": lambda file: prepare(file.read(), file.name),
    "picture": at_the_desk(get_image_form, Picture),
    "attachment": at_the_desk(get_document_form, Attachment),
}


def package(**parts: bytes) -> bytes:
    """A package of an office; `__` in the name of a part is a slash."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + (".bin" if "vba" in name else ".xml"), content)
    return output.getvalue()


def photograph() -> bytes:
    """Taken by a telephone that wrote down where, with script behind its end."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (10.0, 2.0, 0.0), 3: "E", 4: (105.0, 47.0, 0.0)}
    output = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(output, "JPEG", exif=exif)
    return output.getvalue() + SCRIPT


def giant() -> bytes:
    """Few bytes, many points."""
    output = io.BytesIO()
    Image.new("1", (20_000, 4_000)).save(output, "PNG")
    return output.getvalue()


HOSTILE = [
    ("bom.xlsx", package(xl__workbook=b"<x/>", xl__worksheets__sheet1=b"0" * 3_000_000)),
    ("bom.docx", package(word__document=b"0" * 3_000_000)),
    ("no.xlsx", package(xl__workbook=b"<x/>", xl__sharedStrings=ENTITIES)),
    ("no.docx", package(word__document=b"<x/>", word__styles=ENTITIES)),
    ("ngoai.xlsx", package(xl__workbook=OUTSIDE)),
    ("ngoai.docx", package(word__document=OUTSIDE)),
    ("ngoai.docx", package(word__document=OUTSIDE.decode().encode("utf-16"))),
    ("ngoai.xml", OUTSIDE),
    ("no.xml", ENTITIES),
    ("macro.docm", package(word__document=b"<x/>")),
    ("macro.docx", package(word__document=b"<x/>", word__vbaProject=b"x")),
    ("macro.xlsx", package(xl__workbook=b"<x/>", xl__vbaProject=b"x")),
    ("ve.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>"),
    ("ve.png", b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>"),
    ("trang.jpg", b"<!doctype html>" + SCRIPT),
    ("trang.txt", b"<!doctype html>" + SCRIPT),
    ("trang.csv", b"ho ten\n" + SCRIPT),
    ("trang.pdf", b"<html>" + SCRIPT),
    ("lenh.pdf", b"%PDF-1.7 << /S /JavaScript /JS (app.alert(1)) >>"),
    ("chuong-trinh.pdf", b"MZ\x90\x00"),
    ("chuong-trinh.jpg", b"\x7fELF"),
    ("anh.jpg.exe", photograph()),
    ("anh.jpg.svg", photograph()),
    ("anh.php", photograph()),
    ("lon.png", giant()),
    ("khong.csv", b"\x00\x00\x00"),
    ("khong.jpg", b""),
]


AS_WORDS = {"trang.txt": {"bank"}}
"""Who reads words shows them as words: `test_scripts.py`."""


def is_refused(take: Callable[[File], Any], file: File) -> bool:
    """In words; anything else that is raised is a crash."""
    try:
        take(file)
    except (RowError, ImportFileError, SheetError, TableError, ValidationError) as refusal:
        return bool(str(refusal))
    return False


@pytest.mark.parametrize(("name", "content"), HOSTILE, ids=[f"{place} {one[0]}" for place, one in enumerate(HOSTILE)])
def test_no_door_takes_a_hostile_file(name: str, content: bytes) -> None:
    taken = {door for door, take in DOORS.items() if not is_refused(take, File(name, content))}
    assert taken == AS_WORDS.get(name, set())


@pytest.mark.parametrize("name", ["../../etc/anh.php.jpg", "..\\..\\anh.jpg", "C:\\anh.jpg", "/etc/anh.jpg"])
def test_a_file_is_kept_under_our_name_without_place_and_script(name: str) -> None:
    upload = File("x.jpg", photograph())
    upload._name = name  # as no parser of requests would let it through
    kept = hold_file(form_key="k" * 32, upload=upload, at=timezone.now())
    assert kept.content.name.startswith("questions/")
    assert ".." not in kept.content.name
    assert not set("/\\") & set(kept.name)
    data = kept.content.read()
    assert SCRIPT not in data
    with Image.open(io.BytesIO(data)) as picture:
        assert not picture.getexif()


def test_the_doors_for_pictures_take_a_picture() -> None:
    """So that a refusal above is one of hostility."""
    taken = {
        door for door, take in DOORS.items() if door != "law" and not is_refused(take, File("a.jpg", photograph()))
    }
    assert taken == {"question", "record", "medium", "picture"}


def test_the_doors_for_documents_take_a_package() -> None:
    """So that a package is refused above for what is in it."""
    letter = to_docx(Parsed(header=Header(kind="Thông báo", title="Ví dụ minh họa")))
    taken = {door for door, take in DOORS.items() if not is_refused(take, File("thong-bao.docx", letter))}
    assert taken == {"question", "contest", "record", "law", "attachment"}


def test_files_are_handed_out_to_keep_and_never_run(world: World) -> None:
    client = Client()
    client.force_login(Person.objects.create_superuser("super", "super@example.invalid", "x"))
    record, contest, asked = world.record, world.round.contest, token_of(world.question)
    paths = [
        f"/tep/{world.picture.file.name}",
        f"/tai-lieu/{world.document.pk}/{world.document.filename}",
        f"/quan-tri/hoi-dap/{world.question.pk}/tep/{world.paper.pk}/",
        f"/quan-tri/cuoc-thi/{contest.pk}/van-ban/{world.paper_of_contest.pk}/",
        f"/quan-tri/thu-vien/tu-lieu/{record.pk}/tep/{world.record_file.pk}/",
        f"/quan-tri/thu-vien/tep/{world.file.pk}/goc/",
        f"/hoi-dap/cua-toi/{asked}/tep/{world.paper.pk}/",
    ]
    with override_settings(STAFF_SECOND_FACTOR=False):
        answers = {path: client.get(path) for path in paths}
    assert {answer.status_code for answer in answers.values()} == {200}, answers
    for path, answer in answers.items():
        body(answer)
        assert answer["X-Content-Type-Options"] == "nosniff", path
        assert not {"svg", "script"} & set(re.split(r"\W", answer["Content-Type"])), path
        is_kept = answer.get("Content-Disposition", "").startswith("attachment")
        assert is_kept or "sandbox" in answer["Content-Security-Policy"], path
