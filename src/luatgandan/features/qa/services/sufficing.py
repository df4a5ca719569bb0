"""What was shown below a half-written question was enough: counted, and nothing kept of who said so."""

from datetime import date

from django.core import signing
from django.db import transaction
from django.db.models import F

from luatgandan.foundation.search.pipeline.values import Result

from ..models import Sufficed

SALT = "qa.sufficed.v1"


def seal_item(result: Result) -> str:
    """What the button of something shown carries, so that only what was shown is counted."""
    return signing.dumps([result.id[:200], result.title[:300], result.url[:500]], salt=SALT, compress=True)


def open_item(token: str) -> Sufficed | None:
    """What such a button means, not kept yet; None for anything else."""
    try:
        item, title, url = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Sufficed(item=item, title=title, url=url)


@transaction.atomic
def count_sufficed(*, shown: Sufficed, on: date) -> None:
    """Once more today."""
    values = {"title": shown.title, "url": shown.url}
    row, _is_new = Sufficed.objects.get_or_create(item=shown.item, day=on, defaults=values)
    Sufficed.objects.filter(pk=row.pk).update(count=F("count") + 1)
