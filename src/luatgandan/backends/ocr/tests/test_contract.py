"""One contract for every recogniser; tesseract itself runs where it is installed."""

import io
import shutil

import pytest
from PIL import Image, ImageDraw, ImageFont

from luatgandan.backends.ocr import OcrBackend, OcrFailedError, OcrUnavailableError, get_ocr
from luatgandan.backends.ocr.fake import FakeOcr, picture_of
from luatgandan.backends.ocr.tesseract import TesseractOcr, words_of
from luatgandan.lib.files import read_file
from luatgandan.lib.files.errors import NeedsOcrError, UnreadableFileError

needs_tesseract = pytest.mark.skipif(
    not shutil.which("tesseract"), reason="Chưa cài tesseract-ocr và tesseract-ocr-vie."
)
TEXT = "Article 5 of the Law\nClause 2 applies"


def drawn(text: str) -> bytes:
    """A white page with `text` in big plain letters, and the same text as FakeOcr finds it."""
    with Image.open(io.BytesIO(picture_of(text))) as page:
        about, canvas = page.info, page.copy()
    ImageDraw.Draw(canvas).multiline_text((200, 200), text, fill=0, font=ImageFont.load_default(72), spacing=40)
    output = io.BytesIO()
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415 - only here

    chunk = PngInfo()
    chunk.add_itxt("words", str(about["words"]))
    canvas.save(output, "PNG", pnginfo=chunk)
    return output.getvalue()


@pytest.fixture(params=["fake", pytest.param("tesseract", marks=needs_tesseract)])
def backend(request: pytest.FixtureRequest) -> OcrBackend:
    return FakeOcr() if request.param == "fake" else TesseractOcr()


def test_words_come_line_by_line_with_places_and_confidence(backend: OcrBackend) -> None:
    words = backend.read(drawn(TEXT))
    lines = [" ".join(word.text for word in words if word.line == number) for number in sorted({w.line for w in words})]
    assert lines == TEXT.splitlines()
    assert all(word.left < word.right and word.top < word.bottom and 0 <= word.confidence <= 1 for word in words)
    assert words[0].bottom < words[-1].bottom


def test_an_empty_page_has_no_words(backend: OcrBackend) -> None:
    assert backend.read(picture_of("")) == []


def test_what_is_no_picture_is_told_apart(backend: OcrBackend) -> None:
    with pytest.raises(OcrFailedError, match="quét lại"):
        backend.read(b"no picture")


@pytest.mark.parametrize(
    "backend",
    [FakeOcr(is_down=True), TesseractOcr(binary="/nowhere/tesseract"), TesseractOcr(languages="vie+nowhere")],
)
def test_a_missing_recogniser_says_what_to_install(backend: OcrBackend) -> None:
    with pytest.raises(OcrUnavailableError, match="tesseract-ocr tesseract-ocr-vie") as caught:
        backend.read(drawn(TEXT))
    assert isinstance(caught.value, NeedsOcrError)
    assert isinstance(caught.value, UnreadableFileError)


@needs_tesseract
def test_a_page_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(OcrFailedError, match="quá nhiều thời gian"):
        TesseractOcr(timeout=0.001).read(drawn(TEXT))


def test_the_table_of_tesseract_is_read() -> None:
    table = (
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
        "4\t1\t1\t1\t1\t0\t10\t20\t300\t40\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t100\t40\t96.5\tĐiê\u0300u\n"
        '5\t1\t1\t1\t1\t2\t120\t20\t30\t40\t91\t"5.\n5\t1\t1\t1\t2\t1\t10\t90\t30\t40\t-1\t \n'
        "5\t1\t1\t2\t1\t1\t10\t90\t30\t40\t50\tHết\n"
    )
    assert [(word.text, word.line, word.right, word.confidence) for word in words_of(table)] == [
        ("Điều", 0, 110, 0.965), ('"5.', 0, 150, 0.91), ("Hết", 1, 40, 0.5),
    ]  # fmt: skip


def test_the_backend_comes_from_settings_and_reads_files() -> None:
    reading = read_file(picture_of("Điều 1. Phạm vi\nĐiều 2. Hiệu lực"), "a.png", ocr=get_ocr().read)
    assert [line.text for line in reading.lines] == ["Điều 1. Phạm vi", "Điều 2. Hiệu lực"]
