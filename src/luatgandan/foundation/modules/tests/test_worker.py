"""The worker outlives faults of the database and ends when it is told to."""

import pytest
from django.db import InterfaceError, OperationalError
from django_tasks_db.management.commands.db_worker import Worker

from ..management.commands import run_worker


@pytest.mark.django_db
def test_a_locked_database_does_not_end_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [OperationalError("database is locked"), InterfaceError("connection already closed")]
    asked = []

    def run(worker: Worker) -> None:
        asked.append((worker.backend_name, worker.worker_id))
        if faults:
            raise faults.pop()

    monkeypatch.setattr(Worker, "run", run)
    monkeypatch.setattr(Worker, "configure_signals", lambda worker: None)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    run_worker.work_off("prompt", 0.1)
    assert [backend for backend, _ in asked] == ["prompt"] * 3
    assert len({worker for _, worker in asked}) == 3  # tasks of the one that failed are not its own
