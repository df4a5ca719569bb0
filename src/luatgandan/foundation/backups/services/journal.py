"""The journal of erasures: outside of all backups, so that a restored one forgets again who was to be forgotten.

It holds the names of offers, keys that name nobody and moments. It lies in LUATGANDAN_HOME and beside the backups.
"""

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from luatgandan.foundation.modules.registry import offers

from ..rules import Erasure

NAME = "erasures.jsonl"
Line = tuple[str, str, str]  # offer, key, moment


def places() -> list[Path]:
    """Where the journal is kept."""
    return [folder / NAME for folder in dict.fromkeys((settings.HOME, settings.BACKUPS)) if folder.is_dir()]


def keep_journal(*, beside: Path | None = None) -> int:
    """Add what is erased in the database and not yet in each copy; `beside`: one more folder that holds a copy.

    Returns how many lines were added.
    """
    copies = list(dict.fromkeys([*places(), *([beside / NAME] if beside else [])]))
    known = [(offer.name, key, at.isoformat()) for offer in offers(Erasure) for key, at in offer.known()]
    lines = {line[:2]: line for line in [*known, *read_journal(copies)]}
    return sum(_append(place, lines.values()) for place in copies)


def read_journal(paths: Iterable[Path]) -> list[Line]:
    """All lines of all copies, each erasure once; a line cut off by a crash is left out."""
    found: dict[tuple[str, str], Line] = {}
    for path in paths:
        for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            try:
                name, key, at = json.loads(text)
            except ValueError:
                continue
            found.setdefault((name, key), (name, key, at))
    return list(found.values())


def _append(place: Path, lines: Iterable[Line]) -> int:
    stands = {line[:2] for line in read_journal([place])}
    missing = [line for line in lines if line[:2] not in stands]
    if missing:
        with place.open("a", encoding="utf-8") as file:
            file.write("\n" + "".join(f"{json.dumps(line)}\n" for line in missing))
            file.flush()
            os.fsync(file.fileno())
    return len(missing)


def apply_journal(paths: Iterable[Path]) -> int:
    """Erase again what the journal tells of; returns how many were still there."""
    again = {offer.name: offer.again for offer in offers(Erasure)}
    lines = [line for line in read_journal(paths) if line[0] in again]
    return sum(again[name](key, datetime.fromisoformat(at)) for name, key, at in lines)
