"""How many points a paper gets."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from luatgandan.features.questionbank.rules.scoring import score

from .values import POINT, Rules, SealedQuestion, Slot

Answers = Mapping[int, Sequence[str]]


def score_paper(
    slots: Sequence[Slot],
    questions: Mapping[str, SealedQuestion],
    answers: Answers,
    *,
    rules: Rules,
    voided: Collection[str] = (),
) -> int:
    """Points in thousandths of a question; a voided question gives its full point to everybody."""
    return sum(
        POINT if slot.code in voided else points(questions[slot.code], answers.get(place, ()), rules)
        for place, slot in enumerate(slots)
    )


def points(question: SealedQuestion, answer: Sequence[str], rules: Rules) -> int:
    """What one answer gets, rounded down; without part points it is all or nothing."""
    share: Fraction = score(question.content.kind, question.content.key, answer)
    return int(share * POINT) if rules.is_partial else POINT * (share == 1)
