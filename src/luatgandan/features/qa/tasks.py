"""Work for the worker."""

from datetime import date

from django.utils import timezone
from django_tasks import task

from luatgandan.foundation.modules.registry import repeatable
from luatgandan.foundation.modules.services import acknowledged
from luatgandan.foundation.notifications.services import forget_unconfirmed

from . import services
from .models import Answer, Follower, Move


@repeatable
@task()
def tell(move_id: int) -> None:
    """Everybody who must hear of an act."""
    move = Move.objects.select_related(
        "question__organisation__parent", "question__asker", "question__adviser", "organisation", "by"
    )
    found = move.filter(pk=move_id).first()
    if found:
        services.tell(move=found, at=timezone.now())


@repeatable
@task()
@acknowledged
def tell_collision(kept_id: int, beside_id: int) -> None:
    """Two officers who wrote at once."""
    found = Answer.objects.select_related("question", "author").in_bulk([kept_id, beside_id])
    if len(found) > 1:
        services.tell_collision(kept=found[kept_id], beside=found[beside_id], at=timezone.now())


@task()
def watch() -> None:
    """Every hour: what nobody accepted, what comes near, and what is late."""
    services.pass_on_orphans(at=timezone.now())
    services.remind_of_promises(at=timezone.now())
    services.escalate_late(at=timezone.now())


@task()
def forget_old() -> None:
    """Every hour: files whose question never came, and whom nobody has to reach any more."""
    services.forget_held(at=timezone.now())
    services.forget_contacts(at=timezone.now())
    forget_unconfirmed(followers=Follower, at=timezone.now())


@task()
def tell_followers() -> None:
    """Every quarter of an hour: who follows an answer that has changed."""
    services.tell_followers(at=timezone.now())


@repeatable
@task()
def renew_promises(days: list[str] | None = None) -> None:
    """The calendar changed on these days (ISO), or without days the limits did."""
    changed = [date.fromisoformat(day) for day in days] if days else None
    services.renew_promises(days=changed, at=timezone.now())
