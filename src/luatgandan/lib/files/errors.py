"""Why a file cannot be read: each kind has a sentence that says what to do."""


class UnreadableFileError(Exception):
    """A file that gives no text; `str(error)` is for the person."""

    advice = "Không đọc được tệp này."

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.advice)


class EmptyFileError(UnreadableFileError):
    """Nothing in it."""

    advice = "Tệp rỗng, không có chữ nào. Hãy kiểm tra lại tệp gốc rồi tải lên lần nữa."


class UnknownFormatError(UnreadableFileError):
    """A kind of file that we do not read."""

    advice = (
        "Chưa đọc được loại tệp này. Hãy lưu lại thành DOCX, DOC, RTF, PDF, HTML, TXT, Markdown hoặc ảnh chụp "
        "(PNG, JPG, TIFF)."
    )


class WrongContentError(UnreadableFileError):
    """The content is not what the extension says, and is nothing that we read."""

    advice = "Nội dung tệp không đúng với phần đuôi của tên tệp. Hãy mở tệp, lưu lại đúng định dạng rồi tải lên."


class TooLargeError(UnreadableFileError):
    """More bytes than we take."""

    advice = "Tệp quá lớn. Hãy tách thành nhiều tệp hoặc giảm độ phân giải của bản quét rồi tải lên."


class EncryptedFileError(UnreadableFileError):
    """A password is needed."""

    advice = "Tệp có mật khẩu. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."


class MacroError(UnreadableFileError):
    """A document with a program inside."""

    advice = "Tệp có macro (mã lệnh) nên không nhận. Hãy lưu lại thành DOCX không kèm macro rồi tải lên."


class ZipBombError(UnreadableFileError):
    """A package that grows far beyond its size."""

    advice = "Tệp nén phình ra quá lớn khi mở nên không nhận. Hãy mở tệp gốc, lưu lại rồi tải lên."


class TruncatedFileError(UnreadableFileError):
    """A file that was cut off or damaged."""

    advice = "Tệp bị hỏng hoặc tải về chưa xong. Hãy tải lại bản đầy đủ từ nguồn rồi thử lần nữa."


class NeedsOcrError(UnreadableFileError):
    """Pictures of text, and nothing here that can read them."""

    advice = (
        "Tệp là bản quét, không có lớp chữ, mà máy chủ chưa có bộ nhận dạng chữ. Hãy tải bản có lớp chữ, hoặc nhờ "
        "quản trị cài gói tesseract-ocr và tesseract-ocr-vie."
    )
