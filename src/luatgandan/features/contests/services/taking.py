"""Taking part: attempts begin and papers are handed in. The server's clock counts."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from .. import queries
from ..enums import LogKind, Phase, Standing
from ..models import Attempt, Device, Entrant, Response, Round
from ..papers.drawing import lot_of, paper_hash
from ..papers.values import millis_between
from ..queries.outages import sat_again
from ..rules.starting import why_not_start
from .changing import locked_round
from .errors import ContestError
from .log import write_log
from .scoring import score_attempt
from .sealing import seal_round

logger = logging.getLogger(__name__)


class StartError(ContestError):
    """Why an attempt cannot begin now."""


def start_attempt(*, entrant: Entrant, round: Round, device: str, at: datetime) -> Attempt:
    """The attempt of this person that runs, or a new one. Raises StartError.

    Two starts at once give the same attempt: the row of the entrant is locked.
    """
    if round.phase == Phase.WAITING and round.is_open(at) and entrant.standing == Standing.ACTIVE:
        round = seal_round(round=round, at=at)
        if round.phase == Phase.WAITING:  # moved or cancelled meanwhile
            raise StartError(_("Vòng thi chưa mở."))
    with transaction.atomic():
        entrant = Entrant.objects.select_for_update(of=("self",)).get(pk=entrant.pk)
        if entrant.standing == Standing.REHEARSING:
            round = locked_round(round)  # no paper of the trial seed begins while the round is sealed
        before = list(Attempt.objects.filter(round=round, entrant=entrant).with_given(at).order_by("number"))
        if before and queries.is_running(before[-1], round=round, at=at):
            return before[-1]
        if before:
            submit_attempt(attempt=before[-1], at=at)  # its time is over, whether or not the worker has seen it
        in_final = round.is_final and queries.is_in_final(entrant, round)
        if reason := why_not_start(entrant, round, before, in_final=in_final, at=at):
            raise StartError(reason)
        attempt = _begin(entrant, round, len(before) + 1, device, at)
        if before:
            sat_again(round).filter(entrant=entrant).update(is_set_aside=True)
        Device.objects.create(attempt=attempt, digest=device, first_at=at)
        write_log(round.contest_id, LogKind.STARTED, at=at, attempt=attempt, number=attempt.number)
        return attempt


def _begin(entrant: Entrant, round: Round, number: int, device: str, at: datetime) -> Attempt:
    slots = queries.draw_paper(round=round, entrant=entrant.code, number=number)
    ends_at = at + round.rules.lasts(entrant.extra_percent)
    if entrant.standing != Standing.REHEARSING:
        ends_at = min(ends_at, round.ends_at)
    return Attempt.objects.create(
        round=round, entrant=entrant, number=number, device=device, started_at=at, ends_at=ends_at,
        paper=paper_hash(slots), lot=lot_of(seed=round.seed, entrant=entrant.code, number=number),
    )  # fmt: skip


def open_on_device(*, attempt: Attempt, device: str, at: datetime) -> None:
    """Note that the paper was opened on a device, once for each; a second device is written in the log."""
    if attempt.device == device:
        return
    _row, is_new = Device.objects.get_or_create(attempt=attempt, digest=device, defaults={"first_at": at})
    if is_new:
        write_log(attempt.round.contest_id, LogKind.RESUMED, at=at, attempt=attempt)


def show_paper(*, attempt: Attempt, at: datetime) -> Attempt:
    """Note when the paper was first given out, once: its time begins there, and it lasts as long from there.

    One lock and one write at the first look only; two tabs write one moment. After the end nothing is noted.
    """
    return attempt if attempt.shown_at else _note_shown(attempt, at)


@transaction.atomic
def _note_shown(attempt: Attempt, at: datetime) -> Attempt:
    now = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
    if now.shown_at is None and now.submitted_at is None and now.started_at <= at < now.ends_at:
        now.round, now.entrant, now.shown_at = attempt.round, attempt.entrant, at
        ends_at = now.ends_at + (now.begins_at - now.started_at)
        is_rehearsal = attempt.entrant.standing == Standing.REHEARSING
        now.ends_at = ends_at if is_rehearsal else max(now.ends_at, min(ends_at, _closes(now)))
        now.save(update_fields=["shown_at", "ends_at"])
    attempt.shown_at, attempt.ends_at, attempt.submitted_at = now.shown_at, now.ends_at, now.submitted_at
    return attempt


def _closes(attempt: Attempt) -> datetime:
    return Round.objects.values_list("ends_at", flat=True).get(pk=attempt.round_id)


def _not_before(attempt: Attempt, at: datetime) -> datetime:
    """Now, or where the server's clock was put back the latest that is known: its beginning, or an answer that came."""
    return max(at, attempt.begins_at, *(one.saved_at for one in attempt.responses.all()))


@transaction.atomic
def submit_attempt(*, attempt: Attempt, at: datetime, prediction: int | None = None) -> Attempt:
    """Hand the paper in: once; a second time changes nothing. After the end it counts as handed in at the end."""
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("round__contest", "entrant").order_by()
    attempt = rows.get(pk=attempt.pk)
    if attempt.submitted_at is not None:
        return attempt
    prefetch_related_objects([attempt], Prefetch("responses", Response.objects.order_by()))
    attempt.submitted_at = min(_not_before(attempt, at), attempt.ends_at)
    attempt.is_automatic = attempt.submitted_at == attempt.ends_at
    attempt.millis = millis_between(attempt.begins_at, attempt.submitted_at)
    if attempt.round.rules.prediction:
        attempt.prediction = prediction
    round = attempt.round
    score_attempt(attempt, sealed=queries.sealed_questions(round), voided=queries.voided_codes(round))
    attempt.receipt = queries.receipt_of(attempt)
    attempt.save(
        update_fields=["submitted_at", "is_automatic", "millis", "prediction", "score", "is_all_right", "receipt"]
    )
    write_log(round.contest_id, LogKind.SUBMITTED, at=at, attempt=attempt, automatic=attempt.is_automatic)
    return attempt


def close_expired(*, at: datetime) -> int:
    """Hand in every paper whose time and grace are over, each on its own; how many there were."""
    return sum(_close(round, at) for round in queries.rounds_expired(at))


def _close(round: Round, at: datetime) -> int:
    """Some at a time, so that memory does not grow with them; nothing is held open between two papers."""
    count = after = 0
    while found := list(queries.expired(round, at=at, after=after)):
        for attempt in found:
            _try_to_submit(attempt, at)
        count, after = count + len(found), found[-1].pk
    return count


def _try_to_submit(attempt: Attempt, at: datetime) -> None:
    try:
        submit_attempt(attempt=attempt, at=at)
    except Exception:
        logger.exception("attempt %s could not be handed in", attempt.pk)  # the others are
