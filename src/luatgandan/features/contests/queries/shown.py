"""Papers as people see them: words and what can be chosen. Keys, explanations and citations are not in these values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from luatgandan.features.questionbank.enums import Kind
from luatgandan.features.questionbank.formats.values import FALSE, LEFT, NUMBER, PAIR, RIGHT, TRUE
from luatgandan.features.questionbank.queries import Shown as ShownMedium
from luatgandan.features.questionbank.queries import shown_media

from ..papers.values import SealedQuestion, Slot
from .papers import Paper

KHMER = "km"
Choice = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One question of a paper; `slot` counts from 0. `options` are (id, words) in the order of this paper.

    Of a matching `options` are the left sides and `others` the right ones. `answer` is what stands; `typed` is what was
    sent and cannot be taken, by option ("" is the only box of a number), so that it can be mended. `media` are the
    pictures, sounds and films of the question and of its options, with addresses that only this page gives out.
    """

    slot: int
    kind: str
    stem: str
    language: str
    unit: str
    options: tuple[Choice, ...]
    others: tuple[Choice, ...]
    answer: tuple[str, ...]
    typed: Mapping[str, str] = field(default_factory=dict)
    media: tuple[ShownMedium, ...] = ()

    @property
    def own_media(self) -> list[ShownMedium]:
        """What belongs to the question itself."""
        return [one for one in self.media if not one.option]

    @property
    def choices(self) -> list[tuple[str, str, list[ShownMedium]]]:
        """(id, words, pictures) of each option."""
        return [(key, words, [one for one in self.media if one.option == key]) for key, words in self.options]

    @property
    def number(self) -> int:
        """As people count."""
        return self.slot + 1

    @property
    def name(self) -> str:
        """The name of its fields."""
        return f"c{self.slot}"

    @property
    def places(self) -> list[str]:
        """The numbers to choose from in an ordering."""
        return [str(place) for place in range(1, len(self.options) + 1)]

    @property
    def number_words(self) -> str:
        """What stands in the box of a number."""
        return self.typed.get("") or "".join(self.answer[:1])

    @property
    def number_pattern(self) -> str:
        """What may stand there, for the script that saves at once."""
        return NUMBER

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """(id, words, what is chosen beside it) of an ordering (its place) or a matching (the right side)."""
        chosen: Mapping[str, str]
        if self.typed:
            chosen = self.typed
        elif self.kind == Kind.ORDER:
            chosen = {option: str(place) for place, option in enumerate(self.answer, 1)}
        else:
            chosen = {left: right for left, _sign, right in (one.partition(PAIR) for one in self.answer)}
        return [(option, words, chosen.get(option, "")) for option, words in self.options]


def shown_paper(paper: Paper, answers: Mapping[int, Sequence[str]], *, language: str) -> list[Shown]:
    """The questions of a paper in its order, in Khmer where the words are there and wanted."""
    return [
        shown_question(slot, question, place, answers.get(place, ()), language=language)
        for place, (slot, question) in enumerate(paper)
    ]


def shown_question(slot: Slot, question: SealedQuestion, place: int, answer: Sequence[str], *, language: str) -> Shown:
    """One question, its options in the order of the slot."""
    content, khmer = question.content, question.khmer if language == KHMER else {}
    words = {one.id: one.text for one in content.options} | dict(khmer.get("options") or {})
    sides = {one.id: one.side for one in content.options}
    side = LEFT if content.kind == Kind.MATCH else ""
    return Shown(
        slot=place, kind=content.kind, stem=khmer.get("stem") or content.stem, unit=content.unit,
        language=KHMER if khmer.get("stem") else "vi",
        options=tuple((one, words[one]) for one in slot.options if sides[one] == side),
        others=tuple((one, words[one]) for one in slot.options if sides[one] == RIGHT),
        answer=tuple(answer), media=shown_media(content, khmer),
    )  # fmt: skip


def answer_words(shown: Shown, answer: Sequence[str], truth: Mapping[str, str]) -> list[str]:
    """An answer in the words of its question; `truth` names what is true and what is false."""
    words = dict((*shown.options, *shown.others))
    if shown.kind == Kind.TRUE_FALSE:
        return [truth[one] for one in answer if one in (TRUE, FALSE)]
    if shown.kind == Kind.NUMBER:
        return [f"{one} {shown.unit}".strip() for one in answer]
    if shown.kind == Kind.MATCH:
        cut = (one.partition(PAIR) for one in answer)
        return [f"{words.get(left, '')} – {words.get(right, '')}" for left, _sign, right in cut]
    return [words.get(one, "") for one in answer]
