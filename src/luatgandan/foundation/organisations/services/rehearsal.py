"""Trying an act to see what it would do; everything is rolled back, nothing is published."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Organisation


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
    after: dict[str, str] = {}
    try:
        with transaction.atomic():
            act()
            after = _snapshot()
            raise _RolledBackError
    except _RolledBackError:
        pass
    names = {code: text.split(" · ")[0] for code, text in {**before, **after}.items()}
    return [
        Effect(name=names[code], before=before.get(code, _("chưa có")), after=after[code])
        for code in sorted(after)
        if before.get(code) != after[code]
    ]


def _snapshot() -> dict[str, str]:
    """By code, name, parent and whether it stands. One query."""
    rows = Organisation.objects.values_list("code", "name", "parent__name", "valid_to")
    return {
        code: " · ".join(
            [
                name,
                _("trực thuộc %(parent)s") % {"parent": parent} if parent else _("ở gốc của cây"),
                _("không còn từ %(day)s") % {"day": f"{ended:%d/%m/%Y}"} if ended else _("đang hoạt động"),
            ]
        )
        for code, name, parent, ended in rows
    }
