"""Promises kept and late, for everybody; and what helped without a question."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import queries
from ..queries.desk import Promise
from ..queries.sufficing import sufficed
from .public import crumbs

DAYS, MOST = 90, 5


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Every unit: answered in time, answered late, waiting beyond the promised day."""
    today = timezone.localdate()
    rows = queries.promises(today=today)
    context = {
        "rows": rows,
        "all": _together(rows),
        "today": today,
        "shares": [(one.name, one.share) for one in rows],
        "helped": sufficed(since=today - timedelta(days=DAYS), until=today, most=MOST),
        "days": DAYS,
        "crumbs": crumbs(_("Lời hứa trả lời")),
    }
    return render(request, "qa/promises.html", context)


def _together(rows: list[Promise]) -> Promise | None:
    if not rows:
        return None
    kept, late, waiting = (sum(getattr(one, name) for one in rows) for name in ("kept", "late", "open_late"))
    return Promise(code="", name=_("Tất cả cơ quan"), kept=kept, late=late, open_late=waiting)
