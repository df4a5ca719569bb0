"""Citations in running text: from tokens to mentions."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from .grouping import Group, Grouper, Item, Link, link
from .resolving import Resolver
from .tokens import Document, Reader, Unit
from .values import WITHOUT_NUMBER, Context, DocumentRef, Mention, Place, Rank

_AMENDED = re.compile(
    r"[\s,(]{0,4}(?:đã\s)?(?:được\s)?(?:sửa đổi|bổ sung)(?:,\sbổ sung)?(?:\s(?:một số điều|một số nội dung))?"
    r"\s(?:theo|bởi|tại|bằng)\s(?:các\s)?"
)
_MORE = re.compile(r"\s?(?:,|và|;)\s(?:và\s)?")
_ANNEXED = ("quy chế", "điều lệ", "quy định", "nội quy")

_SURE, _BY_NAME, _GUESSED, _UNKNOWN = 1.0, 0.95, 0.8, 0.5


def find(text: str, context: Context | None = None) -> list[Mention]:
    """All citations in `text`, in reading order, never overlapping; offsets are those of `text` as given.

    Left out on purpose: forms ("Mẫu số 05"), money, dates, budget codes, headings ("Điều 5. Phạm vi" at the start of
    a line), the name inside "(sau đây gọi là …)", articles of treaties and contracts.
    """
    return read(text, context or Context())[0]


def read(text: str, context: Context) -> tuple[list[Mention], dict[str, DocumentRef]]:
    """The citations, and the short names that the text defines for what follows it."""
    if unicodedata.is_normalized("NFC", text):
        return _read(text, context)
    composed, offsets = _composed(text)
    mentions, names = _read(composed, context)
    return [_moved(mention, text, offsets) for mention in mentions], names


def _read(text: str, context: Context) -> tuple[list[Mention], dict[str, DocumentRef]]:
    reader = Reader(text, _lower(text), context)
    reader.read()
    finder = _Finder(reader)
    return _with_amendments(finder.mentions(), text), reader.documents.new_definitions


def _lower(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


class _Finder:
    def __init__(self, reader: Reader) -> None:
        self.reader, self.tokens = reader, reader.tokens
        self.text, self.context = reader.text, reader.context
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        self.links = [Link.NONE, *(link(reader.low, before, after, reader.words) for before, after in pairs)][
            : len(self.tokens)
        ]
        self.grouper = Grouper(self.tokens, self.links)
        self.resolver = Resolver(reader.low, self.context)
        self.group = Group()
        self.last: DocumentRef | None = None

    def mentions(self) -> list[Mention]:
        """All mentions in reading order."""
        found: list[Mention] = []
        for index, token in enumerate(self.tokens):
            if isinstance(token, Unit):
                found += self._unit(token, index)
            else:
                found += self._document(token, index)
        found += self._close(None)
        return found

    def _unit(self, token: Unit, index: int) -> Iterator[Mention]:
        how = self.links[index]
        before = self.tokens[index - 1] if index else None
        opens = isinstance(before, Document)
        if (
            how is Link.NONE
            or self.group.is_full
            or self.group.is_closed
            or (opens and not self._follows(token, index))
        ):
            yield from self._close(None)
        self.grouper.add(self.group, token, index)

    def _follows(self, token: Unit, index: int) -> bool:
        """Whether units after a document are its own: "Luật Đất đai, Điều 5"."""
        is_free = self.group.document is self.tokens[index - 1]
        return (
            is_free and self.links[index] <= Link.COMMA and not token.is_this and not self.grouper.document_ahead(index)
        )

    def _document(self, token: Document, index: int) -> Iterator[Mention]:
        if (
            self.group.items
            and not self.group.document
            and not self.group.is_closed
            and self.links[index] <= Link.COMMA
        ):
            gap = self.reader.low[self.group.end : token.start]
            self.group.is_attached = "kèm" in gap and any(word in gap for word in _ANNEXED)
            yield from self._close(token)
            return
        yield from self._close(None)
        self.group.document = token

    def _close(self, document: Document | None) -> Iterator[Mention]:
        """The mentions of the open group, whose document (when it has one behind it) is `document`."""
        group, self.group = self.group, Group()
        owner = document or group.document
        items = [item for item in group.items if self._counts(item, group, owner)]
        if owner and owner.is_foreign:
            return
        if owner and not owner.ref.is_present:
            self.last = owner.ref
        if items:
            yield self._mention(group, items, owner)
        elif owner:
            yield self._whole(owner)

    def _counts(self, item: Item, group: Group, owner: Document | None) -> bool:
        """Whether an item is a citation and not an everyday use of the words."""
        if any(unit.is_weak for unit in group.units) and len(group.units) < 2 and not owner:
            return False
        top = item.parts[item.top]
        if item.top is Rank.ANNEX and not top.text and not item.this and not owner:
            return False
        if owner or item.this:
            return True
        if item.top is Rank.POINT and top.text[:1].isdigit():
            return False
        return item.top < Rank.SUBSECTION or item.top is Rank.ANNEX or self._is_sure(group)

    def _is_sure(self, group: Group) -> bool:
        """Whether chapters are meant: the first says so, others stand behind ("Mục 2 Chương II")."""
        first, *others = group.units
        return first.is_sure and all(unit.is_sure or self.text[unit.start].isupper() for unit in others)

    def _mention(self, group: Group, items: list[Item], owner: Document | None) -> Mention:
        start = min(items[0].start, owner.start if owner else items[0].start)
        end = max(group.end, owner.end if owner else 0)
        ref, confidence = self._owner(owner, group)
        is_own = ref.is_present
        places: list[Place] = []
        spans: list[tuple[int, int]] = []
        for item in items:
            for place in self.resolver.places(item, is_own):
                place = replace(place, annex=place.annex or WITHOUT_NUMBER) if group.is_attached else place
                places.append(self._in_annex(place, owner))
                spans.append((item.start, item.end))
        return Mention(start, end, self.text[start:end], ref, tuple(places), tuple(spans), confidence)

    def _in_annex(self, place: Place, owner: Document | None) -> Place:
        """ "Điều 5 Quy chế này" inside the rules attached to a document is an article of that annex."""
        annex = self.context.place.annex
        if not annex or place.annex or not owner or not owner.ref.is_present:
            return place
        own_words = self.text[owner.start : owner.end].lower()
        return replace(place, annex=annex) if own_words.startswith(_ANNEXED) else place

    def _owner(self, owner: Document | None, group: Group) -> tuple[DocumentRef, float]:
        if owner:
            return owner.ref, _confidence(owner.ref)
        present = self.reader.documents.present()
        if group.is_closed:
            return present, _SURE
        if self.context.has_document:
            is_small = all(item.top <= Rank.CLAUSE for item in group.items)
            return present, _SURE if is_small else _GUESSED
        return (self.last, _GUESSED - 0.2) if self.last else (DocumentRef(), _UNKNOWN)

    def _whole(self, owner: Document) -> Mention:
        text = self.text[owner.start : owner.end]
        return Mention(owner.start, owner.end, text, owner.ref, confidence=_confidence(owner.ref))


def _confidence(ref: DocumentRef) -> float:
    if ref.is_present or "/" in ref.number or "-" in ref.number:
        return _SURE if ref.is_present or not ref.candidates else _BY_NAME
    return _BY_NAME if ref.name else _GUESSED


def _with_amendments(mentions: list[Mention], text: str) -> list[Mention]:
    """Numbers of amending documents put beside the one they amended: "Luật A được sửa đổi theo Luật B và Luật C"."""
    base = -1
    for index in range(1, len(mentions)):
        before, mention = mentions[index - 1], mentions[index]
        gap = text[before.end : mention.start] if mention.start - before.end < 90 else "."
        if _AMENDED.fullmatch(gap.lower()):
            base = index - 1
        elif not (base >= 0 and _MORE.fullmatch(gap.lower()) and not mention.places):
            base = -1
        if base >= 0 and mention.document.number and not mention.document.is_present:
            ref = mentions[base].document
            ref = replace(ref, amended_by=(*ref.amended_by, mention.document.number))
            mentions[base] = replace(mentions[base], document=ref)
    return mentions


def _composed(text: str) -> tuple[str, list[int]]:
    """`text` in NFC, and where each of its letters starts in the original."""
    letters: list[str] = []
    offsets: list[int] = []
    for cluster in re.finditer(r"[^\u0300-\u036f][\u0300-\u036f]{0,8}|[\u0300-\u036f]", text):
        for letter in unicodedata.normalize("NFC", cluster[0]):
            letters.append(letter)
            offsets.append(cluster.start())
    return "".join(letters), [*offsets, len(text)]


def _moved(mention: Mention, text: str, offsets: list[int]) -> Mention:
    start, end = offsets[mention.start], offsets[mention.end]
    spans = tuple((offsets[first], offsets[last]) for first, last in mention.spans)
    return replace(mention, start=start, end=end, text=text[start:end], spans=spans)
