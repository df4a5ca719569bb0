"""Translations: catalogues people edit (.po) compiled to what gettext reads (.mo), without GNU gettext installed."""

from collections.abc import Iterable, Iterator
from copy import copy
from pathlib import Path
from typing import Any

OURS = "vi"
"""The language our own texts are written in."""


def catalogues(package: Path) -> list[Path]:
    """All catalogues of the package, in a fixed order."""
    return sorted(package.rglob("locale/*/LC_MESSAGES/*.po"))


def compile_messages(*, package: Path) -> int:
    """Write a .mo beside every .po; returns how many were written.

    The Vietnamese one holds our own texts too, each as itself: what it lacks would be looked for in the catalogues of
    all libraries, for every text of every page.
    """
    import polib  # noqa: PLC0415 - only where something is built

    found = {path: polib.pofile(str(path)) for path in catalogues(package)}
    for path, catalogue in found.items():
        if _language(path) == OURS:
            others = (one for at, one in found.items() if at.name == path.name and _language(at) != OURS)
            catalogue.extend(list(_own_texts(others, {entry.msgid for entry in catalogue})))
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return len(found)


def _language(path: Path) -> str:
    return path.parts[-3]


def _own_texts(others: Iterable[Any], known: set[str]) -> Iterator[Any]:
    """Entries of texts that other languages translate from Vietnamese, each said as it is written."""
    for entry in (entry for catalogue in others for entry in catalogue):
        if entry.msgid.isascii() or entry.msgid in known or entry.msgid_plural not in ("", entry.msgid):
            continue
        known.add(entry.msgid)
        own = copy(entry)
        own.flags = []
        own.msgstr = "" if entry.msgid_plural else entry.msgid
        own.msgstr_plural = {0: entry.msgid} if entry.msgid_plural else {}
        yield own
