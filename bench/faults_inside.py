"""Inside the portal that is struck: a law to ask about, an answer, and whether the schedule kept its turns."""

import json
from itertools import pairwise
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from luatgandan.features.assistant import services
from luatgandan.features.library.models import Document
from luatgandan.features.library.tests.laws import stored_law
from luatgandan.foundation.modules.registry import Schedule, offers

QUESTION, LIES = "Người lớn qua đò trả bao nhiêu tiền?", ("500.000", "900.000")


def law() -> dict[str, Any]:
    """An invented law of ferries with its text; once."""
    known = Document.objects.filter(number="1/2020/QH14").first()
    return {"law": (known or stored_law()).pk}


def asked() -> dict[str, Any]:
    """How a question ended, and what of it is not in the law."""
    run = services.ask(text=QUESTION, at=timezone.now())
    card = json.dumps(run.card, ensure_ascii=False)
    return {"status": str(run.status), "ms": run.took_ms, "lies": [one for one in LIES if one in card]}


def turns() -> dict[str, Any]:
    """Scheduled tasks that were asked for twice in one turn, or are done by nobody."""
    wrong, count = [], 0
    for schedule in offers(Schedule):
        rows = DBTaskResult.objects.filter(task_path=schedule.task.module_path)
        moments = list(rows.order_by("enqueued_at").values_list("enqueued_at", flat=True))
        gaps = [(later - sooner).total_seconds() for sooner, later in pairwise(moments)]
        count += len(moments)
        if not moments or min(gaps, default=schedule.seconds) < schedule.seconds / 2:
            wrong.append(f"{schedule.task.module_path}: {[round(gap, 1) for gap in gaps]}")
    return {"schedules": len(list(offers(Schedule))), "asked_for": count, "wrong": wrong}


def signed_in_by_vneid() -> dict[str, Any]:
    """What somebody sees who presses the button of the identity provider."""
    answer = Client(raise_request_exception=False).post("/tai-khoan/dinh-danh/vneid/", headers={"host": "localhost"})
    return {"status": answer.status_code, "to": answer.headers.get("Location", ""), "page": len(answer.content)}


def kept_file() -> dict[str, Any]:
    """Whether a file goes into the storage of uploads, and in which words not."""
    try:
        storages["private"].save("probe", ContentFile(b"1"))
    except Exception as error:  # whatever the storage raises is what we look for
        return {"refused": type(error).__name__, "words": str(error)[:200]}
    return {"refused": ""}
