"""What a document states about itself and others: when it takes effect, what it rests on, replaces, repeals."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .citations import Context, DocumentRef, Mention, Place, find
from .endings import family, is_amending, is_in_name, is_some, is_whole
from .loose import sentences
from .relations import Effect, RelationKind
from .tree import Level, Node, Parsed


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: `document` is the other document (the present one for effects), `places` the units meant, if any.

    `effective_on` is None where the day is not given or cannot be worked out ("kể từ ngày đăng Công báo"); `eid` says
    where it stands (empty: title or bases), `text` are its words.
    """

    kind: RelationKind | Effect
    document: DocumentRef
    places: tuple[Place, ...] = ()
    effective_on: date | None = None
    eid: str = ""
    text: str = ""
    confidence: float = 0.95


_Lead = tuple[RelationKind, date | None]


@dataclass(frozen=True, slots=True)
class EffectiveDays:
    """From when a document holds: one day for all, and other days for some units by their eIds."""

    general: date | None
    others: tuple[tuple[str, date], ...] = ()

    def of(self, eid: str) -> date | None:
        """The day of a unit: its own, that of a unit around it, or the general one."""
        fits = [(len(key), day) for key, day in self.others if eid == key or eid.startswith(f"{key}__")]
        return max(fits)[1] if fits else self.general


WITHOUT_DAYS = EffectiveDays(None)

_DAY = r"ngày\s?(?P<day>\d{1,2})(?:\s?tháng\s?|[/.-])(?P<month>\d{1,2})(?:\s?năm\s?|[/.-])(?P<year>\d{4})"
_SIGNED = r"ngày\s(?:ký(?:\sban\shành)?|ban\shành|được\sban\shành|thông\squa|được\sthông\squa)"
_FROM = re.compile(
    rf"có\shiệu\slực(?:\sthi\shành)?,?\s(?:(?:kể\s)?từ\s(?:{_DAY}|(?P<signed>{_SIGNED})|(?P<unknown>ngày\sđăng\sCông\sbáo))"
    rf"|sau\s(?P<after>\d{{1,3}})(?:\s\([^)]{{1,40}}\))?\sngày,?\s(?:kể\s)?từ\s(?:(?P<base>{_SIGNED})|ngày\sđăng\sCông\sbáo))",
    re.IGNORECASE,
)
_UNTIL = re.compile(rf"hết\shiệu\slực(?:\sthi\shành)?(?:,?\s(?:kể\s)?từ\s(?:{_DAY})?)?", re.IGNORECASE)
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
DOUBTFUL = 0.6  # an officer must look
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
    return _with_days(found)


def effective_days(statements: Iterable[Statement]) -> EffectiveDays:
    """From when the document and its units hold, as it states itself."""
    stated = [one for one in statements if one.kind is Effect.TAKES_EFFECT and one.effective_on]
    general = next((one.effective_on for one in stated if not one.places), None)
    others = [(place.eid, one.effective_on) for one in stated for place in one.places if place.eid and one.effective_on]
    return EffectiveDays(general, tuple(others))


__all__ = [
    "WITHOUT_DAYS",
    "Effect",
    "EffectiveDays",
    "RelationKind",
    "Statement",
    "effective_days",
    "read_statements",
]


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
        return (_KINDS[kinds[-1]], self._ending_day(text)) if kinds and kinds[-1] else None

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
        for found in _FROM.finditer(text):
            own = self._subjects(text, mentions, found.start())
            if own is not None:
                yield Statement(Effect.TAKES_EFFECT, self._present(), own, self._day(found), text=text.strip())
        for found in _UNTIL.finditer(text):
            subject = _SUBJECT.search(text[: found.start()].rstrip() + " ")
            if subject and found["day"]:
                yield Statement(Effect.EXPIRES, self._present(), (), _date(found), text=text.strip())

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

    def _day(self, found: re.Match[str]) -> date | None:
        if found["day"]:
            return _date(found)
        if found["after"] and found["base"] and self.issued_on:
            return self.issued_on + timedelta(days=int(found["after"]))
        return self.issued_on if found["signed"] else None

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
                confidence = min(confidence, DOUBTFUL) if is_doubtful else confidence
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
        return self._ending_day(text) or (inherited[1] if inherited else None)

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

    def _ending_day(self, text: str) -> date | None:
        found = next((one for one in _UNTIL.finditer(text) if one["day"]), None)
        return _date(found) if found else None


def _with_days(found: list[Statement]) -> list[Statement]:
    """What ends other documents does so on the day this one takes effect, unless another day is stated."""
    general = next((one.effective_on for one in found if one.kind is Effect.TAKES_EFFECT and not one.places), None)
    ending = (RelationKind.ABROGATES, RelationKind.REPLACES, RelationKind.AMENDS)
    return [replace(one, effective_on=general) if one.kind in ending and not one.effective_on else one for one in found]


def _place(eid: str) -> Place:
    parts = dict(step.split("_", 1) for step in eid.split("__") if "_" in step)
    names = {"art": "article", "para": "clause", "point": "point"}
    return Place(**{names[key]: value.replace("dd", "đ") for key, value in parts.items() if key in names})


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
