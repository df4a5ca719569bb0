"""Reading an amending document: which units of which documents it changes, and to what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from ..citations import Context, DocumentRef, Mention, Place, find
from ..loose import sentences
from ..statements import WITHOUT_DAYS, EffectiveDays
from ..tree import Level, Node, Parsed
from .contents import heading_of, with_content, with_own_annexes
from .orders import Order, read_orders
from .renumbering import renumbered
from .values import Action, Change

_ANCHOR = re.compile(r"(?:\(|\svà\s)(?:vào |ngay )?(?:sau|trước) $")
_ANCHOR_START = re.compile(r"\s(?:và\s)?(?:vào\s|ngay\s)?(?:sau|trước)\s", re.IGNORECASE)
_SOME = re.compile(r"(?:một số|các|những)\s(?:điều|khoản|điểm|nội dung)", re.IGNORECASE)
# a part of a chapter or annex that has no address of its own; its name alone
_PART = re.compile(
    r"(?P<name>\btên\s(?:của\s)?(?:các\s)?$)|\b(?:mẫu|biểu|bảng|danh mục|dòng|cột|số thứ tự|gạch|chú thích|tiết|"
    r"tiêu đề|nội dung|ngành|phần đầu|công thức|quy định)\b(?:[^,;]|,(?=\s\d)){0,60}$",
    re.IGNORECASE,
)
EXCEPT = re.compile(r"[,(]\s?(?:ngoại\s)?trừ\s", re.IGNORECASE)  # what a change leaves out stands behind it
_WITHIN = re.compile(r"[”\"] trong (?:các )?cụm từ [“\"]", re.IGNORECASE)  # part of a phrase: for an officer
# "trong toàn bộ các quy định của" Nghị định …
_EVERYWHERE = re.compile(
    r"[\s,]*(?:tại|trong|ở)\s(?:(?:toàn|bộ|văn|nội|dung|các|những|tất|cả|quy|định|điều|khoản|điểm|của|tại|trong)[,\s]+)*",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:toàn bộ|toàn văn|tất cả)\b", re.IGNORECASE)
_INSIDE = frozenset({Level.CLAUSE, Level.POINT, Level.ITEM, Level.TEXT})
# what may stand between a verb and the first place: "sửa đổi, bổ sung tên và một số điểm của …", not "bỏ hình phạt ở …"
_FILLER = re.compile(
    r"(?:[\s,]|(?:tại|một|số|các|những|toàn|bộ|nội|dung|quy|định|tên|của|đoạn|đầu|mở|phần|thứ|nhất|hai|ba|tư|cuối|dẫn|câu|khổ|điểm|"
    r"khoản|điều|lại|thêm|và|tiêu|đề|gạch|dòng|mục|chương|bảng|mẫu|biểu|danh|chú|thích|ý|tiết|vào|mới|như|sau|\d)(?!\w)){0,40}",
    re.IGNORECASE,
)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class _Above:
    """What the units above have said: the document changed, where in it, what is done."""

    document: DocumentRef | None = None
    place: Place = NOWHERE
    order: Order | None = None


def read_amendments(
    parsed: Parsed, context: Context | None = None, *, days: EffectiveDays = WITHOUT_DAYS
) -> list[Change]:
    """All changes that `parsed` orders, in reading order, with the day of each from `days`.

    `context` brings known titles and the date.
    """
    header = parsed.header
    base = context or Context(kind=header.kind, number=header.number, issued_on=header.issued_on)
    base = replace(base, kind=base.kind or header.kind or "Văn bản", issued_on=base.issued_on or header.issued_on)
    reader = _Reader(base)
    top = _Above(document=reader.named(_title(parsed)))
    changes = [change for article in parsed.articles for change in reader.unit(article, top, article.eid)]
    changes = [with_own_annexes(change, parsed, base) for change in changes]
    return [replace(change, effective_on=days.of(change.eid)) for change in changes]


def _title(parsed: Parsed) -> str:
    title = parsed.header.title
    return title if re.match(r"(?i)(?:luật |nghị định |thông tư |về việc )?(?:sửa đổi|bổ sung|bãi bỏ)", title) else ""


class _Reader:
    def __init__(self, context: Context) -> None:
        self.context = context

    def named(self, text: str) -> DocumentRef | None:
        """The first other document that a lead names as a whole."""
        if not text:
            return None
        text = text.capitalize() if text.isupper() else text
        for mention in find(text, self.context):
            if not mention.document.is_present and not mention.places:
                return mention.document
        return None

    def unit(self, node: Node, above: _Above, eid: str) -> Iterator[Change]:
        """The changes a unit and those below it order."""
        eid = node.eid or eid
        text, rest = sentences(node)
        inner = [child for child in rest if child.level in _INSIDE]
        quoted = [unit for child in node.children if child.level is Level.QUOTED for unit in child.children]
        sentence = _Sentence(self.context, text, above)
        if inner and not quoted:
            above = sentence.below(self.named(text) if sentence.orders else None)
            yield from (replace(change, eid=eid) for change in sentence.changes([]) if sentence.is_complete)
        else:
            above = sentence.below(None)
            yield from (replace(change, eid=eid) for change in sentence.changes(quoted))
        for child in inner:
            yield from self.unit(child, above, eid)


class _Sentence:
    """One sentence that orders changes."""

    def __init__(self, context: Context, text: str, above: _Above) -> None:
        self.text, self.above = text, above
        self.bare, self.orders, past = read_orders(text, above.order)
        self.own_orders = self.orders[1:] if above.order else self.orders
        self.mentions: list[Mention] = []
        if self.orders:
            kind = above.document.kind if above.document else context.kind
            at = replace(context, kind=kind or context.kind, number="", place=above.place)
            self.mentions = self._ordered(find(self.bare, at), past)

    def _ordered(self, mentions: list[Mention], past: list[int]) -> list[Mention]:
        """The mentions without those that only say where an older amendment stands or what comes instead."""
        kept: list[Mention] = []
        other: Mention | None = None
        done = 0
        for mention in mentions:
            if self._is_excepted(mention):
                continue
            is_joined = (
                other is not None and re.fullmatch(r"\s(?:và|hoặc)\s", self.bare[other.end : mention.start]) is not None
            )
            is_behind = any(
                done <= at <= mention.start < at + 80 and ";" not in self.bare[at : mention.start] for at in past
            )
            is_anchor = _ANCHOR.search(self.bare[max(0, mention.start - 14) : mention.start]) is not None
            other = mention if mention.places and (is_joined or is_behind or is_anchor) else None
            kept += [] if other else [mention]
            done = mention.end
        return kept

    def _is_excepted(self, mention: Mention) -> bool:
        """Whether it tells what a change leaves out: ", trừ khoản 4 Điều 7"."""
        words = [found.end() for found in EXCEPT.finditer(self.bare, 0, mention.start)]
        return bool(words) and ";" not in self.bare[words[-1] : mention.start]

    @property
    def is_complete(self) -> bool:
        """Whether the sentence itself names what is changed, though units follow ("… tại:" and "một số" do not)."""
        return not self.text.rstrip().endswith(":") and "một số" not in self.text

    def below(self, document: DocumentRef | None) -> _Above:
        """What holds for the units below."""
        if not self.orders:
            return _Above(document=self.above.document)
        places = [place for mention in self.mentions for place in mention.places if self._target(mention)]
        place = places[0] if len(places) == 1 else self.above.place
        document = document or next((one.document for one in self.mentions if not one.document.is_present), None)
        is_lead = self.text.rstrip().endswith(":")
        return _Above(document or self.above.document, place, self.orders[-1] if is_lead and self.own_orders else None)

    def changes(self, quoted: list[Node]) -> list[Change]:
        """The changes ordered, each with its new text."""
        moved = list(renumbered(self.text, self.above.document, self.above.place))
        named = {place for one in moved for place in (one.place, one.becomes)}
        found = [change for mention in self.mentions for change in self._of(mention, quoted)]
        found = [change for change in found if change.place not in named]
        return [*with_content([*found, *self._everywhere(found)], quoted, self.text), *moved]

    def _everywhere(self, found: list[Change]) -> Iterator[Change]:
        """Words to replace in a whole document, where no unit of it is named."""
        placed = {change.words for change in found}
        for order, following in zip_longest(self.orders, self.orders[1:]):
            pairs = tuple(pair for pair in order.pairs if pair[0])
            if not (order.is_words and pairs) or pairs in placed or self.text.rstrip().endswith(":"):
                continue
            end = following.at if following else len(self.bare)
            own = [one for one in self.mentions if order.at <= one.start < end]
            target = self._target(own[0]) if own else self.above.document
            where = self.bare[order.at : own[0].start if own else end]
            is_said = _EVERYWHERE.fullmatch(where) if own else _WHOLE.search(where)
            if target and is_said and not any(one.places for one in own):
                yield self._change(order, target, NOWHERE, None)

    def _of(self, mention: Mention, quoted: list[Node]) -> Iterator[Change]:
        target = self._target(mention)
        if not target or not mention.places:
            return
        named = [(place, start) for place, (start, _) in zip(mention.places, mention.spans, strict=True)]
        anchors = [(place, start) for place, start in named if self._is_anchor(start, mention)]
        for place, start in named:
            order = self._order(start, mention)
            if (place, start) in anchors or order is None or not (place.article or place.annex or place.chapter):
                continue
            after = next((one for one, at in anchors if at > start), None)
            change = self._change(order, target, place, after)
            yield change if place.article else self._of_container(change, quoted, self._before(mention, start))

    def _before(self, mention: Mention, start: int) -> str:
        """What stands right before a place: since the one before it, or before the whole list."""
        ends = [end for _, end in mention.spans if end <= start]
        return self.bare[max(ends[-1] if ends else 0, start - 90) : start]

    def _of_container(self, change: Change, quoted: list[Node], before: str) -> Change:
        """A change to a chapter or annex: to all of it, to its name only, or to some part without an address."""
        part = _PART.search(before)
        if part is None:
            return change
        if not part["name"]:
            return replace(change, action=Action.AMEND, content=(), words=(), confidence=0.5)
        heading = heading_of(change.place, () if change.action is Action.REPEAL else quoted)
        action = change.action if change.action is Action.WORDS else Action.AMEND
        return replace(change, action=action, content=(heading,))

    def _change(self, order: Order, target: DocumentRef, place: Place, after: Place | None) -> Change:
        is_known = bool(target.number or target.name)
        confidence = 0.95 if is_known else 0.6
        if order.is_words:
            pairs = () if _WITHIN.search(self.text) else tuple(pair for pair in order.pairs if pair[0])
            return Change(
                Action.WORDS, target, place, words=pairs, text=self.text, confidence=confidence if pairs else 0.5
            )
        anchor = after if order.action is Action.ADD else None
        return Change(order.action, target, place, after=anchor, text=self.text, confidence=confidence)

    def _target(self, mention: Mention) -> DocumentRef | None:
        if mention.document.is_present or not (mention.document.number or mention.document.name):
            return (
                self.above.document if not mention.document.kind or mention.document.is_present else self._same(mention)
            )
        return mention.document

    def _same(self, mention: Mention) -> DocumentRef | None:
        """ "Luật này" inside a decree's order cannot be the decree."""
        own = self.above.document
        return own if own and own.kind.lower() == mention.document.kind.lower() else None

    def _order(self, start: int, mention: Mention) -> Order | None:
        """The order a place belongs to: the last before it, close enough to govern it."""
        order = next((one for one in reversed(self.orders) if one.at <= start), None)
        if order is None or order.is_words:
            return order
        first = next((one.start for one in self.mentions if one.start >= order.at), mention.start)
        gap = self.bare[order.at : max(first, order.at)]
        return order if _FILLER.fullmatch(gap) else None

    def _is_anchor(self, start: int, mention: Mention) -> bool:
        """Whether a place only says where new ones are put: it stands behind "vào sau", before the next order."""
        ends = [found.end() - 1 for found in _ANCHOR_START.finditer(self.bare, mention.start, start + 1)]
        return bool(ends) and not any(ends[-1] <= one.at <= start for one in self.orders)
