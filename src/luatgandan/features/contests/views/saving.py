"""Where devices save answers: a signed start token instead of a session, small JSON, every refusal in words."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from luatgandan.lib.vietnamese import clean

from ..enums import Refusal
from ..services import saving
from ..services.refusing import RefusedError, log_refusal
from ..services.tokens import is_signed, named_attempt

MOST_BYTES, MOST_ANSWERS, MOST_PARTS = 32_768, 100, 40
LATEST = 4_102_444_800_000  # the year 2100, in milliseconds
STATUS = {
    Refusal.TOKEN: 403, Refusal.OTHER_PAPER: 409, Refusal.LATE: 410, Refusal.SUBMITTED: 410, Refusal.SIZE: 413,
    Refusal.SHAPE: 422,
}  # fmt: skip


@csrf_exempt  # the token is the proof, no cookie is read
@never_cache
@require_POST
def save(request: HttpRequest) -> JsonResponse:
    """Save some answers of one attempt; tells what is in the database now, and the server's time."""
    now, token = timezone.now(), request.headers.get("X-Start-Token", "")
    try:
        paper, answers = _read(request)
        saved = saving.save_answers(token=token, paper=paper, answers=answers, at=now)
    except RefusedError as refusal:
        _log(token, refusal.refusal, now)
        told = {"now": _millis(now), "code": refusal.refusal, "message": str(refusal)}
        return JsonResponse(told, status=STATUS[refusal.refusal])
    for refused in {one.refusal for one in saved.refused.values()}:
        _log(token, refused, now)
    told = {"now": _millis(now), "ends": _millis(saved.ends_at), "saved": saved.slots, "refused": _refused(saved)}
    return JsonResponse(told)


def _log(token: str, refusal: Refusal, at: datetime) -> None:
    log_refusal(attempt_id=named_attempt(token), refusal=refusal, at=at, is_proven=is_signed(token))


def _refused(saved: saving.Saved) -> dict[int, dict[str, Any]]:
    """Why an answer was not taken, and what stands instead."""
    return {
        slot: {
            "code": one.refusal, "message": told_of([slot], one.refusal), "answer": one.answer,
            "sequence": one.sequence,
        }
        for slot, one in saved.refused.items()
    }  # fmt: skip


def told_of(slots: Iterable[int], refusal: Refusal) -> str:
    """Which answers were not taken, by the numbers people see, and why."""
    return f"{_('Câu')} {', '.join(str(slot + 1) for slot in slots)}: {Refusal(refusal).label}"


def _read(request: HttpRequest) -> tuple[str, list[saving.Given]]:
    """Paper and answers of the body. Raises RefusedError for what is too large or has another shape."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise RefusedError(Refusal.SIZE)
    try:
        data = json.loads(request.body)
        answers, paper = data["answers"], data["paper"]
        if not (isinstance(paper, str) and isinstance(answers, list) and len(answers) <= MOST_ANSWERS):
            raise RefusedError(Refusal.SHAPE)
        return paper, [_given(one) for one in answers]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise error if isinstance(error, RefusedError) else RefusedError(Refusal.SHAPE) from error


def _given(data: Any) -> saving.Given:
    slot, answer, sequence, given = (data[name] for name in ("slot", "answer", "sequence", "given"))
    numbers = ((slot, 0, 1_000), (sequence, 1, saving.MOST_SEQUENCE), (given, 0, LATEST))
    if not all(type(one) is int and least <= one <= most for one, least, most in numbers):
        raise RefusedError(Refusal.SHAPE)
    if not isinstance(answer, list) or len(answer) > MOST_PARTS:
        raise RefusedError(Refusal.SHAPE)
    if not all(isinstance(one, str) for one in answer):
        raise RefusedError(Refusal.SHAPE)
    given_at = datetime.fromtimestamp(given / 1000, UTC)
    return saving.Given(slot=slot, answer=tuple(map(clean, answer)), sequence=sequence, given_at=given_at)


def _millis(at: datetime) -> int:
    return int(at.timestamp() * 1000)
