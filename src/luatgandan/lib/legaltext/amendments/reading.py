"""Reading an amending document: which units of which documents it changes, and to what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..citations import Context, DocumentRef, Mention, Place, find
from ..loose import sentences
from ..statements import effective_days
from ..tree import Level, Node, Parsed
from .orders import Order, read_orders
from .values import Action, Change

_ANCHOR = re.compile(r"\((?:vào |ngay )?(?:sau|trước) $")
_ANCHOR_START = re.compile(r"\s(?:và\s)?(?:vào\s|ngay\s)?(?:sau|trước)\s", re.IGNORECASE)
_SOME = re.compile(r"(?:một số|các|những)\s(?:điều|khoản|điểm|nội dung)", re.IGNORECASE)
_OPENING = re.compile(r"\b(?:đoạn (?:đầu|mở đầu|thứ nhất|dẫn|1)|phần (?:đầu|dẫn)|khổ đầu)\b", re.IGNORECASE)
_NAME = re.compile(r"\btên\s(?:của\s)?(?:gọi\s)?(?=điều|khoản|chương|mục|phần)", re.IGNORECASE)
_RENUMBER = re.compile(
    r"(?:chuyển|đổi|đánh (?:lại )?số(?: thứ tự)?|sửa (?:lại )?(?:số )?thứ tự)[^“”;.\n]{0,40}?"
    r"(?P<old>(?:điểm|khoản|điều) [^“”;.\n]{1,60}?)\s(?:thành|là)\s(?P<new>(?:điểm|khoản|điều) [^“”;.\n]{1,60})",
    re.IGNORECASE,
)
_INSIDE = frozenset({Level.CLAUSE, Level.POINT, Level.ITEM, Level.TEXT})
_LEVELS = {Level.ARTICLE: "article", Level.CLAUSE: "clause", Level.POINT: "point"}
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


def read_amendments(parsed: Parsed, context: Context | None = None) -> list[Change]:
    """All changes that `parsed` orders, in reading order; `context` brings known titles and the date."""
    header = parsed.header
    base = context or Context(kind=header.kind, number=header.number, issued_on=header.issued_on)
    base = replace(base, kind=base.kind or header.kind or "Văn bản", issued_on=base.issued_on or header.issued_on)
    reader = _Reader(base)
    top = _Above(document=reader.named(_title(parsed)))
    changes = [change for article in parsed.articles for change in reader.unit(article, top, article.eid)]
    days = effective_days(parsed)
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

    @property
    def is_complete(self) -> bool:
        """Whether the sentence itself names what is changed, though units follow ("… tại:" does not)."""
        return not self.text.rstrip().endswith(":")

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
        renumbered = list(self._renumbered())
        found = [change for mention in self.mentions for change in self._of(mention)]
        if renumbered or not found:
            return renumbered
        return _with_content(found, quoted, self.text)

    def _of(self, mention: Mention) -> Iterator[Change]:
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
            yield self._change(order, target, place, after)

    def _change(self, order: Order, target: DocumentRef, place: Place, after: Place | None) -> Change:
        is_known = bool(target.number or target.name)
        confidence = 0.95 if is_known else 0.6
        if order.is_words:
            pairs = tuple(pair for pair in order.pairs if pair[0])
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

    def _renumbered(self) -> Iterator[Change]:
        document = self.above.document
        found = _RENUMBER.search(self.text)
        if not found or not document:
            return
        context = Context(kind=document.kind or "Văn bản", place=self.above.place)
        olds = [place for mention in find(found["old"], context) for place in mention.places]
        news = [place for mention in find(found["new"], context) for place in mention.places]
        for old, new in zip(olds, news, strict=False):
            article = old.article or new.article
            old, new = replace(old, article=article), replace(new, article=new.article or article)
            yield Change(Action.RENUMBER, document, old, becomes=new, text=self.text, confidence=0.8)


def _with_content(changes: list[Change], quoted: list[Node], text: str) -> list[Change]:
    """Each change with the quoted units that are its new text."""
    needing = [change for change in changes if change.action in (Action.AMEND, Action.ADD, Action.REPLACE)]
    if not needing:
        return changes
    if _OPENING.search(text) and len(needing) == 1:
        words = (Node(Level.TEXT, text=quoted[0].text or quoted[0].heading),) if quoted else ()
        return [replace(change, content=words, confidence=0.85) if change in needing else change for change in changes]
    if len(needing) == 1 and quoted and not _has_others(needing[0], quoted):
        return [
            replace(change, content=tuple(quoted), confidence=_fit(change, quoted)) if change in needing else change
            for change in changes
        ]
    return [_matched(change, quoted) if change in needing else change for change in changes]


def _has_others(change: Change, quoted: list[Node]) -> bool:
    """Whether more articles are quoted than the one changed: a sign that a closing mark was lost."""
    articles = [unit for unit in quoted if unit.level is Level.ARTICLE]
    return len(articles) > 1 and any(_is(unit, change.place) for unit in articles)


def _matched(change: Change, quoted: list[Node]) -> Change:
    """The quoted units with the number of the unit changed."""
    own = tuple(unit for unit in _units(quoted) if _is(unit, change.place))
    return replace(change, content=own, confidence=min(change.confidence, 0.95 if own else 0.5))


def _units(quoted: list[Node]) -> Iterator[Node]:
    """Quoted units, and the clauses and points inside quoted ones that only stand around them."""
    for unit in quoted:
        yield from unit.walk()


def _is(unit: Node, place: Place) -> bool:
    if place.point:
        return unit.level is Level.POINT and unit.number == place.point
    if place.clause:
        return unit.level is Level.CLAUSE and unit.number == place.clause
    return unit.level is Level.ARTICLE and unit.number == place.article


def _fit(change: Change, quoted: list[Node]) -> float:
    """How sure it is that the one quotation is the new text of the one unit."""
    if _NAME.search(change.text):
        return 0.6
    if _is(quoted[0], change.place):
        return change.confidence
    return min(change.confidence, 0.8 if quoted[0].level is Level.TEXT else 0.7)
