"""Two contests to begin with. What stands already is left alone: it belongs to the officers by then."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from luatgandan.foundation.organisations.models import Organisation

from ..enums import Names, State
from ..models import Contest, Round
from ..papers.values import Quota, Rules
from .finished import SLUG as FINISHED
from .finished import hold

PRACTICE = "luyen-tap-phap-luat-doi-song"
LASTS = timedelta(days=3_650)


def load() -> int:
    """Add what is not there yet; returns how many contests of our own stand."""
    unit = Organisation.objects.filter(code=settings.ROOT_ORGANISATION).first()
    if unit is None:
        return 0
    known = set(Contest.objects.filter(slug__in=(PRACTICE, FINISHED)).values_list("slug", flat=True))
    at = timezone.now()
    if PRACTICE not in known:
        _practice(unit, at)
    if FINISHED not in known:
        hold(unit, at)
    return Contest.objects.filter(slug__in=(PRACTICE, FINISHED)).count()


@transaction.atomic
def _practice(unit: Organisation, at: datetime) -> None:
    contest = Contest.objects.create(
        organisation=unit,
        slug=PRACTICE,
        title="Luyện tập pháp luật đời sống",
        summary="20 câu về giao thông, đất đai, gia đình, mạng xã hội và việc làm. Không cần đăng ký, làm mấy lần "
        "cũng được; làm xong thấy ngay đáp án, lời giải thích và điều luật.",
        is_practice=True,
        names=Names.HIDDEN,
        state=State.PUBLISHED,
        published_at=at,
        changed_at=at,
    )
    rules = Rules(quotas=(Quota(count=20),), minutes=30, is_partial=True)
    Round.objects.create(
        contest=contest, number=1, title="Đề luyện tập", starts_at=at, ends_at=at + LASTS, rules_data=rules.to_dict()
    )
