"""The sentence that orders a change, cut into its verbs, the words it quotes, and the places in between.

Verbs and quoted words are taken out, so that "điểm đ khoản 3, cụm từ “B” tại điểm g khoản 4 Điều 74" is read as one
list of places of Điều 74; each place then belongs to the order that stood before it.
"""

import re
from dataclasses import dataclass, field, replace

from .values import Action

_START = r"(?:(?<=^)|(?<=[;,.:]\s)|(?<=\n)|(?<=\svà\s)|(?<=\sthời\s)|(?<=^\d\.\s)|(?<=\shoặc\s))"
_PIECES = re.compile(
    r"(?P<passive>(?:được|bị)\s(?:sửa đổi,? bổ sung|sửa đổi|bổ sung|thay thế|bãi bỏ|hủy bỏ|huỷ bỏ)(?!\w))"
    rf"|{_START}(?P<verb>sửa đổi,? bổ sung|sửa đổi và bổ sung|bổ sung,? sửa đổi|sửa đổi|bổ sung thêm|bổ sung|thay thế|"
    r"thay đổi|thay|bãi bỏ|hủy bỏ|huỷ bỏ|bỏ|đính chính|sửa)(?=\s)"
    r"|(?P<past>sửa đổi,? (?:và )?bổ sung)"
    r"|(?P<quote>“[^“”]*(?:“[^“”]*”[^“”]*)*”|\"[^\"]*\"|‘[^‘’]*’|„[^„“]*“)"
    r"|(?P<behind>,?\s?(?:vào\s)?(?:ngay\s)?sau\s(?=(?:các\s)?(?:cụm\s)?từ\s))"
    r"|(?P<before>,?\s?(?:vào\s)?(?:ngay\s)?trước\s(?=(?:các\s)?(?:cụm\s)?từ\s))"
    r"|(?P<into>,?\s(?:được\s)?(?:bằng|thành)\s(?=(?:các\s)?(?:(?:cụm\s)?từ|cụm|số|[“\"]|tên|khoản|điểm|điều|mức|phụ\slục|"
    r"mẫu|biểu|danh\smục)))"
    r"|(?P<word>(?:(?:một\ssố|các|những)\s)?(?:cụm\stừ|cụm\ssố|từ\sngữ|(?:từ|cụm|số|dẫn\schiếu)(?=\s[“\"])))",
    re.IGNORECASE,
)
_ACTIONS = {
    "bãi": Action.REPEAL,
    "hủy": Action.REPEAL,
    "huỷ": Action.REPEAL,
    "bỏ": Action.REPEAL,
    "thay": Action.REPLACE,
}
_ENDS = re.compile(r"\s?[.;]?\s?$")
_MOST = 20_000  # letters of a sentence that orders something


@dataclass(slots=True)
class Order:
    """One verb with the words it quotes; `at` is where it stands in the text without verbs and quotes."""

    action: Action
    at: int
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    is_words: bool = False
    side: str = "old"
    is_placed: bool = False  # a place was named since its last quote
    is_before: bool = False
    is_late: bool = False  # the new words stand behind the places: "thay cụm từ “A” tại Điều 5 bằng cụm từ “B”"

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Old and new phrases: "" as the new one takes the old one out."""
        if self.action is Action.REPEAL:
            return tuple((old, "") for old in self.old)
        if self.action is Action.ADD:
            return tuple(
                self._put_in(new, old) for new, old in zip(self.old, self.new or [""] * len(self.old), strict=False)
            )
        if not self.new:
            return ()
        return tuple((old, self.new[min(index, len(self.new) - 1)]) for index, old in enumerate(self.old))

    def _put_in(self, added: str, anchor: str) -> tuple[str, str]:
        between = "" if added[:1] in ",;.:" or anchor[:1] in ",;.:" else " "
        return anchor, f"{added}{between}{anchor}" if self.is_before else f"{anchor}{between}{added}"


def read_orders(text: str, inherited: Order | None = None) -> tuple[str, list[Order], list[int]]:
    """The text with verbs and quotes taken out, the orders in it, and where it speaks of something else.

    `inherited` holds before the first verb. Places named right behind one of the last offsets are not ordered: they
    tell where an older amendment stands ("đã được sửa đổi, bổ sung tại …"), or what comes instead ("bằng Phụ lục …").
    """
    reader = _Reader(text[:_MOST], inherited)
    return reader.read()


class _Reader:
    def __init__(self, text: str, inherited: Order | None) -> None:
        self.text = text
        self.kept: list[str] = []
        self.length = 0
        self.orders: list[Order] = []
        self.past: list[int] = []
        self.inherited = 1 if inherited else 0
        if inherited:
            self.orders.append(
                Order(
                    inherited.action,
                    0,
                    list(inherited.old),
                    list(inherited.new),
                    inherited.is_words,
                    is_before=inherited.is_before,
                )
            )

    def read(self) -> tuple[str, list[Order], list[int]]:
        """Go through the pieces."""
        done = 0
        for found in _PIECES.finditer(self.text):
            self._keep(self.text[done : found.start()])
            done = found.end()
            if found["verb"]:
                self._verb(found["verb"])
            elif found["passive"]:
                self._passive(found)
            elif found["past"]:
                self._keep(found[0])
                self.past.append(self.length)
            elif found["quote"]:
                self._quote(found["quote"][1:-1])
            elif not self._turn(found):
                self._keep(found[0])
        self._keep(self.text[done:])
        return "".join(self.kept), self.orders, self.past

    def _keep(self, text: str) -> None:
        if self.orders and re.search(r"(?i)\b(?:điểm|khoản|điều|phụ lục|chương|mục)\s", text):
            self.orders[-1].is_placed = True
        before = self.kept[-1] if self.kept else ""
        if before.endswith(" ") and text.startswith(" "):
            text = text[1:]
        self.kept.append(text)
        self.length += len(text)

    def _verb(self, verb: str) -> None:
        first = verb.lower().split()[0].strip(",")
        action = _ACTIONS.get(first, Action.AMEND)
        if verb.lower().startswith("bổ sung") and "sửa" not in verb.lower():
            action = Action.ADD
        if not self.length:
            self._keep("Tại")  # "Điều 83." at the start of a line would be read as a heading
        self.orders.append(Order(action, self.length))

    def _passive(self, found: re.Match[str]) -> None:
        """ "Điều 60 được sửa đổi, bổ sung như sau:" orders; "Luật … đã được sửa đổi, bổ sung theo …" tells."""
        verb = found["passive"].split(None, 1)[1]
        is_gone = verb == "bãi bỏ" and _ENDS.match(self.text, found.end()) is not None
        is_order = is_gone or self.text.startswith(" như sau", found.end())
        if is_order and len(self.orders) == self.inherited:
            self._verb(verb)
            self.orders = [replace(self.orders[-1], at=0)]
        else:
            self._keep(found[0])
            self.past.append(self.length)

    def _turn(self, found: re.Match[str]) -> bool:
        """Words between quotes that say which side the next quote is on; False: they belong to the places."""
        if not self.orders:
            return False
        order = self.orders[-1]
        if found["word"]:
            order.is_words = True
            return True
        if not order.is_words and not found["into"]:
            return False
        if found["into"] and not order.is_words:
            self.past.append(self.length)
            return False
        order.side, order.is_before = "new", bool(found["before"])
        order.is_late = order.is_placed
        return True

    def _quote(self, words: str) -> None:
        if not self.orders:
            return
        order = self.orders[-1]
        if order.is_placed and order.is_words and order.old and not order.is_late:
            order = Order(order.action, self.length, is_words=True)
            self.orders.append(order)
        order.is_words = True
        words = words.strip()
        if order.side == "new" and order.old and not order.old[-1].endswith("."):
            words = words.removesuffix(".")  # “… gắn liền với đất.”: the stop is the sentence's, not the phrase's
        (order.old if order.side == "old" else order.new).append(words)
