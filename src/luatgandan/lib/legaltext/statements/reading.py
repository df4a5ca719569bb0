"""Reading what a document states of itself and others: title, bases, then sentence by sentence its articles."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..address import number_of
from ..citations import Context, DocumentRef, Mention, Place, find
from ..loose import sentences
from ..relations import Effect, RelationKind
from ..tree import Level, Node, Parsed
from .days import FROM, UNTIL, date_of, effect_day, ending_day, with_days
from .endings import family, is_amending, is_in_name, is_some, is_whole
from .values import Statement

_Lead = tuple[RelationKind, date | None]


_VERBS = re.compile(
    r"(?P<replaces>thay\sthế(?:\scho)?(?=\s(?!cụm|từ\s|bằng)))|(?P<abrogates>bãi\sbỏ|hủy\sbỏ|huỷ\sbỏ)"
    r"|(?P<expires>hết\shiệu\slực)|(?P<details>quy\sđịnh\schi\stiết"
    r"(?:\s(?:và\s(?:biện\spháp\s|hướng\sdẫn\s)|một\ssố\sđiều\svà\sbiện\spháp\s|,?\s?hướng\sdẫn\s)?thi\shành)?)"
    r"|(?P<guides>hướng\sdẫn(?:\s(?:thi\shành|thực\shiện|áp\sdụng|chi\stiết))?)"
    r"|(?P<amends>sửa\sđổi(?:,\sbổ\ssung)?)|(?P<pauses>(?:tạm\s)?ngưng\shiệu\slực)|(?P<suspends>đình\schỉ(?:\sviệc)?\sthi\shành)"
    r"|(?P<corrects>đính\schính)|(?P<explains>giải\sthích)|(?P<publishes>công\sbố)",
    re.IGNORECASE,
)
_KINDS = {
    "replaces": RelationKind.REPLACES,
    "abrogates": RelationKind.ABROGATES,
    "expires": RelationKind.ABROGATES,
    "details": RelationKind.DETAILS_AND_GUIDES,
    "guides": RelationKind.GUIDES,
    "amends": RelationKind.AMENDS,
    "pauses": RelationKind.TEMPORARILY_SUSPENDS,
    "suspends": RelationKind.SUSPENDS,
    "corrects": RelationKind.CORRECTS,
    "explains": RelationKind.EXPLAINS,
    "publishes": RelationKind.PUBLISHES,
}
# these end documents wherever they stand; the others speak of the present document only behind its name
_ENDING = frozenset({"replaces", "abrogates", "expires"})
_SUBJECT = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư|Thông tư liên tịch|Chỉ thị) này\s"
    r"(?:(?:cũng|và|để|là|về việc)\s)*$"
)
_OF = re.compile(r"\b(?:của|tại|của các|nội dung)\s*$")
_BARE_SUBJECT = re.compile(r"(?:^|\n)\W*(?:Luật|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị)(?: này)?\s*$")
_LONGEST = 20_000  # letters of a sentence that are read
_SENTENCE = re.compile(r"[^\n]+?(?:[.;](?=\s+[^\W_a-zà-ỹ])(?<!số\.)|\n|$)")
_DOUBTFUL = 0.6  # an officer must look
_LISTED = re.compile(
    r"(?:^|[,;:]|\b(?:và|cho|các|toàn bộ|sau đây|này))"
    r"\s*$"
)


def read_statements(parsed: Parsed, context: Context | None = None) -> list[Statement]:
    """All statements of a document in reading order: title, bases, then its articles."""
    header = parsed.header
    base = context or Context(kind=header.kind, number=header.number, issued_on=header.issued_on)
    reader = _Reader(replace(base, kind=base.kind or "Văn bản"), header.issued_on)
    found = [*reader.title(header.title), *reader.bases(header.bases)]
    for article in parsed.articles:
        found += reader.unit(article, None, article.heading)
    return with_days(found)


class _Reader:
    def __init__(self, context: Context, issued_on: date | None) -> None:
        self.context, self.issued_on = context, issued_on

    def title(self, title: str) -> Iterator[Statement]:
        """What the title says the document does."""
        title = " ".join(title.partition("Căn cứ")[0].split())
        verb = _VERBS.search(title)
        if not verb or verb.lastgroup is None or verb.start() > 60:
            return
        for mention in find(title, self.context):
            if mention.start >= verb.end() and not mention.document.is_present:
                kind = _KINDS[verb.lastgroup]
                yield Statement(kind, mention.document, mention.places, text=title, confidence=0.9)
                if not title[mention.end :].lstrip().startswith((",", "và", ";")):
                    return

    def bases(self, bases: tuple[str, ...]) -> Iterator[Statement]:
        """The documents a document rests on; those that amended them are named in `document.amended_by`."""
        for text in bases:
            for mention in find(text, self.context)[:1]:
                if not mention.document.is_present:
                    yield Statement(RelationKind.BASED_ON, mention.document, mention.places, text=text)

    def unit(self, node: Node, inherited: _Lead | None, heading: str, eid: str = "") -> Iterator[Statement]:
        """What one unit and those below it state; quoted text is left out."""
        eid = node.eid or eid
        place = _place(eid)
        text, rest = sentences(node)
        passed = None
        for sentence in _SENTENCE.finditer(text):
            words = sentence[0][:_LONGEST]
            yield from (replace(one, eid=eid) for one in self._sentence(words, place, inherited))
            if sentence[0].rstrip().endswith(":"):
                passed = self._governing(sentence[0])
        for child in rest:
            if child.level is not Level.QUOTED:
                yield from self.unit(
                    child, passed if node.level is not Level.ARTICLE or passed else inherited, heading, eid
                )

    def _governing(self, text: str) -> _Lead | None:
        """The verb of a lead that ends documents: "Các văn bản sau đây hết hiệu lực …:"."""
        kinds = [found.lastgroup for found in _VERBS.finditer(text) if found.lastgroup in _ENDING]
        return (_KINDS[kinds[-1]], ending_day(text)) if kinds and kinds[-1] else None

    def _sentence(self, text: str, place: Place, inherited: _Lead | None) -> Iterator[Statement]:
        has_verb = _VERBS.search(text) is not None
        has_effect = "hiệu lực" in text
        if not has_verb and not has_effect and not inherited:
            return
        mentions = find(text, self.context.at(place))
        if has_effect:
            yield from self._effects(text, mentions)
        yield from self._relations(text, mentions, inherited)

    # --- effects -------------------------------------------------------------------------------------------------
    def _effects(self, text: str, mentions: list[Mention]) -> Iterator[Statement]:
        for found in FROM.finditer(text):
            own = self._subjects(text, mentions, found.start())
            if own is not None:
                day = effect_day(found, self.issued_on)
                yield Statement(Effect.TAKES_EFFECT, self._present(), own, day, text=text.strip())
        for found in UNTIL.finditer(text):
            subject = _SUBJECT.search(text[: found.start()].rstrip() + " ")
            if subject and found["day"]:
                yield Statement(Effect.EXPIRES, self._present(), (), date_of(found), text=text.strip())

    def _subjects(self, text: str, mentions: list[Mention], verb: int) -> tuple[Place, ...] | None:
        """The units of this document that take effect (none: the whole); None when it is not about this document."""
        before = [one for one in mentions if one.end <= verb]
        if not before or verb - before[-1].end > 90:
            return () if _BARE_SUBJECT.search(text[:verb]) else None
        last = before[-1]
        if not before[0].places and before[0].document.is_present and re.search(r"(?:và|,)\s*$", text[:verb]):
            return ()
        if not last.document.is_present or re.search(r"kể từ ngày\s*$", text[: last.start]):
            return None
        return last.places

    def _present(self) -> DocumentRef:
        return DocumentRef(kind=self.context.kind, number=self.context.number, is_present=True)

    # --- relations -----------------------------------------------------------------------------------------------
    def _relations(self, text: str, mentions: list[Mention], inherited: _Lead | None) -> Iterator[Statement]:
        verbs = [found for found in _VERBS.finditer(text) if self._counts(found, text)]
        others = [one for one in mentions if not one.document.is_present and not is_amending(text, one)]
        listed, is_titled = "", False
        for index, mention in enumerate(mentions):
            if mention not in others:
                continue
            if not self._is_listed(text, mention, verbs):
                is_titled = True
                continue
            kind, is_inherited = self._kind_at(mention, verbs, inherited, index)
            if kind and (kind := self._partly(kind, text, mention, verbs, others)):
                # behind a title that cites, a document of another kind may belong to the title
                is_doubtful = (is_titled and listed not in ("", family(mention))) or is_in_name(text, mention)
                listed, is_titled = listed or family(mention), is_titled and is_doubtful
                confidence = 0.85 if is_inherited else 0.95 if mention.document.number else 0.75
                confidence = min(confidence, _DOUBTFUL) if is_doubtful else confidence
                day = self._day_of(kind, text, inherited if is_inherited else None)
                yield Statement(kind, mention.document, mention.places, day, text=text.strip(), confidence=confidence)

    def _counts(self, found: re.Match[str], text: str) -> bool:
        before = text[max(0, found.start() - 80) : found.start()]
        if re.search(r"(?:được|bị|đã|sẽ|văn bản|việc)\s*$", before):
            return False
        if found.lastgroup in _ENDING:
            return True
        return bool(_SUBJECT.search(before)) or (found.start() < 80 and not before.strip(" \n-"))

    def _kind_at(
        self, mention: Mention, verbs: list[re.Match[str]], inherited: _Lead | None, index: int
    ) -> tuple[RelationKind | None, bool]:
        """The verb a mention belongs to: the last before it, or "hết hiệu lực" behind it."""
        before = [found for found in verbs if found.end() <= mention.start and found.lastgroup != "expires"]
        if before:
            return _KINDS[before[-1].lastgroup or ""], False
        behind = [found for found in verbs if found.start() >= mention.end and found.lastgroup == "expires"]
        if behind:
            return RelationKind.ABROGATES, False
        return (inherited[0], True) if inherited and index == 0 else (None, False)

    def _is_listed(self, text: str, mention: Mention, verbs: list[re.Match[str]]) -> bool:
        """Whether a mention is named by a verb itself and not inside the title of another document."""
        before = text[max(0, mention.start - 14) : mention.start]
        if _LISTED.search(before):
            return True
        verb = max((found.end() for found in verbs if found.end() <= mention.start), default=-100)
        if mention.start - verb < 4:
            return True
        return mention.start - verb < 60 and _OF.search(before) is not None

    def _day_of(self, kind: RelationKind, text: str, inherited: _Lead | None) -> date | None:
        if kind not in (RelationKind.ABROGATES, RelationKind.REPLACES):
            return None
        return ending_day(text) or (inherited[1] if inherited else None)

    def _partly(
        self, kind: RelationKind, text: str, mention: Mention, verbs: list[re.Match[str]], others: list[Mention]
    ) -> RelationKind | None:
        """ "Bãi bỏ một số điều của Nghị định …" leaves the rest in force: it amends. None: no document is ended, as in
        "hủy bỏ quyết định khởi tố vụ án theo quy định của Bộ luật Tố tụng hình sự"."""
        if kind not in (RelationKind.ABROGATES, RelationKind.REPLACES) or mention.places:
            return kind
        verb = next((one for one in reversed(verbs) if one.end() <= mention.start and one.lastgroup != "expires"), None)
        if verb is None:
            return kind
        first = next(one for one in others if one.start >= verb.end())
        gap = text[verb.end() : first.start]
        if is_whole(gap):
            return kind
        return RelationKind.AMENDS if is_some(gap) and not first.places else None


def _place(eid: str) -> Place:
    names = {"art": "article", "para": "clause", "point": "point"}
    steps = ((names.get(step.partition("_")[0]), step) for step in eid.split("__"))
    return Place(**{name: number_of(step) for name, step in steps if name})
