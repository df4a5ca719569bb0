"""Counting what people search for, without knowing who: in memory first, by day in the database, never one by one."""

import hmac
import re
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from luatgandan.lib.vietnamese import fold

from ..models import SearchCount
from ..pipeline.values import SearchResults

ENOUGH = 3  # words asked less often are kept as a keyed hash only
REMEMBERED = 10_000  # different words of which a process knows how often they were asked
LONGEST = 80  # letters: longer ones are stories, and stories name people
PENDING, PAUSE = 100, timedelta(seconds=30)
_PERSONAL = re.compile(r"@|\d(?:[\s.\-]?\d){7,}")  # addresses, telephones, citizen and account numbers


@dataclass
class _Tally:
    """What was counted of some words since the last writing."""

    words: str = ""
    asked: int = 0
    empty: int = 0
    opened: int = 0


class _Pending:
    """What is not written yet: some seconds' worth, lost when the process dies."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.tallies: dict[tuple[date, str], _Tally] = {}
        self.since: datetime | None = None
        self.times: Counter[str] = Counter()

    def is_common(self, key: str, words: str) -> bool:
        """Count that these words were asked; whether that was often enough to be nobody's own words."""
        with self.lock:
            if len(self.times) >= REMEMBERED:
                self.times.clear()
            self.times[key] += 1
            return self.times[key] > ENOUGH and may_keep(words)

    def add(self, key: str, words: str, at: datetime, *, asked: int = 0, empty: int = 0, opened: int = 0) -> bool:
        """Count; True when it is time to write."""
        if not words:
            return False
        with self.lock:
            tally = self.tallies.setdefault((timezone.localdate(at), key), _Tally())
            tally.words = tally.words or words
            tally.asked += asked
            tally.empty += empty
            tally.opened += opened
            self.since = self.since or at
            return len(self.tallies) >= PENDING or at - self.since >= PAUSE

    def take(self) -> Mapping[tuple[date, str], _Tally]:
        """All that is counted so far."""
        with self.lock:
            taken, self.tallies, self.since = self.tallies, {}, None
            return taken


_pending = _Pending()


def count_search(*, results: SearchResults, at: datetime) -> bool:
    """Count one search, once for its first page; searches of people who browse without words are not counted.

    True when the words are common: short, without what tells of a person, and asked often.
    """
    is_empty = results.is_available and not results.total and not results.jump
    words = _normal(results.query.text)
    key = _key(words)
    if _pending.add(key, words, at, asked=1, empty=int(is_empty)):
        write_counts()
    return _pending.is_common(key, words)


def count_click(*, text: str, at: datetime) -> None:
    """Count that a result was opened; which one nobody learns."""
    words = _normal(text)
    if _pending.add(_key(words), words, at, opened=1):
        write_counts()


@transaction.atomic
def write_counts() -> int:
    """Write what was counted; returns for how many words."""
    taken = _pending.take()
    for (day, key), tally in sorted(taken.items()):
        row, _is_new = SearchCount.objects.get_or_create(day=day, key=key)
        SearchCount.objects.filter(pk=row.pk).update(
            asked=F("asked") + tally.asked, empty=F("empty") + tally.empty, opened=F("opened") + tally.opened
        )
        if not row.words and may_keep(tally.words) and _asked(key) >= ENOUGH:
            SearchCount.objects.filter(pk=row.pk).update(words=tally.words)
    return len(taken)


def may_keep(words: str) -> bool:
    """Whether words may be kept in clear, once several have asked them: short, without what tells of a person."""
    return len(words) <= LONGEST and not _PERSONAL.search(words)


def _asked(key: str) -> int:
    return SearchCount.objects.filter(key=key).aggregate(Sum("asked"))["asked__sum"] or 0


def _normal(words: str) -> str:
    return " ".join(words.lower().split())


def _key(words: str) -> str:
    """Words that differ in marks only are counted together."""
    return hmac.new(settings.SECRET_KEY.encode(), f"search {fold(words)}".encode(), sha256).hexdigest()[:32]


def forget_old_counts(*, before: date) -> int:
    """Forget the counts of days before `before`; returns how many rows."""
    return SearchCount.objects.filter(day__lt=before).delete()[0]
