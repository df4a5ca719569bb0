"""The signed start token: which attempt and paper a device works on, so that a save needs no session."""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from ..enums import Refusal
from ..models import Attempt
from .refusing import RefusedError

_SALT = "luatgandan.contests.start.v2"
_LONGEST = 240


@dataclass(frozen=True, kw_only=True)
class StartToken:
    """What the server signed when an attempt began: what a sealed round never changes. The end is not in it."""

    attempt_id: int
    paper: str
    questions: int
    grace_seconds: int


def start_token(attempt: Attempt) -> str:
    """The token of an attempt; the same one each time. `round` must be at hand."""
    rules = attempt.round.rules
    return Signer(salt=_SALT).sign(f"{attempt.pk}.{attempt.paper}.{rules.questions}.{rules.grace_seconds}")


def read_token(text: str) -> StartToken:
    """What the token says. Raises RefusedError when this house did not sign it."""
    try:
        attempt, paper, questions, grace = Signer(salt=_SALT).unsign(text[:_LONGEST]).split(".")
    except BadSignature as error:
        raise RefusedError(Refusal.TOKEN) from error
    return StartToken(attempt_id=int(attempt), paper=paper, questions=int(questions), grace_seconds=int(grace))


def named_attempt(text: str) -> int | None:
    """The attempt that a token names, signed or not: only to write down in which contest one was refused."""
    number = text[:_LONGEST].partition(".")[0]
    return int(number) if number.isdecimal() and len(number) < 16 else None


def is_signed(text: str) -> bool:
    """Whether this house signed it."""
    try:
        read_token(text)
    except RefusedError:
        return False
    return True
