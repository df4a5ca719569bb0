"""Taking part: attempts begin, answers are saved as they are given, papers are handed in. The server's clock counts."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from .. import queries
from ..enums import LogKind, Phase, Refusal, RoundKind, Standing
from ..models import Attempt, Device, Entrant, Response, Round
from ..papers.drawing import lot_of, paper_hash
from ..papers.values import millis_between
from ..rules.starting import why_not_start
from .errors import ContestError
from .log import write_log
from .refusing import RefusedError
from .scoring import score_attempt
from .sealing import seal_round
from .tokens import StartToken, read_token

logger = logging.getLogger(__name__)
MOST_SEQUENCE = 2_147_483_647


class StartError(ContestError):
    """Why an attempt cannot begin now."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """One answer as a device sends it: `sequence` is the device's own count, `given_at` by the server's clock."""

    slot: int
    answer: tuple[str, ...]
    sequence: int
    given_at: datetime


@dataclass(frozen=True, kw_only=True)
class Stands:
    """What stands in the database for a place whose newly sent answer was refused."""

    refusal: Refusal
    answer: tuple[str, ...] = ()
    sequence: int = 0


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of answers: places that are in the database as sent, and the others with what stands there."""

    slots: tuple[int, ...]
    refused: dict[int, Stands]


def start_attempt(*, entrant: Entrant, round: Round, device: str, at: datetime) -> Attempt:
    """The attempt of this person that runs, or a new one. Raises StartError.

    Two starts at once give the same attempt: the row of the entrant is locked.
    """
    if round.phase == Phase.WAITING and round.is_open(at) and entrant.standing == Standing.ACTIVE:
        round = seal_round(round=round, at=at)
    with transaction.atomic():
        entrant = Entrant.objects.select_for_update(of=("self",)).get(pk=entrant.pk)
        before = list(Attempt.objects.filter(round=round, entrant=entrant).order_by("number"))
        if before and queries.is_running(before[-1], round=round, at=at):
            return before[-1]
        if before:
            submit_attempt(attempt=before[-1], at=at)  # its time is over, whether or not the worker has seen it
        in_final = round.kind == RoundKind.FINAL and queries.is_in_final(entrant, round)
        if reason := why_not_start(entrant, round, before, in_final=in_final, at=at):
            raise StartError(reason)
        attempt = _begin(entrant, round, len(before) + 1, device, at)
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
    _line, is_new = Device.objects.get_or_create(attempt=attempt, digest=device, defaults={"first_at": at})
    if is_new:
        write_log(attempt.round.contest_id, LogKind.RESUMED, at=at, attempt=attempt)


def save_answers(*, token: str, paper: str, answers: Iterable[Given], at: datetime) -> Saved:
    """Save what a device sends: one short transaction with three queries, no session. Raises RefusedError.

    After the end answers are taken within the grace of the round when they were given in time.
    """
    signed = read_token(token)
    if paper != signed.paper:
        raise RefusedError(Refusal.OTHER_PAPER)
    with transaction.atomic():
        rows = Attempt.objects.select_for_update(of=("self",)).select_related("round")
        attempt = _checked(rows.filter(pk=signed.attempt_id).first(), signed, at)
        return _put(attempt, _newest(answers), at)


def _checked(attempt: Attempt | None, signed: StartToken, at: datetime) -> Attempt:
    if attempt is None:
        raise RefusedError(Refusal.TOKEN)
    if attempt.paper != signed.paper:
        raise RefusedError(Refusal.OTHER_PAPER)
    if attempt.submitted_at is not None:
        raise RefusedError(Refusal.SUBMITTED)
    if at >= queries.closes_at(attempt, attempt.round):
        raise RefusedError(Refusal.LATE)
    return attempt


def _newest(answers: Iterable[Given]) -> dict[int, Given]:
    """One answer for each place: a queue may hold several."""
    return {one.slot: one for one in sorted(answers, key=lambda one: one.sequence)}


def _put(attempt: Attempt, answers: dict[int, Given], at: datetime) -> Saved:
    questions = attempt.round.rules.questions
    if any(not 0 <= slot < questions for slot in answers):
        raise RefusedError(Refusal.OTHER_PAPER)
    if not all(part.isprintable() for given in answers.values() for part in given.answer):
        raise RefusedError(Refusal.SHAPE)  # neither databases nor receipts can hold it
    stored = {one.slot: one for one in Response.objects.filter(attempt=attempt, slot__in=answers)} if answers else {}
    refused: dict[int, Stands] = {}
    rows = []
    for slot, given in answers.items():
        before = stored.get(slot)
        if refusal := _why_not(given, before, attempt, at):
            refused[slot] = _standing(refusal, before)
        elif before is None or given.sequence > before.sequence:
            rows.append(_row(attempt, given, before, at))
    Response.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["attempt", "slot"],
        update_fields=["answer", "sequence", "given_at", "saved_at"],
    )  # fmt: skip
    return Saved(slots=tuple(slot for slot in answers if slot not in refused), refused=refused)


def _why_not(given: Given, before: Response | None, attempt: Attempt, at: datetime) -> Refusal | None:
    """What came in time by the server's clock is in time, whatever the device's clock says."""
    if min(given.given_at, at) >= attempt.ends_at:
        return Refusal.LATE
    if before is None or given.sequence > before.sequence or list(given.answer) == before.answer:
        return None
    return Refusal.OLD


def _standing(refusal: Refusal, before: Response | None) -> Stands:
    if before is None:
        return Stands(refusal=refusal)
    return Stands(refusal=refusal, answer=tuple(before.answer), sequence=before.sequence)


def _row(attempt: Attempt, given: Given, before: Response | None, at: datetime) -> Response:
    answer = list(given.answer)
    given_at = min(max(given.given_at, attempt.started_at), at)
    if before and before.answer == answer:
        given_at = before.given_at  # only the sequence is new
    return Response(
        attempt=attempt, slot=given.slot, answer=answer, sequence=given.sequence, given_at=given_at, saved_at=at,
    )  # fmt: skip


@transaction.atomic
def submit_attempt(*, attempt: Attempt, at: datetime, prediction: int | None = None) -> Attempt:
    """Hand the paper in: once; a second time changes nothing. After the end it counts as handed in at the end."""
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("round__contest", "entrant")
    attempt = rows.get(pk=attempt.pk)
    if attempt.submitted_at is not None:
        return attempt
    attempt.submitted_at, attempt.is_automatic = min(at, attempt.ends_at), at >= attempt.ends_at
    attempt.millis = millis_between(attempt.started_at, attempt.submitted_at)
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
    found = [one for one in queries.expired(at) if at >= queries.closes_at(one, one.round)]
    for attempt in found:
        try:
            submit_attempt(attempt=attempt, at=at)
        except Exception:
            logger.exception("attempt %s could not be handed in", attempt.pk)  # the others are
    return len(found)
