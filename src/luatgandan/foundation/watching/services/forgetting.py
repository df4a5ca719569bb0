"""The queue keeps what was done; without this it would grow for ever."""

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

DONE_FOR, FAILED_FOR = timedelta(days=1), timedelta(days=14)


def forget_done_tasks(*, at: datetime) -> int:
    """Remove tasks that were done yesterday, and those that failed two weeks ago; returns how many."""
    done, _all = DBTaskResult.objects.successful().filter(finished_at__lt=at - DONE_FOR).delete()
    failed, _all = DBTaskResult.objects.failed().filter(finished_at__lt=at - FAILED_FOR).delete()
    return done + failed
