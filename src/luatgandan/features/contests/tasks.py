"""Work for the worker."""

from django.utils import timezone
from django_tasks import task

from . import queries, services
from .models import Round
from .services.taking import close_expired


@task()
def keep_rounds() -> None:
    """Every minute: hand in papers whose time is over; seal what is about to open; rank and reveal what is over."""
    now = timezone.now()
    close_expired(at=now)
    for round in queries.rounds_to_seal(now):
        services.try_to_seal(round=round, at=now)
    for round in queries.rounds_over(now):
        end_round.enqueue(round.pk)
    for round in queries.rounds_stale(now):
        rescore.enqueue(round.pk)


@task()
def end_round(round_id: int) -> None:
    """A round nobody can answer any more."""
    now = timezone.now()
    round = next((one for one in queries.rounds_over(now) if one.pk == round_id), None)
    if round:
        services.end_round(round=round, at=now)


@task()
def rescore(round_id: int) -> None:
    """After a question was voided, or somebody excluded."""
    round = Round.objects.filter(pk=round_id).first()
    if round:
        services.rescore_round(round=round, at=timezone.now())


@task()
def count_exposure(round_id: int) -> None:
    """After the keys of a round are public."""
    round = Round.objects.filter(pk=round_id).first()
    if round:
        services.count_exposure(round=round)


@task()
def note_doubts(items: list[int]) -> None:
    """After the law under questions of the banks changed."""
    services.note_doubts(items=items, at=timezone.now())


@task()
def renew_awards(round_id: int) -> None:
    """After a round was ranked, anew or for the first time."""
    round = Round.objects.filter(pk=round_id).first()
    if round:
        services.renew_awards(round=round)


@task()
def make_certificates(round_id: int) -> None:
    """All certificates of a decided round."""
    round = Round.objects.select_related("contest__organisation").filter(pk=round_id).first()
    if round:
        services.make_certificates(round=round, at=timezone.now())


@task()
def look_for_signals(round_id: int) -> None:
    """After a round was ranked."""
    round = Round.objects.filter(pk=round_id).first()
    if round:
        services.look_for_signals(round=round, at=timezone.now())
