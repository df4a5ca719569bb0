"""The signed start token: which attempt and paper a device works on, so that a save needs no session."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.signing import BadSignature, Signer

from ..enums import Refusal
from ..models import Attempt
from .refusing import RefusedError

_SALT = "luatgandan.contests.start.v1"
_LONGEST = 240


@dataclass(frozen=True, kw_only=True)
class StartToken:
    """What the server signed when an attempt began."""

    attempt_id: int
    paper: str
    ends_at: datetime


def start_token(attempt: Attempt) -> str:
    """The token of an attempt; the same one each time."""
    return Signer(salt=_SALT).sign(f"{attempt.pk}.{attempt.paper}.{attempt.ends_at.timestamp()}")


def read_token(text: str) -> StartToken:
    """What the token says. Raises RefusedError when this house did not sign it."""
    try:
        attempt, paper, ends = Signer(salt=_SALT).unsign(text[:_LONGEST]).split(".", 2)
    except BadSignature as error:
        raise RefusedError(Refusal.TOKEN) from error
    return StartToken(attempt_id=int(attempt), paper=paper, ends_at=datetime.fromtimestamp(float(ends), UTC))


def named_attempt(text: str) -> int | None:
    """The attempt that a token names, signed or not: only to write down who was refused."""
    number = text[:_LONGEST].partition(".")[0]
    return int(number) if number.isdecimal() and len(number) < 16 else None
