"""Places: computed by the database in one go, from scores, times and lots."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import BinaryField, F, Q, QuerySet, Window
from django.db.models.functions import Cast, RowNumber
from django.utils.translation import gettext as _

from luatgandan.lib.events import publish

from ..enums import LogKind, Phase, PredictionBase, Standing
from ..events import RoundRanked
from ..formats import choosing_of, ordering_of
from ..models import Attempt, Round
from ..papers.receipts import all_receipts
from ..queries.outages import sat_again
from .changing import locked_round
from .errors import WrongPhaseError
from .log import write_log
from .prizes import renew_awards
from .scoring import finish_scoring, score_missing

SORTING = "128MB"  # of each sort, in this transaction only: a million attempts


@transaction.atomic
def rank_round(*, round: Round, at: datetime) -> Round:
    """Give every counted attempt of the people who take part its place; again when something has changed.

    A list of winners follows, and odd things are looked for anew.

    Raises WrongPhaseError before the end and its grace are over, while attempts are open, or after the decision.
    What a voided question leaves to be scored anew is scored here; who has many attempts does that before, in batches.
    """
    now = locked_round(round)
    refuse_unended(now, at)
    if now.phase not in (Phase.SEALED, Phase.RANKED):
        raise WrongPhaseError(_("Vòng thi này không xếp hạng được nữa, hoặc chưa niêm phong đề."))
    score_missing(round=now)
    finish_scoring(round=now)
    if now.outages.filter(confirmed_at__isnull=False).exists():
        sat_again(now).update(is_set_aside=True)  # what began in the very moment of the confirmation
    now.actual = _actual(now)
    write_places(now)
    now.receipts = _receipts(now)
    now.phase, now.ranked_at, now.stale_since, now.rescored_to = Phase.RANKED, at, None, None
    now.looked_to, now.looked_at = [], at
    now.save(update_fields=[
        "actual", "receipts", "phase", "ranked_at", "stale_since", "rescored_to", "looked_to", "looked_at",
    ])  # fmt: skip
    renew_awards(round=now)
    ranked = Attempt.objects.filter(round=now, is_counted=True).count()
    write_log(now.contest, LogKind.RANKED, at=at, round=now.number, ranked=ranked, receipts=now.receipts)
    publish(RoundRanked(round_id=now.pk))
    return now


@transaction.atomic
def rank_stale(*, round: Round, at: datetime) -> None:
    """Rank anew where places are stale; a second worker that was told the same finds nothing to do."""
    now = locked_round(round)
    if now.phase == Phase.RANKED and now.stale_since:
        rank_round(round=now, at=at)


def refuse_unended(round: Round, at: datetime) -> None:
    """Raises WrongPhaseError while answers may still come."""
    if at < round.ends_at + timedelta(seconds=round.rules.grace_seconds):
        raise WrongPhaseError(_("Vòng thi chưa hết giờ, kể cả thời gian chờ bài gửi chậm."))
    if Attempt.objects.filter(round=round, submitted_at=None).exists():
        raise WrongPhaseError(_("Còn bài thi chưa được đóng. Hệ thống đóng bài hết giờ mỗi phút một lần."))


def _actual(round: Round) -> int | None:
    rules = round.rules
    if rules.prediction == PredictionBase.NONE:
        return None
    if rules.prediction == PredictionBase.TAKING_PART:
        return _ranked_among(round).values("entrant").distinct().count()
    return _picked(round, 0).filter(pick=1, is_all_right=True).count()


def write_places(round: Round) -> None:
    """Which attempts count and their places; only rows that change are written, as they lie on the disk.

    Two statements, and on PostgreSQL one that lets them sort in memory.
    """
    gone = Q(is_set_aside=True) | ~Q(entrant__standing=Standing.ACTIVE)
    Attempt.objects.filter(gone, round=round, is_counted=True).update(is_counted=False, place=None)
    chosen, values = _chosen(round, round.actual or 0)
    keys = ", ".join(_names(ordering_of(round.rules)))
    table = Attempt._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET LOCAL work_mem = '{SORTING}'")
        cursor.execute(
            f"""UPDATE {table} SET is_counted = ranked.counts, place = ranked.place
            FROM (
              SELECT id, pick = 1 AS counts,
                CASE WHEN pick = 1 THEN RANK() OVER (PARTITION BY pick = 1 ORDER BY {keys}) END AS place
              FROM ({chosen}) AS chosen ORDER BY id
            ) AS ranked
            WHERE {table}.id = ranked.id AND (
              {table}.is_counted <> ranked.counts OR COALESCE({table}.place, 0) <> COALESCE(ranked.place, 0)
            )""",  # noqa: S608 - Django has no UPDATE … FROM; its own SQL, its own table, names counted by `_names`
            values,
        )


def _chosen(round: Round, actual: int) -> tuple[str, tuple[Any, ...]]:
    """SQL for all submitted attempts with `pick` 1 for the one of a person that counts, and the keys of the chain."""
    order = ordering_of(round.rules, actual)
    keys = dict(zip(_names(order), order, strict=True))
    sql, values = _picked(round, actual).annotate(**keys).values("id", "pick", *keys).query.sql_with_params()
    return sql, values


def _picked(round: Round, actual: int) -> QuerySet[Any]:
    """All submitted attempts, each with its place `pick` among those of its person: the first counts."""
    pick = Window(RowNumber(), partition_by=F("entrant"), order_by=list(choosing_of(round.rules, actual)))
    return _ranked_among(round).order_by().annotate(pick=pick)


def _ranked_among(round: Round) -> QuerySet[Attempt]:
    """The submitted attempts of those who take part; of a final, of those on its list.

    A final without a list was sealed before there were lists: who sat it was asked when they began.
    """
    rows = Attempt.objects.submitted().filter(round=round)
    if round.is_final and round.finalists_at:
        return rows.filter(entrant__in=round.finalists.order_by().values("entrant"))
    return rows


def _names(order: Sequence[Any]) -> list[str]:
    return [f"key_{number}" for number in range(len(order))]


def _receipts(round: Round) -> str:
    """Sorted as bytes: PostgreSQL needs longer to sort letters, whose order is the language's."""
    rows = Attempt.objects.filter(round=round, submitted_at__isnull=False)
    rows = rows.order_by(Cast("receipt", BinaryField()))
    return all_receipts(rows.values_list("receipt", flat=True).iterator(chunk_size=10_000))
