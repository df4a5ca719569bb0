"""Who sits a final is fixed once, in the act that decides the last of the rounds before."""

from datetime import datetime

from django.db import transaction

from luatgandan.lib.events import publish

from ..enums import LogKind
from ..events import FinalistsFixed
from ..models import Contest, Finalist, Round
from ..queries.finals import finals_to_fix, first_of, rounds_before
from .changing import locked_round
from .log import write_log


@transaction.atomic
def fix_finalists(*, at: datetime, contest: Contest | None = None) -> None:
    """Write the list of each final whose earlier rounds are all decided, of one contest or all; never a second time."""
    for final in list(finals_to_fix(at=at, contest=contest)):
        _fix(final, at)


def _fix(final: Round, at: datetime) -> None:
    now = locked_round(final)
    if now.finalists_at:
        return
    found: dict[int, Finalist] = {}
    for earlier in rounds_before(now):
        for one in first_of(earlier, now.takes_from_earlier):
            line = Finalist(final=now, entrant_id=one.entrant_id, earlier=earlier, place=one.place or 0)
            found.setdefault(one.entrant_id, line)
    Finalist.objects.bulk_create(found.values(), batch_size=500)
    now.finalists_at = at
    now.save(update_fields=["finalists_at"])
    write_log(now.contest, LogKind.FINALISTS, at=at, round=now.number, people=len(found))
    publish(FinalistsFixed(round_id=now.pk))
