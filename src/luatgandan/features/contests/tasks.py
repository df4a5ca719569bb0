"""Work for the worker."""

from django.utils import timezone
from django_tasks import task

from luatgandan.foundation.modules.registry import repeatable
from luatgandan.foundation.modules.services import acknowledged

from . import queries, services
from .enums import Act, Notice
from .models import Complaint, Contest, Entrant, Round
from .services import forgetting, outages, telling
from .services.live import remove_old_stages as remove_stages
from .services.taking import close_expired


@task(backend="prompt")
def keep_rounds() -> None:
    """Every minute: see what is over, seal what is about to open; ask for the long work, also for what a worker began
    and did not end: papers handed in, rounds ranked and revealed, scores and places computed anew.

    It never waits behind long work: an end that is seen late holds places and keys.
    """
    now = timezone.now()
    outages.hold_missed(at=now)
    close_papers.enqueue()
    services.fix_finalists(at=now)
    for round in queries.rounds_to_seal(now):
        services.try_to_seal(round=round, at=now)
    for round in queries.rounds_over(now):
        end_round.enqueue(round.pk)
    for round in queries.rounds_stale(now):
        rescore.enqueue(round.pk)
    for round in queries.rounds_to_look_at(now):
        look_for_signals.enqueue(round.pk)
    for round in queries.rounds_untold(now):
        tell_winners.enqueue(round.pk)


@repeatable
@task()
def close_papers() -> None:
    """Hand in papers whose time is over."""
    close_expired(at=timezone.now())


@repeatable
@task()
def end_round(round_id: int) -> None:
    """A round nobody can answer any more."""
    now = timezone.now()
    round = next((one for one in queries.rounds_over(now) if one.pk == round_id), None)
    if round:
        services.end_round(round=round, at=now)


@repeatable
@task()
def rescore(round_id: int, after: int = 0) -> None:
    """After a question was voided, or somebody excluded; while a round runs some papers at a time."""
    round = Round.objects.filter(pk=round_id).first()
    if round:
        last = services.rescore_round(round=round, at=timezone.now(), after=after)
        if last:
            rescore.enqueue(round_id, last)


@repeatable
@task()
def count_exposure(round_id: int) -> None:
    """After the keys of a round are public."""
    round = Round.objects.filter(pk=round_id).first()
    if round:
        services.count_exposure(round=round)


@repeatable
@task()
def note_doubts(items: list[int]) -> None:
    """After the law under questions of the banks changed."""
    services.note_doubts(items=items, at=timezone.now())


@repeatable
@task()
@acknowledged
def tell_entrants(round_id: int, notice: str, after: int = 0) -> None:
    """A notice for everybody who takes part, some people at a time so that other work is done between.

    Those told and the job for the next are written together.
    """
    round = Round.objects.select_related("contest").filter(pk=round_id).first()
    if round:
        last = telling.tell_entrants(round=round, notice=Notice(notice), after=after, at=timezone.now())
        if last:
            tell_entrants.enqueue(round_id, notice, last)


@repeatable
@task()
@acknowledged
def tell_step(contest_id: int, act: str, after: int = 0) -> None:
    """After a public contest was cancelled, given back, published again; as `tell_entrants`."""
    contest = Contest.objects.filter(pk=contest_id).first()
    if contest:
        last = telling.tell_step(contest=contest, act=Act(act), after=after, at=timezone.now())
        if last:
            tell_step.enqueue(contest_id, act, last)


@repeatable
@task()
def tell_winners(round_id: int) -> None:
    """After a decision."""
    round = Round.objects.select_related("contest").filter(pk=round_id).first()
    if round:
        telling.tell_winners(round=round, at=timezone.now())


@repeatable
@task()
@acknowledged
def tell_complainant(complaint_id: int) -> None:
    """After an answer."""
    rows = Complaint.objects.select_related("round__contest", "entrant__person")
    complaint = rows.filter(pk=complaint_id).first()
    if complaint:
        telling.tell_complainant(complaint=complaint, at=timezone.now())


@task()
def tell_corrected(entrant_id: int) -> None:
    """After somebody at the desk put right what is known of an entrant."""
    entrant = Entrant.objects.select_related("contest", "person").filter(pk=entrant_id).first()
    if entrant:
        telling.tell_corrected(entrant=entrant, at=timezone.now())


@task()
def forget_archives() -> None:
    """Every day: files with names whose time is over."""
    services.forget_archives(at=timezone.now())


@task()
def forget_entrants() -> None:
    """Every day: names and facts of those who took part in contests that are long over."""
    forgetting.forget_entrants(at=timezone.now())


@repeatable
@task()
def make_certificates(round_id: int) -> None:
    """All certificates of a decided round."""
    round = Round.objects.select_related("contest__organisation").filter(pk=round_id).first()
    if round:
        services.make_certificates(round=round, at=timezone.now())


@repeatable
@task()
def make_results(round_id: int) -> None:
    """The spreadsheet of a ranked round."""
    round = Round.objects.select_related("contest").filter(pk=round_id, ranked_at__isnull=False).first()
    if round:
        services.make_results(round=round, at=timezone.now())


@repeatable
@task()
def make_proof(round_id: int) -> None:
    """After a reveal, and after a ranking of what is revealed."""
    contest = Contest.objects.filter(rounds=round_id, is_practice=False).first()
    if contest:
        services.make_proof(contest=contest, at=timezone.now())


@repeatable
@task()
def look_for_signals(round_id: int) -> None:
    """After a round was ranked, some groups at a time so that other work is done between."""
    round = Round.objects.filter(pk=round_id).first()
    if round and services.look_for_signals(round=round, at=timezone.now()):
        look_for_signals.enqueue(round_id)


@task()
def remove_old_stages() -> None:
    """Every hour: live stages whose time of keeping is over go with all names and answers."""
    remove_stages(at=timezone.now())
