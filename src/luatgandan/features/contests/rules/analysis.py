"""How good the questions of a round were: facility, discrimination, distractors. Pure functions over plain values.

Facility p: the mean share right. Upper-lower index D: p of the best 27 % less p of the worst 27 % (Kelley 1939).
Point-biserial r: correlation of right or wrong with the score of the rest of the paper, so that a question does not
correlate with itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

GROUP_PERCENT = 27
LEAST = 10  # answers; with fewer a discrimination says nothing
WEAK_DISCRIMINATION = 0.2
TOO_EASY, TOO_HARD = 0.95, 0.2


@dataclass(frozen=True, kw_only=True)
class Given:
    """One answer to one question: how much of it was right (0 to 1), what was chosen, the score of the whole paper.

    `total` and `right` are in points of one question each; `total` holds `right`.
    """

    code: str
    right: float
    chosen: tuple[str, ...]
    total: float


@dataclass(frozen=True, kw_only=True)
class ItemFigures:
    """One question. None where too few answered, or where everybody did the same."""

    code: str
    answers: int
    facility: float
    discrimination: float | None
    point_biserial: float | None
    chosen: Mapping[str, int]
    blank: int

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person should look at: "easy", "hard", "weak", "negative"."""
        found = []
        if self.facility > TOO_EASY:
            found.append("easy")
        if self.facility < TOO_HARD:
            found.append("hard")
        if self.discrimination is not None and self.discrimination < WEAK_DISCRIMINATION:
            found.append("negative" if self.discrimination < 0 else "weak")
        return tuple(found)


def facility(shares: Sequence[float]) -> float:
    """The mean share right."""
    return sum(shares) / len(shares) if shares else 0.0


def upper_lower(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Upper-lower discrimination of (share right, score) pairs; ties in score keep the order given."""
    if len(pairs) < LEAST:
        return None
    size = max(1, round(len(pairs) * GROUP_PERCENT / 100))
    by_score = sorted(pairs, key=lambda pair: -pair[1])
    upper, lower = by_score[:size], by_score[-size:]
    return facility([right for right, _score in upper]) - facility([right for right, _score in lower])


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's r; of right-or-wrong with a score it is the point-biserial. None when either does not vary."""
    if len(pairs) < LEAST:
        return None
    mean_x, mean_y = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    spread_x = sum((x - mean_x) ** 2 for x, _y in pairs)
    spread_y = sum((y - mean_y) ** 2 for _x, y in pairs)
    if not spread_x or not spread_y:
        return None
    return sum((x - mean_x) * (y - mean_y) for x, y in pairs) / sqrt(spread_x * spread_y)


def figures(code: str, answers: Sequence[Given]) -> ItemFigures:
    """All of one question."""
    chosen = Counter(choice for one in answers for choice in one.chosen)
    return ItemFigures(
        code=code,
        answers=len(answers),
        facility=facility([one.right for one in answers]),
        discrimination=upper_lower([(one.right, one.total) for one in answers]),
        point_biserial=correlation([(one.right, one.total - one.right) for one in answers]),
        chosen=dict(chosen),
        blank=sum(not one.chosen for one in answers),
    )


def analyse(answers: Iterable[Given]) -> list[ItemFigures]:
    """Every question that was answered, the hardest first."""
    by_code: dict[str, list[Given]] = defaultdict(list)
    for one in answers:
        by_code[one.code].append(one)
    return sorted((figures(code, given) for code, given in by_code.items()), key=lambda one: (one.facility, one.code))


def distribution(scores: Mapping[int, int], *, best: int, parts: int = 10) -> list[tuple[int, int, int]]:
    """How many people had which share of the points, in equal parts: (from, to, people) in per cent.

    `scores`: how many people had a score. The last part holds the best score too.
    """
    counts = [0] * parts
    for score, people in scores.items():
        counts[min(score * parts // best, parts - 1) if best else 0] += people
    return [(place * 100 // parts, (place + 1) * 100 // parts, people) for place, people in enumerate(counts)]
