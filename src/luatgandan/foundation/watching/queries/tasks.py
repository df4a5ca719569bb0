"""The queues of tasks: what waits, how long, and whether anybody works."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Min, Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

LATE = {"prompt": timedelta(minutes=3)}
LATE_OTHERWISE = timedelta(minutes=30)  # an import of thousands of laws holds up the others
SILENCE = timedelta(minutes=5)  # the schedule enqueues something every minute


@dataclass(frozen=True, kw_only=True)
class Queue:
    """One queue now."""

    name: str
    waiting: int
    failed: int  # since yesterday
    lag: timedelta  # how long the oldest waits that is due


def queues(*, at: datetime | None = None) -> list[Queue]:
    """All queues that stand in the database."""
    now = at or timezone.now()
    return [_queue(name, now) for name, options in settings.TASKS.items() if "django_tasks_db" in options["BACKEND"]]


def _queue(name: str, now: datetime) -> Queue:
    rows = DBTaskResult.objects.filter(backend_name=name)
    due = rows.filter(status=TaskResultStatus.READY).filter(Q(run_after=get_date_max()) | Q(run_after__lte=now))
    oldest = due.aggregate(
        asked=Min("enqueued_at", filter=Q(run_after=get_date_max())), due=Min("run_after", filter=Q(run_after__lte=now))
    )
    since = min((moment for moment in oldest.values() if moment), default=now)
    failed = rows.filter(status=TaskResultStatus.FAILED, finished_at__gte=now - timedelta(days=1)).count()
    return Queue(name=name, waiting=due.count(), failed=failed, lag=max(now - since, timedelta()))


def worker() -> str:
    """Whether tasks are asked for and done: the heartbeat of schedule, queue and worker at once."""
    now = timezone.now()
    found = queues(at=now)
    for queue in found:
        if queue.lag > LATE.get(queue.name, LATE_OTHERWISE):
            minutes = int(queue.lag.total_seconds() // 60)
            return f"hàng đợi {queue.name}: {queue.waiting} việc đang chờ, việc cũ nhất đã {minutes} phút"
    last = DBTaskResult.objects.aggregate(last=Max("enqueued_at"))["last"]
    if found and (last is None or last < now - SILENCE):
        return "không có việc định kỳ nào được giao: tiến trình nền không chạy"
    return ""


def waiting() -> Mapping[str, float]:
    """For /metrics."""
    return {queue.name: queue.waiting for queue in queues()}


def lags() -> Mapping[str, float]:
    """For /metrics, in seconds."""
    return {queue.name: queue.lag.total_seconds() for queue in queues()}


def failures() -> Mapping[str, float]:
    """For /metrics: of the last day."""
    return {queue.name: queue.failed for queue in queues()}
