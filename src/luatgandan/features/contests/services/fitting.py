"""Conditions that were changed are asked anew of everybody who has joined, when the contest is published again."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import override

from ..enums import LogKind, Standing
from ..models import Contest, Entrant, LogEntry
from ..queries.fitting import CHECKED, held_against_conditions

AT_ONCE = 500


def ask_anew(contest: Contest, *, by: Any, at: datetime) -> int:
    """Whom the conditions do not fit stands aside with the reasons, whom they fit again takes part; how many changed.

    Inside a transaction that holds the contest. Whoever was let in all the same (`is_admitted`) stays.
    """
    held = Entrant.objects.select_for_update(of=("self",), no_key=True).filter(contest=contest, standing__in=CHECKED)
    list(held.order_by("pk").values_list("pk"))
    changed = []
    with override(settings.LANGUAGE_CODE):
        for entrant, against in held_against_conditions(contest):
            standing, reason = (Standing.UNFIT, " ".join(against)) if against else (Standing.ACTIVE, "")
            if standing == Standing.UNFIT or entrant.standing == Standing.UNFIT:
                entrant.standing, entrant.standing_reason = standing, reason
                changed.append(entrant)
    Entrant.objects.bulk_update(changed, ["standing", "standing_reason"], batch_size=AT_ONCE)
    LogEntry.objects.bulk_create(
        (
            LogEntry(
                contest=contest, kind=LogKind.EXCLUDED, at=at, by=by,
                detail={"entrant": one.code, "standing": str(one.standing)},
            )
            for one in changed
        ),
        batch_size=AT_ONCE,
    )  # fmt: skip
    return len(changed)
