"""Trying an act to see what it would do; everything is rolled back, nothing is published."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Organisation

State = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What one organisation would be after an act; `before` and `after` are words for people."""

    name: str
    before: str
    after: str


class _RolledBackError(Exception):
    """Ends the trial."""


def rehearse(act: Callable[[], object]) -> list[Effect]:
    """What `act` would change, organisation by organisation. Raises what the act raises."""
    before = _snapshot()
    after: dict[str, State] = {}
    try:
        with transaction.atomic():
            act()
            after = _snapshot()
            raise _RolledBackError
    except _RolledBackError:
        pass
    return [_effect(before.get(code), after[code]) for code in sorted(after) if before.get(code) != after[code]]


def _effect(before: State | None, after: State) -> Effect:
    """Only what differs is told."""
    if before is None:
        return Effect(name=after[0], before=_("chưa có"), after=_told(after[1:]))
    differing = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    return Effect(
        name=before[0], before=_told(old for old, _new in differing), after=_told(new for _old, new in differing)
    )


def _told(parts: Iterable[str]) -> str:
    return " · ".join(parts)


def _snapshot() -> dict[str, State]:
    """By code: name, parent, whether it stands. One query."""
    rows = Organisation.objects.values_list("code", "name", "parent__name", "valid_to")
    return {
        code: (
            name,
            _("trực thuộc %(parent)s") % {"parent": parent} if parent else _("ở gốc của cây"),
            _("không còn từ %(day)s") % {"day": f"{ended:%d/%m/%Y}"} if ended else _("đang hoạt động"),
        )
        for code, name, parent, ended in rows
    }
