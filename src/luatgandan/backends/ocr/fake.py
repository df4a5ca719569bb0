"""Words that a test puts into the picture itself, as a PNG text chunk: deterministic, no recogniser needed."""

import io

from PIL import Image, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from .base import OcrBackend, OcrFailedError, OcrUnavailableError, Word

_KEY = "words"
_LEFT, _HEIGHT, _STEP, _WIDTH = 200, 40, 60, 20


class FakeOcr(OcrBackend):
    """Reads what `picture_of` wrote; `is_down` fails as a missing program would."""

    def __init__(self, *, is_down: bool = False, confidence: float = 0.95) -> None:
        self.is_down, self.confidence = is_down, confidence

    def read(self, picture: bytes) -> list[Word]:
        if self.is_down:
            raise OcrUnavailableError
        try:
            with Image.open(io.BytesIO(picture)) as page:
                text = str(page.info.get(_KEY, ""))
        except (UnidentifiedImageError, OSError, SyntaxError) as error:
            raise OcrFailedError from error
        return [word for number, line in enumerate(text.splitlines()) for word in self._line(number, line)]

    def _line(self, number: int, line: str) -> list[Word]:
        words: list[Word] = []
        left, top = _LEFT, 200 + _STEP * number
        for text in line.split():
            right = left + _WIDTH * len(text)
            words.append(Word(text, left, top, right, top + _HEIGHT, self.confidence, number))
            left = right + _WIDTH
        return words


def picture_of(text: str) -> bytes:
    """A white A4 page at 300 dots per inch that carries `text` for FakeOcr."""
    about = PngInfo()
    about.add_itxt(_KEY, text)
    output = io.BytesIO()
    Image.new("L", (2480, 3508), 255).save(output, "PNG", pnginfo=about)
    return output.getvalue()
