"""The paper a person gets: a function of the seed, the person's code, the number of the attempt and the rules.

Mixing is sorting by SHA-256, so any language on any machine draws the same. A person's pool is mixed once; each further
attempt goes on in it where the one before stopped, so questions come again only when the pool is used up.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

from .canonical import digest
from .values import Quota, Rules, SealedQuestion, Slot

LOT_BYTES = 7  # fits every database's integer


class TooFewQuestionsError(ValueError):
    """A quota cannot be filled from what is sealed."""


def draw(
    rules: Rules, questions: Iterable[SealedQuestion], *, seed: str, entrant: str, number: int
) -> tuple[Slot, ...]:
    """The places of one paper, in order. Raises TooFewQuestionsError."""
    known = sorted(questions, key=lambda one: one.code)
    drawn: dict[str, SealedQuestion] = {}
    for quota in narrow_first(rules.quotas):
        _fill(quota, drawn, _mixed([one for one in known if quota.fits(one)], seed, entrant), number)
    chosen = list(drawn.values())
    if rules.is_shuffled:
        mark = marker(seed, entrant, number, "place")
        chosen.sort(key=lambda one: mark(one.code))
    return tuple(_slot(one, rules, seed, entrant, number) for one in chosen)


def paper_hash(slots: Sequence[Slot]) -> str:
    """What an attempt keeps of its paper."""
    return digest([[one.code, list(one.options)] for one in slots])


def lot_of(*, seed: str, entrant: str, number: int) -> int:
    """The lot of an attempt; nobody can know it before the seed is public."""
    mark = sha256("\n".join((seed, entrant, str(number), "lot")).encode()).digest()
    return int.from_bytes(mark[:LOT_BYTES], "big")


def lacking(rules: Rules, questions: Sequence[SealedQuestion]) -> list[tuple[Quota, int]]:
    """The quotas that some draw might not fill, with how many questions are missing; empty when every draw succeeds.

    A question of two quotas may be taken by the narrower one, so the wider needs as many more.
    """
    found = []
    taken: list[tuple[Quota, int]] = []
    for quota in narrow_first(rules.quotas):
        pool = {one.code for one in questions if quota.fits(one)}
        eaten = sum(min(count, sum(other.fits(one) for one in questions if one.code in pool)) for other, count in taken)
        if (missing := quota.count + eaten - len(pool)) > 0:
            found.append((quota, missing))
        taken.append((quota, quota.count))
    return found


def narrow_first(quotas: Sequence[Quota]) -> list[Quota]:
    return sorted(quotas, key=lambda one: (not (one.field and one.difficulty), not one.field, not one.difficulty))


def _mixed(pool: list[SealedQuestion], seed: str, entrant: str) -> list[SealedQuestion]:
    mark = marker(seed, entrant, 0, "pool")
    return sorted(pool, key=lambda one: mark(one.code))


def _fill(quota: Quota, drawn: dict[str, SealedQuestion], pool: Sequence[SealedQuestion], number: int) -> None:
    if not quota.count:
        return
    start = (number - 1) * quota.count
    around = (pool[(start + step) % len(pool)] for step in range(len(pool)))
    fresh = [one for one in around if one.code not in drawn][: quota.count]
    if len(fresh) < quota.count:
        raise TooFewQuestionsError(f"{quota.field or 'any'}/{quota.difficulty or 'any'}: {len(fresh)} of {quota.count}")
    drawn |= {one.code: one for one in fresh}


def _slot(question: SealedQuestion, rules: Rules, seed: str, entrant: str, number: int) -> Slot:
    options = [one.id for one in question.content.options]
    if rules.is_shuffled:
        options.sort(key=marker(seed, entrant, number, question.code))
    return Slot(code=question.code, options=tuple(options))


def marker(seed: str, entrant: str, number: int, about: str) -> Callable[[str], bytes]:
    """The SHA-256 over seed, person, attempt, what is mixed and one word, as a function of the word."""
    begun = sha256("".join(f"{one}\n" for one in (seed, entrant, number, about)).encode())

    def mark(word: str) -> bytes:
        found = begun.copy()
        found.update(word.encode())
        return found.digest()

    return mark
