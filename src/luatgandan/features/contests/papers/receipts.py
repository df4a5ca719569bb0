"""What an entrant keeps after handing in: a hash over the public facts of the attempt and the answers as taken."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from .canonical import digest, written
from .values import Sitting


def receipt(sitting: Sitting) -> str:
    """Whoever has the facts and the answers can compute it again."""
    return digest(facts(sitting))


def facts(sitting: Sitting) -> dict[str, Any]:
    """What the receipt is the hash of."""
    shown = {"shown_at": written(sitting.shown_at)} if sitting.shown_at else {}
    return {
        "contest": sitting.contest,
        "round": sitting.round,
        "entrant": sitting.entrant,
        "number": sitting.number,
        "paper": sitting.paper,
        "started_at": written(sitting.started_at),
        **shown,
        "submitted_at": written(sitting.submitted_at),
        "prediction": sitting.prediction,
        "answers": [[slot, list(sitting.answers[slot])] for slot in sorted(sitting.answers)],
    }


def all_receipts(receipts: Iterable[str]) -> str:
    """One hash over the receipts of a round, given sorted: with it published, none comes or goes unseen."""
    found = sha256()
    for one in receipts:
        found.update(one.encode() + b"\n")
    return found.hexdigest()
