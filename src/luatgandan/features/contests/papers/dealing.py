"""The questions of the banks shared out between the rounds of a contest, so that no round asks what another asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .drawing import lacking, marker, narrow_first
from .values import Quota, Rules, SealedQuestion


@dataclass(frozen=True, kw_only=True)
class Later:
    """A round that is still to be sealed: its rules, and the keys of the questions that it could take."""

    rules: Rules
    items: Collection[int]

    def wants(self, pool: Sequence[SealedQuestion]) -> int:
        """How many of these questions its paper may need."""
        mine = [one for one in pool if one.item in self.items]
        return sum(min(quota.count, sum(map(quota.fits, mine))) for quota in self.rules.quotas)


def part(
    rules: Rules, questions: Sequence[SealedQuestion], later: Sequence[Later], *, seed: str
) -> list[SealedQuestion]:
    """What a round takes of the questions that are free: of each quota's in proportion to what later rounds need.

    The last one takes all. What it needs for a paper it takes in any case; too few come back where there are too few.
    """
    mark = marker(seed, "", 0, "part")
    free = sorted(questions, key=lambda one: mark(one.code))
    taken: dict[str, SealedQuestion] = {}

    def take(quota: Quota, most: int | None = None) -> bool:
        pool = [one for one in free if quota.fits(one) and one.code not in taken]
        wanted = quota.count + sum(one.wants(pool) for one in later)
        amount = len(pool) * quota.count // wanted if most is None else most
        taken.update((one.code, one) for one in pool[:amount])
        return bool(pool[:amount])

    for quota in narrow_first(rules.quotas):
        if quota.count:
            take(quota)
    while any(take(quota, missing) for quota, missing in lacking(rules, list(taken.values()))):
        pass
    return [one for one in questions if one.code in taken]
