"""Pictures, sounds and films in files: what travels, what is left out, and what is refused row by row."""

import io
import json
import zipfile
from base64 import b64encode
from dataclasses import replace

import pytest
from django.utils.translation import override

from ..enums import Kind
from ..formats.drawings import marked
from ..formats.files import FORMATS, read_rows
from ..formats.media import CAPTIONS, prepare
from ..formats.packages import open_package
from ..formats.rows import ItemFileError, Row
from ..formats.values import Content, Entry, File, Medium, choosing, counting, deciding, matching, ordering
from ..linting import faults
from .files import MOVIE, SOUND, TRACK, picture

CARRYING = ("moodle", "qti", "package")
FILM_WORDS = "Mời khách lên đò & ngồi yên."


def contents() -> list[Content]:
    """One of each kind."""
    return [
        choosing(Kind.ONE, "Biển nào?", ["Biển A", "Biển B"], [0], explanation="Vì thế."),
        choosing(Kind.SEVERAL, "Những biển nào?", ["Biển A", "Biển B", "Biển C"], [0, 2]),
        deciding("Đò cập bến.", True),
        ordering("Xếp lại", ["Một", "Hai", "Ba"]),
        matching("Ghép", [("Người lớn", "Một"), ("Trẻ em", "Hai")]),
        counting("Bao nhiêu?", "5", "đồng"),
    ]


def shown(content: Content) -> Entry:
    """With a picture, a sound and a film, and a picture for an option where there may be one."""
    files = [prepare(picture(colour="blue"), "a.png"), prepare(SOUND, "a.wav"), prepare(MOVIE, "a.mp4")]
    track, last = prepare(TRACK, "a.vtt", kinds=(CAPTIONS,)), prepare(picture(colour="green"), "b.png")
    media = [
        files[0].medium(alt='Biển "xanh" < 5 m'), files[1].medium(transcript=FILM_WORDS),
        files[2].medium(transcript=FILM_WORDS, captions=track.sha256),
    ]  # fmt: skip
    if content.kind in (Kind.ONE, Kind.SEVERAL):
        media.append(last.medium(alt="Biển lục", option=content.options[1].id))
        files.append(last)
    kept = {one.sha256: one for one in [*files, track]}
    return Entry(content=replace(content, media=tuple(media)), code="a-1", files=kept)


@pytest.mark.parametrize("name", CARRYING)
@pytest.mark.parametrize("content", contents(), ids=lambda one: one.kind)
def test_what_is_shown_travels_with_the_question(name: str, content: Content) -> None:
    entry = shown(content)
    (row,) = read_rows(FORMATS[name].to_bytes([entry]), f"a{FORMATS[name].suffix}")
    assert (row.problem, row.entry is not None) == ("", True)
    assert row.entry is not None
    assert row.entry.content.media == entry.content.media
    assert row.entry.content.stem == entry.content.stem
    assert row.entry.files == entry.files
    assert not faults(row.entry.content)


@pytest.mark.parametrize("name", CARRYING)
def test_a_file_is_written_before_the_next_is_read(name: str) -> None:
    target, written = io.BytesIO(), []

    class Files(dict[str, File]):
        def __getitem__(self, sha256: str) -> File:
            written.append(target.tell())
            return super().__getitem__(sha256)

    files = [prepare(picture(colour=colour), "a.png") for colour in ("red", "blue")]
    asked = [replace(contents()[0], media=(one.medium(alt="Biển"),)) for one in files]
    entries = [Entry(content=c, files=Files({f.sha256: f})) for c, f in zip(asked, files, strict=True)]
    FORMATS[name].write(entries, target)
    assert written[-1] - written[0] > len(files[0].content)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_what_it_leaves_out(name: str) -> None:
    entry = shown(contents()[0])
    (row,) = read_rows(FORMATS[name].to_bytes([entry]), f"a{FORMATS[name].suffix}")
    assert row.entry is not None
    assert row.entry.content.key_words == ("Biển A",)
    assert bool(row.entry.files) is FORMATS[name].has_files is (name in CARRYING)
    assert ("hình, âm thanh, phim" in str(FORMATS[name].leaves_out)) is (name not in CARRYING)


def item(body: str) -> bytes:
    """An item of QTI that shows something."""
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" title="x"><responseDeclaration '
        'identifier="R" cardinality="single"><correctResponse><value>a</value></correctResponse></responseDeclaration>'
        f'<itemBody>{body}<choiceInteraction><prompt>Biển gì?</prompt><simpleChoice identifier="a">Một</simpleChoice>'
        '<simpleChoice identifier="b">Hai</simpleChoice></choiceInteraction></itemBody></assessmentItem>'
    ).encode()


def packed(files: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return output.getvalue()


def only(rows: list[Row]) -> Row:
    (row,) = rows
    return row


@pytest.mark.parametrize(
    ("source", "files", "told"),
    [
        ("../../etc/passwd", {}, "ra ngoài gói"),
        ("/etc/passwd", {}, "ra ngoài gói"),
        ("http://example.invalid/a.png", {}, "ra ngoài gói"),
        ("..\\a.png", {}, "ra ngoài gói"),
        ("a.png", {}, "thiếu tệp"),
        ("", {}, "không nói là tệp nào"),
        ("a.png", {"a.png": b"MZ\x90\x00"}, "chương trình"),
        ("a.svg", {"a.svg": b"<svg><script/></svg>"}, "SVG"),
        ("a.mp3", {"a.mp3": b"ID3" + bytes(9_000_000)}, "nặng quá 8 MB"),
        ("a.mp4", {"a.mp4": bytes(45_000_000)}, "quá lớn"),
    ],
)
def test_bad_files_of_a_package_cost_their_own_row(source: str, files: dict[str, bytes], told: str) -> None:
    good = item('<p><img src="good%20one.png" alt="Bến đò"/></p>')
    bad = item(f'<img src="{source}" alt="x"/>')
    rows = read_rows(packed({"a.xml": bad, "b.xml": good, "good one.png": picture(), **files}), "a.zip")
    assert told in rows[0].problem
    assert rows[0].entry is None
    assert rows[1].entry is not None
    assert [one.alt for one in rows[1].entry.content.media] == ["Bến đò"]


def test_a_package_that_swells_is_stopped() -> None:
    bomb = {f"{place}.webm": b"\x1a\x45\xdf\xa3" + bytes(39_000_000) for place in range(7)}
    items = {f"{place}.xml": item(f'<object data="{place}.webm">lời</object>') for place in range(7)}
    rows = read_rows(packed({**bomb, **items}), "a.zip")
    assert [("phình ra" in row.problem) for row in rows] == [False] * 5 + [True] * 2


def test_documents_are_no_pictures_and_what_is_read_again_counts() -> None:
    shown = item('<img src="big.xml" alt="x"/>')
    rows = read_rows(packed({"a.xml": shown, "big.xml": item("<p>x</p>")}), "a.zip")
    assert "Không nhận loại tệp “.xml”" in rows[0].problem
    with open_package(packed({"a.xml": bytes(29_000_000)})) as package:
        for _place in range(7):
            package.read("a.xml")
        with pytest.raises(ItemFileError, match="phình ra"):
            package.read("a.xml")


def test_our_own_package_unpacks_only_what_may_be_a_picture() -> None:
    entry = shown(contents()[0])
    name = entry.content.media[0].sha256
    files = {"questions.json": FORMATS["json"].to_bytes([entry]), f"media/{name}.bin": bytes(42_000_000)}
    assert "Không nhận loại tệp “.bin”" in only(read_rows(packed(files), "a.zip")).problem


def test_what_is_nested_too_deep_costs_its_own_row() -> None:
    deep = item("<p>" * 3_000 + "x" + "</p>" * 3_000)
    first, second = read_rows(packed({"a.xml": deep, "b.xml": item("<p>x</p>")}), "a.zip")
    assert "lồng nhau quá sâu" in first.problem
    assert second.entry is not None


@pytest.mark.parametrize(("field", "value"), [("sha256", None), ("size", "1"), ("size", []), ("width", 1.5)])
def test_media_of_another_shape_cost_their_own_row(field: str, value: object) -> None:
    values = json.loads(FORMATS["json"].to_bytes([shown(contents()[0])]))
    values["items"][0]["content"]["media"][0][field] = value
    assert "sai cấu trúc" in only(read_rows(json.dumps(values).encode(), "a.json")).problem


def test_what_is_null_was_not_said_and_all_words_are_words() -> None:
    medium = Medium.from_dict({"kind": "picture", "sha256": [], "suffix": "webp", "size": 1, "alt": None})
    assert (medium.sha256, medium.alt, medium.has_alternative) == ("[]", "", False)


def moodle(html: str, *files: tuple[str, bytes]) -> bytes:
    inside = "".join(f'<file name="{name}" encoding="base64">{b64encode(one).decode()}</file>' for name, one in files)
    return (
        '<quiz><question type="multichoice"><questiontext format="html">'
        f"<text><![CDATA[{html}]]></text>{inside}</questiontext><single>true</single>"
        '<answer fraction="100"><text>Một</text></answer><answer fraction="0"><text>Hai</text></answer>'
        "</question></quiz>"
    ).encode()


def test_pictures_of_moodle_as_others_write_them() -> None:
    html = (
        '<p>Biển&nbsp;gì?<br><img src="@@PLUGINFILE@@/bi%E1%BB%83n.png" alt="Bến đò" class="x"></p><script>no</script>'
    )
    row = only(read_rows(moodle(html, ("biển.png", picture())), "a.xml"))
    assert row.entry is not None
    assert row.entry.content.stem == "Biển gì?"
    assert [one.alt for one in row.entry.content.media] == ["Bến đò"]


@pytest.mark.parametrize(
    ("html", "files", "told"),
    [
        ('<img src="@@PLUGINFILE@@/a.png">', (), "thiếu hình"),
        ('<img src="https://example.invalid/a.png">', (), "thiếu hình"),
        ('<img src="@@PLUGINFILE@@/a.png">', (("a.png", b"MZ\x90"),), "chương trình"),
        ('<img src="@@PLUGINFILE@@/a.svg">', (("a.svg", b"<svg/>"),), "SVG"),
        ('<audio src="@@PLUGINFILE@@/a.mp3"></audio>', (("a.mp3", b"ID3" + bytes(9_000_000)),), "nặng quá"),
    ],
)
def test_bad_files_of_moodle_are_told(html: str, files: tuple[tuple[str, bytes], ...], told: str) -> None:
    row = only(read_rows(moodle(f"Biển gì? {html}", *files), "a.xml"))
    assert row.entry is None
    assert told in row.problem


W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
     'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
     'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"')  # fmt: skip


def drawn(key: str, told: str = "") -> str:
    return (
        f'</w:t></w:r><w:r><w:drawing><wp:docPr descr="{told}"/><a:blip r:embed="{key}"/></w:drawing></w:r><w:r><w:t>'
    )


def word(*lines: str, **files: bytes) -> bytes:
    """A Word file with pictures `rId1` … under the names of `files`."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    links = "".join(f'<Relationship Id="{key}" Target="media/{key}.png"/>' for key in files)
    return packed(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
            "word/_rels/document.xml.rels": f"<Relationships>{links}</Relationships>".encode(),
            **{f"word/media/{key}.png": content for key, content in files.items()},
        }
    )


def test_word_files_have_the_limits_of_packages_and_lose_their_pictures() -> None:
    data = word("Câu 1", drawn("rId1"), rId1=picture())
    with zipfile.ZipFile(io.BytesIO(marked(data)[0])) as left:
        assert sorted(left.namelist()) == ["[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"]
    output = io.BytesIO(data)
    with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/embeddings/a.bin", bytes(42_000_000))
    with pytest.raises(ItemFileError, match="quá lớn"):
        marked(output.getvalue())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_option_that_is_a_picture_is_called_in_vietnamese_on_every_desk(language: str) -> None:
    lines = "Câu 1: Biển nào cấm?", f"A. {drawn('rId1')}", "B. Biển tròn", "Đáp án: A"
    with override(language):
        row = only(read_rows(word(*lines, rId1=picture()), "a.docx"))
    assert row.entry is not None
    assert row.entry.content.key_words == ("Hình A",)


def test_pictures_of_word_go_with_the_question_or_its_option() -> None:
    data = word(
        "Câu 1: Biển nào cấm?", drawn("rId1", "Ngã tư có bốn biển"), "A. Biển tròn", f"B. {drawn('rId2', 'hinh.png')}",
        "Đáp án: B", "Câu 2: Không hình", "A. Một", "B. Hai", "Đáp án: A",
        f"Câu 3: Hỏng {drawn('rId3')}", "A. Một", "B. Hai", "Đáp án: A",
        f"Câu 4: Ngoài {drawn('rId9')}", "A. Một", "B. Hai", "Đáp án: A",
        rId1=picture(), rId2=picture(colour="blue"), rId3=b"MZ\x90\x00",
    )  # fmt: skip
    first, second, third, fourth = read_rows(data, "a.docx")
    assert first.entry is not None
    assert second.entry is not None
    content = first.entry.content
    assert [one.text for one in content.options] == ["Biển tròn", "Hình B"]
    assert (content.stem, content.key_words) == ("Biển nào cấm?", ("Hình B",))
    assert [(one.alt, content.text(one.option)) for one in content.media] == [
        ("Ngã tư có bốn biển", ""),
        ("", "Hình B"),
    ]
    assert len(first.entry.files) == 2
    assert second.entry.content.media == ()
    assert "chương trình" in third.problem
    assert "ngoài tệp Word" in fourth.problem


def test_a_file_packed_in_a_rare_way_and_damaged_is_told() -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("a.xml", b"Xin chao " * 1000)
    start = output.getvalue().index(b"a.xml") + len("a.xml") + 9  # behind the head of LZMA
    damaged = output.getvalue()[:start] + bytes(20) + output.getvalue()[start + 20 :]
    with open_package(damaged) as package, pytest.raises(ItemFileError, match="hỏng"):
        package.read("a.xml")
