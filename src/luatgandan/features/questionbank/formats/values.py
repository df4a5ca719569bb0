"""One question as a plain value: what files carry, what the linter reads, what is scored.

A key has the same shape as an answer, a tuple of strings: ids of options (one, several, order: in the right order),
"left>right" pairs of ids (match), "dung" or "sai" (true or false), or one number as Vietnamese write it ("5,5").
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from dataclasses import field as made
from decimal import Decimal, InvalidOperation
from hashlib import blake2s, sha256
from operator import index
from typing import Any, Self

from luatgandan.lib.vietnamese import clean

from ..enums import Kind

TRUE, FALSE = "dung", "sai"
LEFT, RIGHT = "left", "right"
PAIR = ">"
CHOSEN = (Kind.ONE, Kind.SEVERAL)
_GROUPED = re.compile(r"[+\-]?\d{1,3}(?:[. ]\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"[+\-]?\d+(?:[.,]\d+)?")
NUMBER = f"{_GROUPED.pattern}|{_PLAIN.pattern}".replace(r"\d", r"\p{Nd}")
"""What `read_number` reads, as the `pattern` of a box says it; digits may be Khmer."""
MOST_DIGITS = 18


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing to choose, order or match; its id never changes and tells nothing. `side` is for matching."""

    id: str
    text: str
    side: str = ""


PICTURE, SOUND, FILM = "picture", "sound", "film"


@dataclass(frozen=True, kw_only=True)
class Medium:
    """A picture, sound or film, named by the SHA-256 of its file, with what stands for it where it is missed.

    `captions` is the SHA-256 of a WebVTT file; `option` the id of the option it belongs to, empty for the question.
    """

    kind: str
    sha256: str
    suffix: str
    size: int
    width: int = 0
    height: int = 0
    alt: str = ""
    transcript: str = ""
    captions: str = ""
    option: str = ""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Back from JSON; what is null was not said. Raises TypeError for anything else."""
        return cls(**{
            name: index(value) if name in ("size", "width", "height") else str(value)
            for name, value in data.items() if value is not None
        })  # fmt: skip

    @property
    def has_alternative(self) -> bool:
        """Whether people who do not see it, or do not hear it, learn the same."""
        if self.kind == PICTURE:
            return bool(self.alt)
        return bool(self.transcript or (self.kind == FILM and self.captions))


@dataclass(frozen=True, kw_only=True)
class File:
    """A file as it is kept."""

    kind: str
    suffix: str
    content: bytes
    width: int = 0
    height: int = 0

    @property
    def sha256(self) -> str:
        """Its name."""
        return sha256(self.content).hexdigest()

    def medium(self, *, alt: str = "", transcript: str = "", captions: str = "", option: str = "") -> Medium:
        """The file as a part of a question."""
        return Medium(
            kind=self.kind, sha256=self.sha256, suffix=self.suffix, size=len(self.content), width=self.width,
            height=self.height, alt=alt, transcript=transcript, captions=captions, option=option,
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Content:
    """The words of a question with its key, and what is shown or played with them."""

    kind: Kind
    stem: str
    options: tuple[Option, ...] = ()
    key: tuple[str, ...] = ()
    unit: str = ""
    explanation: str = ""
    media: tuple[Medium, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """For the database, exports and commitments; without media it is what it was before there were any."""
        values = asdict(self)
        return values if self.media else {name: value for name, value in values.items() if name != "media"}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Back from `to_dict` or its JSON. Raises ValueError, KeyError or TypeError for anything else."""
        return cls(
            kind=Kind(data["kind"]), stem=str(data["stem"]),
            options=tuple(Option(**{name: str(value) for name, value in one.items()}) for one in data["options"]),
            key=tuple(map(str, data["key"])), unit=str(data["unit"]), explanation=str(data["explanation"]),
            media=tuple(Medium.from_dict(one) for one in data.get("media", ())),
        )  # fmt: skip

    def text(self, option_id: str) -> str:
        """The words of an option; empty for an id it does not have."""
        return next((one.text for one in self.options if one.id == option_id), "")

    def of_side(self, side: str) -> tuple[Option, ...]:
        """The options on one side of a matching."""
        return tuple(one for one in self.options if one.side == side)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The right pairs of a matching, in words."""
        cut = (one.partition(PAIR) for one in self.key)
        return tuple((self.text(left), self.text(right)) for left, _sign, right in cut)

    @property
    def key_words(self) -> tuple[str, ...]:
        """The right answer in words; what is true or false has none but its stem."""
        if self.kind == Kind.TRUE_FALSE:
            return (self.stem,) if self.key == (TRUE,) else ()
        if self.kind == Kind.NUMBER:
            return tuple(f"{one} {self.unit}".strip() for one in self.key)
        if self.kind == Kind.MATCH:
            return tuple(f"{left} {right}" for left, right in self.pairs)
        return tuple(self.text(one) for one in self.key)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A question as a file holds it: content, filing and what it cites as (number of the document, place).

    `khmer` as in `ItemVersion.khmer`; `files` what its media name, by SHA-256.
    """

    content: Content
    code: str = ""
    field: str = ""
    difficulty: int = 0
    audience: tuple[str, ...] = ()
    cites: tuple[tuple[str, str], ...] = ()
    khmer: Mapping[str, Any] = made(default_factory=dict)
    files: Mapping[str, File] = made(default_factory=dict, repr=False)


def option_id(text: str, side: str = "") -> str:
    """An id out of the words alone: it says nothing of place or key, and files without ids give the same each time."""
    return blake2s(f"{side}|{clean(text)}".encode(), digest_size=5).hexdigest()


def khmer_words(stem: str, options: Iterable[tuple[str, str, str]], explanation: str = "") -> dict[str, Any]:
    """Khmer words beside options as (words in Vietnamese, side, words in Khmer); nothing without a stem."""
    if not stem:
        return {}
    told = {option_id(text, side): clean(khmer) for text, side, khmer in options if khmer}
    return {"stem": clean(stem), "explanation": explanation, "options": told}


def options_of(texts: Iterable[str], side: str = "", before: Sequence[Option] = ()) -> tuple[Option, ...]:
    """Options with ids: a text keeps the id it had, one that was mended keeps that of its place."""
    cleaned = [clean(text) for text in texts]
    known = {one.text: one.id for one in before if one.side == side}
    gone = [one.id if one.text not in cleaned else "" for one in before if one.side == side]
    found = []
    for place, text in enumerate(cleaned):
        mended = gone[place] if place < len(gone) else ""
        found.append(Option(id=known.get(text) or mended or option_id(text, side), text=text, side=side))
    return tuple(found)


def choosing(
    kind: Kind,
    stem: str,
    texts: Sequence[str],
    right: Iterable[int],
    *,
    before: Sequence[Option] = (),
    explanation: str = "",
) -> Content:
    """A question with options; `right` are places in `texts`, from 0 (of an ordering in the right order)."""
    options = options_of(texts, before=before)
    key = tuple(options[place].id for place in right if 0 <= place < len(options))
    return Content(kind=kind, stem=clean(stem), options=options, key=key, explanation=explanation)


def ordering(stem: str, texts: Sequence[str], *, before: Sequence[Option] = (), explanation: str = "") -> Content:
    """Things given in the right order; they are kept in an order that tells nothing."""
    options = options_of(texts, before=before)
    key = tuple(one.id for one in options)
    return Content(kind=Kind.ORDER, stem=clean(stem), options=_unordered(options), key=key, explanation=explanation)


def matching(
    stem: str,
    pairs: Sequence[tuple[str, str]],
    *,
    others: Sequence[str] = (),
    before: Sequence[Option] = (),
    explanation: str = "",
) -> Content:
    """Pairs that belong together, and `others`: right sides that belong to nothing."""
    left = options_of((one for one, _other in pairs), LEFT, before)
    right = options_of([*(other for _one, other in pairs), *others], RIGHT, before)
    key = tuple(f"{one.id}{PAIR}{other.id}" for one, other in zip(left, right, strict=False))
    return Content(
        kind=Kind.MATCH, stem=clean(stem), options=(*left, *_unordered(right)), key=key, explanation=explanation
    )


def deciding(stem: str, is_true: bool, explanation: str = "") -> Content:
    """A statement that is true or false."""
    return Content(kind=Kind.TRUE_FALSE, stem=clean(stem), key=(TRUE if is_true else FALSE,), explanation=explanation)


def counting(stem: str, number: str, unit: str = "", explanation: str = "") -> Content:
    """A question whose answer is a number."""
    value = read_number(number)
    return Content(
        kind=Kind.NUMBER, stem=clean(stem), key=(write_number(value),) if value is not None else (), unit=clean(unit),
        explanation=explanation,
    )  # fmt: skip


def _unordered(options: Sequence[Option]) -> tuple[Option, ...]:
    """Sorted by ids, which come from a hash: a mix that stays the same."""
    return tuple(sorted(options, key=lambda one: one.id))


def read_number(text: str) -> Decimal | None:
    """A number as people write it: 5.000.000, 5 000 000, 5,5, 5.5; None for anything else."""
    typed = clean(text)
    if len(typed) > MOST_DIGITS + 8:
        return None
    plain = re.sub(r"[. ]", "", typed) if _GROUPED.fullmatch(typed) else typed if _PLAIN.fullmatch(typed) else ""
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    return value if len(value.as_tuple().digits) <= MOST_DIGITS else None


def write_number(value: Decimal) -> str:
    """A number in the one form of keys: no groups, a comma, no needless noughts."""
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")
