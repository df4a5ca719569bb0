"""What was enough for people who were about to ask."""

from datetime import date

from django.db.models import Max, Sum

from ..models import Sufficed


def sufficed(*, since: date, until: date, most: int = 20) -> list[tuple[str, str, int]]:
    """(title, address, how often) of what was enough most often from `since` up to and with `until`. One query."""
    rows = Sufficed.objects.filter(day__range=(since, until)).order_by().values("item")
    found = rows.annotate(name=Max("title"), where=Max("url"), times=Sum("count")).order_by("-times", "name")[:most]
    return [(one["name"], one["where"], one["times"]) for one in found]
