"""What every way of recognising letters has in common."""

from abc import ABC, abstractmethod

from luatgandan.lib.files.errors import NeedsOcrError, UnreadableFileError
from luatgandan.lib.files.scan import Word

__all__ = ["OcrBackend", "OcrError", "OcrFailedError", "OcrUnavailableError", "Word"]


class OcrError(UnreadableFileError):
    """A picture was not read; the text is for the person."""


class OcrUnavailableError(OcrError, NeedsOcrError):
    """The recogniser or its Vietnamese data are not installed."""

    advice = (
        "Máy chủ chưa có bộ nhận dạng chữ tiếng Việt nên chưa đọc được bản quét. Nhờ quản trị cài trên Debian: "
        "apt-get install tesseract-ocr tesseract-ocr-vie. Hoặc tải bản có lớp chữ (DOCX, PDF xuất từ Word)."
    )


class OcrFailedError(OcrError):
    """This picture could not be read: damaged, or it took too long."""

    advice = "Không nhận dạng được chữ trong ảnh này. Hãy quét lại thẳng và rõ hơn, ít nhất 300 điểm/inch."


class OcrBackend(ABC):
    """One recogniser."""

    @abstractmethod
    def read(self, picture: bytes) -> list[Word]:
        """The words of a page given as PNG or JPEG, in reading order, NFC, line by line.

        Raises OcrUnavailableError or OcrFailedError, nothing else.
        """
