"""Two hundred readers of answers at the same moment, over the portal in LUATGANDAN_HOME as it stands.

uvicorn runs in this process on loopback, beside the readers. Lost is who does not get every event in order to the end,
or whose answer is not stored.
"""

import os
from statistics import median
from typing import Any

from django.utils import timezone

from luatgandan.features.assistant import services
from luatgandan.features.assistant.models import Run
from luatgandan.features.assistant.tests.streams import read_together, serving

READERS = 200
QUESTIONS = (
    "Mua đất giấy tay có được cấp sổ đỏ không?", "Nghỉ sinh được mấy tháng?", "Ly hôn nộp đơn ở đâu?",
    "Bị quỵt lương thì làm sao?", "Xe máy vượt đèn đỏ bị phạt bao nhiêu?", "Nuôi rồng có cần giấy phép không?",
)  # fmt: skip


def run() -> dict[str, object]:
    """How many lost something; seconds until the first event and the end, all readers beginning at once."""
    asked = [QUESTIONS[number % len(QUESTIONS)] for number in range(READERS)]
    tokens = [services.open_ticket(text=text, at=timezone.now()) for text in asked]
    with serving() as port:
        readings = read_together(port, [f"/tro-ly/{token}/tung-buoc/" for token in tokens])
    endings = list(Run.objects.filter(token__in=tokens).values_list("status", flat=True))
    whole = sum(one.is_whole for one in readings)
    return {
        "readers": READERS,
        "lost": READERS - min(whole, len(endings)),
        "events": sum(len(one.events) for one in readings),
        "endings": {status: endings.count(status) for status in sorted(set(endings))},
        "first_event_s": _spread([one.first_at for one in readings]),
        "end_s": _spread([one.ended_at for one in readings]),
        "load": os.getloadavg()[0],
    }


def _spread(seconds: list[float]) -> dict[str, Any]:
    ordered = sorted(seconds)
    return {
        "p50": round(median(ordered), 3), "p95": round(ordered[int(0.95 * len(ordered))], 3),
        "max": round(ordered[-1], 3),
    }  # fmt: skip
