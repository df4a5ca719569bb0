"""Signed addresses and cookies of live stages: who sits on a phone, and which screen shows what. No session is kept."""

from django.core.signing import BadSignature, Signer

_SEAT, _SCREEN = Signer(salt="luatgandan.contests.seat.v1"), Signer(salt="luatgandan.contests.screen.v1")
_LONGEST = 200


def seat_token(*, code: str, player: int) -> str:
    """What the cookie of a phone holds."""
    return _SEAT.sign(f"{code}.{player}")


def read_seat(token: str, *, code: str) -> int | None:
    """Whose phone it is at this stage; None for what this house did not sign."""
    seat, _sep, player = _read(_SEAT, token).partition(".")
    return int(player) if player and seat == code else None


def screen_token(code: str) -> str:
    """The address of a big screen: who has it sees what the hall sees, and can do nothing."""
    return _SCREEN.sign(code)


def read_screen(token: str) -> str:
    """The code of the stage; empty for what this house did not sign."""
    return _read(_SCREEN, token)


def _read(signer: Signer, token: str) -> str:
    try:
        return signer.unsign(token[:_LONGEST])
    except BadSignature:
        return ""
