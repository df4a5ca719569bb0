"""Each part is named, a broken one breaks no other, and the queue tells whether anybody works."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from ..queries import parts, tasks
from ..services.forgetting import forget_done_tasks
from .conftest import Part

pytestmark = pytest.mark.django_db
REAL_QUEUES = {name: {"BACKEND": "django_tasks_db.DatabaseBackend"} for name in ("default", "prompt")}


def ready(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/readyz")
    return response.status_code, response.json()


def queued(*, waits: timedelta, backend: str = "prompt", **values: Any) -> DBTaskResult:
    """A task that was enqueued some time ago."""
    row = DBTaskResult.objects.create(
        backend_name=backend,
        task_path="x",
        args_kwargs={},
        **{"run_after": get_date_max(), "status": "READY", **values},
    )
    DBTaskResult.objects.filter(pk=row.pk).update(enqueued_at=timezone.now() - waits)
    return row


def test_all_parts_are_named_and_well(client: Client) -> None:
    status, answer = ready(client)
    assert status == 200
    assert answer["ready"] is True
    parts = "database migrations search cache storage disk worker backups language_model"
    assert list(answer["parts"]) == parts.split()
    not_here = {"search", "backups"}  # the index is a fake, nothing is backed up
    assert {said for name, said in answer["parts"].items() if name not in not_here} == {"ok"}


def test_a_degraded_part_is_named_and_the_node_stays_ready(client: Client, kettle: Part) -> None:
    kettle.problem = "nước chưa sôi"
    status, answer = ready(client)
    assert (status, answer["parts"]["kettle"]) == (200, "nước chưa sôi")
    assert "kettle" in answer["degraded"]


@pytest.mark.parametrize("caller", [{"REMOTE_ADDR": "203.0.113.9"}, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}])
def test_what_is_wrong_is_told_to_operators_only(client: Client, kettle: Part, caller: dict[str, str]) -> None:
    kettle.problem = "nước chưa sôi"
    answer = client.get("/readyz", **caller).json()
    assert "parts" not in answer
    assert "kettle" in answer["degraded"]


def test_a_part_that_raises_is_named_without_what_it_said(client: Client, kettle: Part) -> None:
    kettle.fault = ConnectionError("redis://:secret@cache.example")
    _status, answer = ready(client)
    assert answer["parts"]["kettle"] == "không trả lời (ConnectionError)"
    assert "secret" not in str(answer)


def test_a_database_behind_the_code_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts._Migrated, "is_seen", False)
    MigrationRecorder.Migration.objects.filter(app="audit", name="0001_initial").delete()
    status, answer = ready(client)
    assert (status, answer["ready"]) == (503, False)
    assert "audit.0001_initial" in answer["parts"]["migrations"]


def test_what_was_seen_is_believed_for_a_while(client: Client, kettle: Part) -> None:
    ready(client)
    kettle.problem = "nước chưa sôi"
    assert ready(client)[1]["parts"]["kettle"] == "ok"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_need_no_host_name_and_no_tls(client: Client, settings: Any, path: str) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["luat.example"], True
    response = client.get(path, headers={"Host": "10.0.0.7"})
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")


def test_a_queue_nobody_works_off_is_told(settings: Any) -> None:
    settings.TASKS = REAL_QUEUES
    queued(waits=timedelta(minutes=12))
    assert tasks.worker() == "hàng đợi prompt: 1 việc đang chờ, việc cũ nhất đã 12 phút"
    assert {one.name: (one.waiting, round(one.lag.total_seconds())) for one in tasks.queues()} == {
        "default": (0, 0),
        "prompt": (1, 720),
    }


def test_a_task_for_later_does_not_wait(settings: Any) -> None:
    settings.TASKS = REAL_QUEUES
    queued(waits=timedelta(minutes=1), run_after=timezone.now() + timedelta(hours=1))
    assert (tasks.worker(), tasks.waiting()) == ("", {"default": 0, "prompt": 0})


def test_a_schedule_that_fell_silent_is_told(settings: Any) -> None:
    settings.TASKS = REAL_QUEUES
    queued(waits=timedelta(minutes=6), status="SUCCESSFUL")
    assert "không có việc định kỳ nào" in tasks.worker()


def test_done_tasks_are_forgotten_and_failed_ones_kept_for_two_weeks() -> None:
    now = timezone.now()
    ages = [("SUCCESSFUL", 2), ("SUCCESSFUL", 0), ("FAILED", 2), ("FAILED", 15), ("READY", 30)]
    for status, days in ages:
        finished = None if status == "READY" else now - timedelta(days=days)
        queued(waits=timedelta(days=days), status=status, finished_at=finished)
    assert forget_done_tasks(at=now) == 2
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY", "SUCCESSFUL"]
