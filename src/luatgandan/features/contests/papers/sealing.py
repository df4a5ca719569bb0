"""What is promised at the opening of a round and can be checked after its end.

The commitment is the hash of all that decides: the questions with their keys, the rules and the seed. The seed has 256
random bits, so nobody guesses keys by trying hashes.
"""

import secrets
from collections.abc import Iterable

from .canonical import digest
from .values import Rules, SealedQuestion

FORM = "luatgandan/round/1"
SEED_BYTES = 32


def new_seed() -> str:
    """A secret nobody can guess."""
    return secrets.token_hex(SEED_BYTES)


def commitment(
    *,
    contest: str,
    round: int,
    rules: Rules,
    questions: Iterable[SealedQuestion],
    seed: str,
    finalists: Iterable[str] | None = None,
) -> str:
    """The hash that is published; `contest` is its address (slug), `round` its number.

    `finalists` are the codes of those who may sit a final; None for a round that is open to all.
    """
    known = sorted(questions, key=lambda one: one.code)
    return digest(
        {
            "form": FORM,
            "contest": contest,
            "round": round,
            "rules": rules.to_dict(),
            "questions": [one.to_dict() for one in known],
            "seed": seed,
            **({} if finalists is None else {"finalists": sorted(finalists)}),
        }
    )
