"""From letters as files hold them to the text of a Line."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from luatgandan.lib.legaltext.lines import Align, Finding, Line

_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF])
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
# Letters of the fonts Symbol and Wingdings that Word keeps in the private use area: bullets, arrows, dashes.
_SYMBOLS = {
    0xF02D: "-", 0xF0B7: "-", 0xF0A7: "-", 0xF0D8: "-", 0xF0FC: "-", 0xF076: "-", 0xF0A8: "☐", 0xF0FE: "☒", 0xF06F: "☐",
    0xF0B0: "°", 0xF0B1: "±", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B4: "×", 0xF0E5: "Σ", 0xF0B9: "≠", 0xF0AE: "→", 0xF0E0: "→",
    0xF061: "α", 0xF062: "β", 0xF067: "γ", 0xF044: "Δ", 0xF06D: "μ", 0xF0BB: "≈", 0xF0D7: "·", 0xF020: " ", 0xF028: "(",
    0xF029: ")", 0xF02B: "+", 0xF03D: "=", 0xF0D6: "√",
}  # fmt: skip
_TABLE = _INVISIBLE | _SYMBOLS
# Sentences that speak to a program that reads, not to people. Laws about artificial intelligence speak of such systems
# all the time; these patterns ask for a command.
_TO_AI = re.compile(
    r"\b(?:bỏ qua|phớt lờ|quên|không tuân theo)\s+(?:đi\s+)?(?:mọi|tất cả|toàn bộ|các|những)\s+"
    r"(?:các\s+|những\s+)?(?:chỉ dẫn|hướng dẫn|câu lệnh|chỉ thị|yêu cầu|lệnh)\s+(?:ở\s+)?"
    r"(?:trước|trên|bên trên|phía trên|đã nhận)"
    r"|\b(?:ignore|disregard|forget)\s+(?:all\s+|any\s+|the\s+|your\s+)*(?:previous|prior|above|earlier|system)\s+"
    r"(?:instructions?|prompts?|rules?|messages?)"
    r"|\b(?:bạn|ngươi)\s+(?:bây giờ\s+)?là\s+(?:một\s+)?(?:trợ lý|mô hình ngôn ngữ|chatbot|AI\b|chatgpt)"
    r"|\byou are (?:now )?(?:an? )?(?:AI|assistant|language model|chatgpt|helpful assistant)"
    r"|\b(?:gửi|lưu ý|chỉ dẫn|yêu cầu|lệnh)\s+(?:cho|tới|với|đến|dành cho)\s+"
    r"(?:các\s+|mọi\s+)?(?:AI|trợ lý AI|chatbot|hệ thống AI|mô hình ngôn ngữ|trợ lý ảo)\b[^.]{0,20}:"
    r"|\b(?:note|instructions?|message)\s+(?:to|for)\s+(?:all\s+|any\s+)?(?:AI|LLM|language model|assistant)s?\b"
    r"|\b(?:hãy|phải)\s+(?:tiết lộ|in ra|cho biết)\s+(?:lời nhắc|câu lệnh|chỉ dẫn)\s+hệ thống"
    r"|</?(?:system|assistant)>|<\|im_(?:start|end)\|>",
    re.IGNORECASE,
)
_LONG = 100_000


def tidy(text: str) -> str:
    """`text` in NFC with single spaces, without invisible and control characters, symbol letters as Unicode."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_TABLE))
    return _SPACES.sub(" ", _CONTROL.sub(" ", text)).strip()


def table_line(rows: Iterable[Sequence[str]], *, page: int = 0, confidence: float = 1.0) -> Line | None:
    """A table as one Line; None when all its cells are empty."""
    cells = tuple(tuple(tidy(cell) for cell in row) for row in rows)
    cells = tuple(row for row in cells if any(row))
    if not cells:
        return None
    text = "\n".join("\t".join(row) for row in cells)
    return Line(text=text, page=page, rows=cells, confidence=confidence)


def instructions(lines: Iterable[Line]) -> list[Finding]:
    """Findings for sentences that give orders to AI systems; the text itself stays as it is."""
    return [
        Finding(
            code="instruction_to_ai",
            message="Dòng này có câu ra lệnh cho hệ thống trí tuệ nhân tạo. Nội dung được giữ nguyên như chữ thường; "
            "hãy kiểm tra nguồn của tệp.",
            line=index,
        )
        for index, line in enumerate(lines)
        if _TO_AI.search(line.text[:_LONG])
    ]


def as_note(line: Line) -> Line:
    """The line marked as a foot- or endnote."""
    return replace(line, is_note=True)


def alignment(word: str | None) -> Align:
    """What OOXML, RTF and CSS call an alignment."""
    return {
        "center": Align.CENTRE, "centre": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT, "left": Align.LEFT,
        "start": Align.LEFT, "both": Align.LEFT, "justify": Align.LEFT, "distribute": Align.LEFT,
    }.get(word or "", Align.UNKNOWN)  # fmt: skip
