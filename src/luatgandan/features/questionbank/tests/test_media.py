"""Pictures, sounds and films: what is taken, who reaches them, what the linter and the review say."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from luatgandan.foundation.accounts.models import Person

from .. import services
from ..enums import Kind
from ..formats.media import LONGEST_SIDE, prepare
from ..formats.values import Content
from ..linting import lint
from ..models import Item, MediaFile
from ..queries import shown_media
from ..rules.addresses import media_url, signed
from .conftest import FERRY, NOW, WRITTEN, MakeStaff, Units
from .files import SOUND, TRACK, picture
from .test_desk import COMMON, TYPED, at_desk, text, url

ALT = "Bến đò có bảng giá treo trên cột"


def with_picture(content: Content = FERRY, *, alt: str = ALT, option: str = "") -> Content:
    file = prepare(picture(), "a.png")
    services.keep_file(file=file, at=NOW)
    return replace(content, media=(file.medium(alt=alt, option=option),))


def codes(content: Content) -> set[str]:
    return {one.code for one in lint(content)}


def test_a_picture_is_kept_small_bare_and_the_same_when_it_comes_again() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Điện thoại của Lành"
    large = prepare(picture("JPEG", (3000, 1500), exif=exif), "Hình của Lành.JPG")
    assert (large.suffix, large.width, large.height) == ("webp", LONGEST_SIDE, LONGEST_SIDE // 2)
    assert "Lành".encode() not in large.content
    again = prepare(large.content, "b.webp")
    assert (again.content, again.width, again.sha256) == (large.content, large.width, large.sha256)
    behind = prepare(large.content + b"<script>", "b.webp")
    assert b"<script>" not in behind.content


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.png", b"MZ\x90\x00 a program", "chương trình"),
        ("a.svg", b"<svg><script>alert(1)</script></svg>", "SVG"),
        ("a.png", picture("JPEG"), "Nội dung tệp không phải"),
        ("a.jpg", picture("JPEG")[:200], "hỏng"),
        ("a.wav", SOUND + bytes(50_000_000), "nặng quá 8 MB"),
        ("a.mp3", b"", "rỗng"),
        ("a.pdf", b"%PDF-1.7", "Không nhận loại tệp"),
        ("a.vtt", TRACK, "Không nhận loại tệp"),
        ("no-suffix", picture(), "Không nhận loại tệp"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused_in_words(name: str, content: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=r"^Tệp “") as refused:
        prepare(content, name)
    assert told in str(refused.value)


class Between:
    """Something that happens once, right before a statement or right after it."""

    def __init__(self, word: str, then: Callable[[], Any], *, after: bool = False) -> None:
        self.word, self.then, self.after, self.is_done = word, then, after, False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        is_now = not self.is_done and sql.startswith(self.word) and MediaFile._meta.db_table in sql
        self.is_done = self.is_done or is_now
        if is_now and not self.after:
            self.then()
        answer = execute(sql, params, many, context)
        if is_now and self.after:
            self.then()
        return answer


def test_a_file_forgotten_while_it_is_uploaded_again_has_its_bytes(db: None) -> None:
    file = prepare(picture(), "a.png")

    def forget() -> None:
        old = MediaFile.objects.get()
        old.content.storage.delete(str(old.content.name))
        old.delete()

    services.keep_file(file=file, at=NOW)
    with connection.execute_wrapper(Between("UPDATE", forget)):
        services.keep_file(file=file, at=NOW)
    with MediaFile.objects.get().content.open() as kept:
        assert kept.read() == file.content


def files_named(name: str) -> list[str]:
    """In the storage, which tests share."""
    storage = MediaFile._meta.get_field("content").storage
    folder = f"items/{name[:2]}"
    return [one for one in storage.listdir(folder)[1] if name in one] if storage.exists(folder) else []


def test_two_who_upload_the_same_at_once_keep_one_file(db: None) -> None:
    file = prepare(picture(colour="purple"), "a.png")
    before = files_named(file.sha256)

    def again() -> None:
        services.keep_file(file=file, at=NOW)

    with connection.execute_wrapper(Between("SELECT", again, after=True)):
        kept = services.keep_file(file=file, at=NOW)
    assert kept == MediaFile.objects.get()
    assert len(files_named(file.sha256)) == len(before) + 1


def test_a_file_is_reached_only_by_the_address_that_was_given_out(db: None, client: Client) -> None:
    file = services.keep_file(file=prepare(picture(), "a.png"), at=NOW)
    answered = client.get(media_url(str(file)))
    assert b"".join(answered.streaming_content) == prepare(picture(), "a.png").content
    assert answered["Content-Type"] == "image/webp"
    assert "sandbox" in answered["Content-Security-Policy"]
    assert "private" in answered["Cache-Control"]
    guessed = (f"{file.sha256}.webp", f"{file}/", f"{file}/{'a' * 43}", signed(f"{'0' * 64}.webp"),
               signed(str(file))[:-4] + "AAAA")  # fmt: skip
    for name in guessed:
        assert client.get(f"/tep-cau-hoi/{name}/").status_code == 404, name
    for address in (f"/tep/{file.content.name}", f"/tep/items/{file.sha256[:2]}/{file}", f"/tep/{file}"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("span", "status", "got"),
    [
        ("bytes=0-3", 206, slice(0, 4)),
        ("bytes=800-", 206, slice(800, None)),
        ("bytes=-10", 206, slice(-10, None)),
        ("bytes=0-99999999", 206, slice(0, None)),
        ("bytes=99999999-", 416, None),
        ("bytes=5-2", 416, None),
        ("lines=1-2", 200, slice(0, None)),
        ("bytes=0-3,8-11", 200, slice(0, None)),
    ],
)
def test_a_phone_plays_a_sound_piece_by_piece(
    db: None, client: Client, span: str, status: int, got: slice | None
) -> None:
    file = services.keep_file(file=prepare(SOUND, "a.wav"), at=NOW)
    answered = client.get(media_url(str(file)), headers={"Range": span, "Accept-Encoding": "gzip"})
    assert answered.status_code == status
    if got:
        assert b"".join(answered.streaming_content) == SOUND[got]
        assert int(answered["Content-Length"]) == len(SOUND[got])


def test_the_editor_takes_pictures_and_keeps_them_while_something_is_wrong(
    units: Units, make_staff: MakeStaff, client: Client
) -> None:
    desk, bank = at_desk(make_staff("editor")), {"bank-unit": str(units["ward-a"].pk)}
    rows = {"media-TOTAL_FORMS": "2", "media-INITIAL_FORMS": "0", "media-0-option": "", "media-1-option": "B"}
    typed = {**COMMON, **TYPED[Kind.ONE], **bank, **rows, "stem": "Biển nào cấm đò?"}
    files = {"media-0-file": SimpleUploadedFile("a.png", picture()),
             "media-1-file": SimpleUploadedFile("b.png", b"MZ")}  # fmt: skip
    page = text(desk.post(url("new", "one"), {**typed, **files}), 422)
    assert "chương trình" in page
    assert MediaFile.objects.count() == 1
    kept = signed(str(MediaFile.objects.get()))
    assert kept in page
    page = text(desk.post(url("new", "one"), {**typed, "media-0-kept_file": kept}), 422)
    assert "Hãy viết lời thay cho tệp này." in page
    typed |= {"media-0-kept_file": kept, "media-0-alt": ALT, "media-0-khmer_alt": "កំពង់ចម្លង", "khmer_stem": "ផ្លាកណា?"}
    blue = SimpleUploadedFile("b.png", picture(colour="blue"))
    looked = text(
        desk.post(url("new", "one"), {**typed, "media-1-file": blue, "media-1-alt": "Biển xanh", "preview": "1"})
    )
    assert looked.count("<img") == 2
    assert ALT in looked
    blue.seek(0)
    desk.post(url("new", "one"), {**typed, "media-1-file": blue, "media-1-alt": "Biển xanh"})
    item = Item.objects.select_related("latest").get()
    assert item.latest is not None
    content = item.latest.content_of(item.kind)
    assert [(one.alt, content.text(one.option), one.width) for one in content.media] == [
        (ALT, "", 40), ("Biển xanh", "20.000 đồng", 40),
    ]  # fmt: skip
    assert item.latest.files.count() == 2
    assert [one.alt for one in shown_media(content, item.latest.khmer)] == ["កំពង់ចម្លង", "Biển xanh"]
    form = text(desk.get(url("edit", item.pk)))
    assert kept in form
    assert client.get(url("edit", item.pk)).status_code == 302
    gone = {**typed, "seen": "1", "media-0-removed": "on"}
    assert desk.post(url("edit", item.pk), gone).status_code == 302
    item.refresh_from_db()
    assert item.latest is not None
    assert (item.latest.media, item.latest.number) == ([], 2)


def test_who_may_not_write_leaves_no_file(item: Item, make_staff: MakeStaff) -> None:
    given = {
        **COMMON,
        **TYPED[Kind.ONE],
        "media-TOTAL_FORMS": "1",
        "media-0-file": SimpleUploadedFile("a.png", picture()),
    }
    page = text(at_desk(make_staff("auditor")).post(url("edit", item.pk), {**given, "stem": "Lời đã gõ?"}), 422)
    assert "Bạn không sửa được câu hỏi này bây giờ." in page
    assert "Lời đã gõ?" in page
    assert 'name="preview"' not in page
    assert not MediaFile.objects.exists()
    item.refresh_from_db()
    assert (item.latest_id, item.versions.count()) == (item.versions.get().pk, 1)


class Unread(SimpleUploadedFile):
    """An upload that nobody may read."""

    def read(self, *_given: Any) -> bytes:
        raise AssertionError(self.name)


@pytest.mark.parametrize(("name", "size"), [("a.wav", 9_000_000), ("a.exe", 10)])
def test_what_is_too_heavy_or_of_no_kind_is_refused_before_it_is_read(db: None, name: str, size: int) -> None:
    upload = Unread(name, b"")
    upload.size = size
    kept, refused = services.keep_uploads(files=[("media-0-file", upload)], at=NOW)
    assert (kept, list(refused)) == ({}, ["media-0-file"])
    assert refused["media-0-file"].startswith("Tệp “")


def test_forged_names_bring_no_file(units: Units, make_staff: MakeStaff) -> None:
    file = services.keep_file(file=prepare(picture(), "a.png"), at=NOW)
    desk = at_desk(make_staff("editor"))
    rows = {"media-TOTAL_FORMS": "1", "media-INITIAL_FORMS": "0", "media-0-alt": ALT,
            "media-0-kept_file": f"{file}/{'a' * 43}"}  # fmt: skip
    bank = {"bank-unit": str(units["ward-a"].pk)}
    desk.post(url("new", "one"), {**COMMON, **TYPED[Kind.ONE], **bank, **rows, "stem": "Biển nào cấm đò?"})
    latest = Item.objects.select_related("latest").get().latest
    assert latest is not None
    assert latest.media == []


def test_nothing_is_checked_while_an_alternative_is_missing(
    units: Units, writer: Person, make_staff: MakeStaff
) -> None:
    written = replace(WRITTEN, content=with_picture(alt=""))
    item = services.create_item(organisation=units["ward-a"], written=written, by=writer, at=NOW)
    second = make_staff("approver")
    with pytest.raises(services.FaultyError, match="lời mô tả"):
        services.check_item(item=item, seen=1, by=second, at=NOW)
    mended = replace(WRITTEN, content=with_picture())
    services.save_version(item=item, written=mended, seen=1, by=writer, at=NOW)
    services.check_item(item=item, seen=2, by=second, at=NOW)
