"""Personal data in records: nothing goes public undecided, one letter per person, files without authors, a mute log."""

import io
import json
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from luatgandan.features.library.enums import KeepReason, RecordKind, State
from luatgandan.features.library.models import PrivacyDecision, Record, RecordFile
from luatgandan.features.library.queries.privacy import count_open, needs_check, privacy_groups
from luatgandan.features.library.queries.records import latest_revision
from luatgandan.features.library.services import anonymising
from luatgandan.features.library.services import records as services
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.organisations.models import Organisation

from .conftest import MakeStaff, desk
from .laws import NOW

Units = dict[str, Organisation]
JUDGMENT = {
    "court": "Tòa án nhân dân khu vực 1 - Cần Thơ",
    "form": "ban-an",
    "level": "so-tham",
    "case_type": "dan-su",
    "matter": "Tranh chấp hợp đồng vay",
    "facts": "Thẩm phán: Ông Nguyễn Hữu Đức.\nBà Trần Thị Mỹ Lệ, CCCD số 092185004321, kiện ông Lê Văn Tài.",
    "holding": "Buộc ông Tài trả cho bà Lệ 20.000.000 đồng theo Điều 466 của Bộ luật Dân sự.",
}


@pytest.fixture
def judgment(units: Units, writer: Person) -> Record:
    content = {"title": "Bà Lệ kiện ông Tài", "number": "5/2026/DS-ST", "details": JUDGMENT}
    return services.create_record(
        kind=RecordKind.JUDGMENT, organisation=units["root"], content=content, by=writer, at=NOW
    )


def values(record: Record, *, is_open: bool = True) -> dict[str, str]:
    """Value → key of the finds."""
    return {one.value: one.key for one in privacy_groups(latest_revision(record)) if one.is_open == is_open}


def docx(text: str, **entries: str) -> bytes:
    target = io.BytesIO()
    parts = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "docProps/core.xml": "<x>Lê Văn Tài</x>",
        "word/document.xml": (
            '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
            f'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
        ),
        **entries,
    }
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def upload(record: Record, by: Person, name: str, content: bytes) -> RecordFile:
    return anonymising.add_file(record=record, upload=SimpleUploadedFile(name, content), by=by, at=NOW)


def test_a_judgment_with_open_finds_gets_nowhere(judgment: Record, writer: Person, approver: Person) -> None:
    services.submit_record(record=judgment, by=writer, at=NOW)
    with pytest.raises(services.RecordError, match="dữ liệu cá nhân"):
        services.check_record(record=judgment, by=approver, at=NOW)
    assert set(values(judgment)) == {
        "Nguyễn Hữu Đức", "Trần Thị Mỹ Lệ", "092185004321", "Lê Văn Tài", "Tài", "Lệ",
    }  # fmt: skip


def test_all_is_replaced_alike_and_the_judge_stays(judgment: Record, writer: Person, approver: Person) -> None:
    keys = values(judgment)
    judge = keys.pop("Nguyễn Hữu Đức")
    anonymising.keep_find(record=judgment, key=judge, reason=KeepReason.OFFICIAL, by=writer, at=NOW)
    anonymising.replace_finds(record=judgment, words=dict.fromkeys(keys.values(), ""), by=writer, at=NOW)
    content = latest_revision(judgment).content
    assert content["title"] == "Bà L kiện ông T"
    assert content["details"]["facts"] == (
        "Thẩm phán: Ông Nguyễn Hữu Đức.\nBà Trần Thị Mỹ L, CCCD số [số căn cước đã ẩn], kiện ông Lê Văn T."
    )
    assert content["details"]["holding"].startswith("Buộc ông T trả cho bà L 20.000.000 đồng theo Điều 466")
    assert values(judgment) == {}
    services.submit_record(record=judgment, by=writer, at=NOW)
    services.check_record(record=judgment, by=approver, at=NOW)
    services.approve_record(record=judgment, by=approver, at=NOW)
    published = services.publish_record(record=judgment, by=approver, at=NOW)
    assert (published.state, published.slug) == (State.PUBLISHED, "ban-an-5-2026-ds-st")


def test_a_person_may_choose_other_words(judgment: Record, writer: Person) -> None:
    key = values(judgment)["092185004321"]
    anonymising.replace_finds(record=judgment, words={key: "(không ghi)"}, by=writer, at=NOW)
    assert "CCCD số (không ghi), kiện" in latest_revision(judgment).content["details"]["facts"]


def test_what_is_written_after_approval_is_looked_at_again(judgment: Record, writer: Person, approver: Person) -> None:
    anonymising.replace_finds(record=judgment, words=dict.fromkeys(values(judgment).values(), ""), by=writer, at=NOW)
    details = {**latest_revision(judgment).content["details"], "reasoning": "Số điện thoại của bà L là 0939123456."}
    services.save_revision(record=judgment, content={"details": details}, by=writer, at=NOW)
    assert list(values(judgment)) == ["0939123456"]


def test_the_log_says_what_was_decided_but_not_about_whom(judgment: Record, writer: Person) -> None:
    keys = values(judgment)
    anonymising.keep_find(record=judgment, key=keys["Nguyễn Hữu Đức"], reason="official", by=writer, at=NOW)
    anonymising.replace_finds(record=judgment, words={keys["Lê Văn Tài"]: ""}, by=writer, at=NOW)
    entries = Entry.objects.filter(action__contains="personal_data").order_by("sequence")
    assert [(one.action, one.detail) for one in entries] == [
        ("library.keep_personal_data", {"kind": "name", "reason": "official", "places": 1}),
        ("library.replace_personal_data", {"kinds": {"name": 1}}),
    ]
    kept = json.dumps(list(PrivacyDecision.objects.values("key", "kind", "reason")), ensure_ascii=False)
    assert "Đức" not in kept


def test_a_decision_can_be_taken_back(judgment: Record, writer: Person) -> None:
    key = values(judgment)["Nguyễn Hữu Đức"]
    anonymising.keep_find(record=judgment, key=key, reason="official", by=writer, at=NOW)
    assert "Nguyễn Hữu Đức" in values(judgment, is_open=False)
    anonymising.reopen_find(record=judgment, key=key, by=writer, at=NOW)
    assert "Nguyễn Hữu Đức" in values(judgment)


def test_strangers_and_other_units_decide_nothing(judgment: Record, make_staff: MakeStaff) -> None:
    key = values(judgment)["Tài"]
    other = make_staff("approver", "ward-a")
    with pytest.raises(services.NotAllowedError):
        anonymising.keep_find(record=judgment, key=key, reason="consent", by=other, at=NOW)
    with pytest.raises(services.NotAllowedError):
        anonymising.replace_finds(record=judgment, words={key: ""}, by=other, at=NOW)
    with pytest.raises(services.NotAllowedError):
        upload(judgment, other, "a.txt", b"chu")


def test_a_find_that_is_gone_is_told(judgment: Record, writer: Person) -> None:
    with pytest.raises(anonymising.FindGoneError):
        anonymising.keep_find(record=judgment, key="x" * 64, reason="official", by=writer, at=NOW)
    with pytest.raises(anonymising.FindGoneError):
        anonymising.replace_finds(record=judgment, words={"x" * 64: ""}, by=writer, at=NOW)


@pytest.mark.parametrize("kind", RecordKind.values)
def test_which_kinds_are_checked(kind: str) -> None:
    assert needs_check(kind) is (
        kind in {"ban-an", "phan-quyet-trong-tai", "van-ban-tra-loi", "hoi-dap", "tinh-huong-phap-ly"}
    )


def test_a_file_is_read_renamed_and_stripped(judgment: Record, writer: Person) -> None:
    file = upload(judgment, writer, "Ban an Le Van Tai.docx", docx("Anh Võ Minh Khang, điện thoại 0939123456."))
    with file.content.open("rb") as stored, zipfile.ZipFile(stored) as package:
        assert "Tài" not in package.read("docProps/core.xml").decode()
    assert file.name == f"ban-an-{judgment.pk}-1.docx"
    assert [one["code"] for one in file.remarks] == ["stripped", "renamed"]
    services.save_revision(record=judgment, content={"files": [file.pk]}, by=writer, at=NOW)
    keys = values(judgment)
    assert {"Võ Minh Khang", "0939123456"} <= set(keys)
    with pytest.raises(services.RecordError, match="tệp"):
        anonymising.replace_finds(record=judgment, words={keys["0939123456"]: ""}, by=writer, at=NOW)


def test_comments_in_a_file_stay_open_until_decided(judgment: Record, writer: Person) -> None:
    data = docx("Bản án", **{"word/comments.xml": '<w:comments><w:comment w:id="0"/></w:comments>'})
    file = upload(judgment, writer, "ban-an.docx", data)
    services.save_revision(record=judgment, content={"files": [file.pk]}, by=writer, at=NOW)
    value = "ban-an.docx: Tệp còn lời bình luận của người soạn."
    anonymising.keep_find(record=judgment, key=values(judgment)[value], reason="not_personal", by=writer, at=NOW)
    assert value not in values(judgment)


def test_what_cannot_be_read_waits_for_a_reader(judgment: Record, writer: Person) -> None:
    png = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
        b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    file = upload(judgment, writer, "ban-an.png", png)
    assert [one["code"] for one in file.remarks] == ["unreadable"]


@pytest.mark.parametrize(
    ("name", "content"), [("a.exe", b"MZ"), ("a.docx", b"khong phai"), ("a.pdf", b""), ("a.svg", b"<svg>")]
)
def test_bad_files_are_refused_in_words(judgment: Record, writer: Person, name: str, content: bytes) -> None:
    with pytest.raises(ValidationError):
        upload(judgment, writer, name, content)
    assert not RecordFile.objects.exists()


def test_a_file_is_private_until_published_and_gone_when_withdrawn(
    client: Client, units: Units, writer: Person, approver: Person
) -> None:
    details = {"school": "thcs", "objectives": "Biết.", "activities": "Đọc."}
    record = services.create_record(
        kind=RecordKind.SCHOOL_MATERIAL, organisation=units["root"], content={"title": "Bài", "details": details},
        by=writer, at=NOW,
    )  # fmt: skip
    file = upload(record, writer, "bai.txt", "Nội dung bài".encode())
    services.save_revision(record=record, content={"files": [file.pk]}, by=writer, at=NOW)
    assert client.get(file.get_absolute_url()).status_code == 404
    for act, by in (("submit", writer), ("check", approver), ("approve", approver), ("publish", approver)):
        getattr(services, f"{act}_record")(record=record, by=by, at=NOW)
    file.refresh_from_db()
    address = reverse("library:record_file", args=[Record.objects.get().slug, file.pk])
    answer = client.get(address)
    assert b"".join(answer.streaming_content).decode() == "Nội dung bài"
    assert (answer["Content-Disposition"][:10], answer["X-Content-Type-Options"]) == ("attachment", "nosniff")
    services.withdraw_record(record=Record.objects.get(), by=approver, at=NOW, reason="Cũ")
    content_changed()
    assert client.get(address).status_code == 404


def test_the_screen_shows_both_sides_and_decides(judgment: Record, writer: Person) -> None:
    person = desk(writer)
    address = reverse("library_records:privacy", args=[judgment.pk])
    page = person.get(address).content.decode()
    assert "<mark>Trần Thị Mỹ Lệ</mark>" in page
    assert "<ins>Trần Thị Mỹ L</ins>" in page
    keys = values(judgment)
    person.post(address, {"key": keys["Nguyễn Hữu Đức"], "act": "keep", "reason": ""})
    assert "Nguyễn Hữu Đức" in values(judgment)
    person.post(address, {"key": keys["Nguyễn Hữu Đức"], "act": "keep", "reason": "official"})
    for value in ("Trần Thị Mỹ Lệ", "Lê Văn Tài", "092185004321", "Tài", "Lệ"):
        key = values(judgment).get(value)
        if key:
            person.post(address, {"key": key, "act": "replace", "words": ""})
    assert count_open(latest_revision(judgment)) == 0


def test_the_form_takes_a_file(judgment: Record, writer: Person) -> None:
    person = desk(writer)
    address = reverse("library_records:edit", args=[judgment.pk])
    data = {"title": "T", "audience": "moi-nguoi", "language": "vi", "licence": "khong-bao-ho", "seen": "1",
            **{f"detail_{name}": value for name, value in JUDGMENT.items()}}  # fmt: skip
    bad = person.post(address, {**data, "upload": SimpleUploadedFile("a.exe", b"MZ")}).content.decode()
    assert "Không nhận loại tệp" in bad
    person.post(address, {**data, "upload": SimpleUploadedFile("phu-luc.txt", "Phụ lục".encode())})
    assert [file.name for file in judgment.files.all()] == ["phu-luc.txt"]
    assert latest_revision(judgment).content["files"] == [judgment.files.get().pk]
