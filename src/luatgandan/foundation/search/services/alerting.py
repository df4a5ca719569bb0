"""Running saved searches over what appeared, and telling of each new hit once."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from luatgandan.backends.messages import Message, MessageError, get_messages
from luatgandan.backends.search import SearchError
from luatgandan.foundation.notifications.services import notify
from luatgandan.lib import links

from ..enums import Pace
from ..models import FoundItem, NewItem, SavedSearch
from ..pipeline.values import Result
from ..queries.alerts import hits_among
from .appearing import forget_old_items
from .counting import forget_old_counts
from .saving import PACES

log = logging.getLogger(__name__)
KIND = "search.alert"
KEPT = timedelta(days=90)
UNCONFIRMED_KEPT = timedelta(days=7)
MOST_NEW = 5000  # new items looked at in one run of one search
TOLD = 5  # titles in one mail


def run_saved_searches(*, at: datetime) -> int:
    """Tell the owners of all saved searches that are due; returns how many were told.

    One that fails is left as it is and tried again at the next run.
    """
    told = 0
    for saved in SavedSearch.objects.due(at).select_related("person"):
        try:
            told += bool(run_saved_search(saved=saved, at=at))
        except (SearchError, MessageError):
            log.exception("saved search %s could not be run", saved.pk)
    return told


def run_saved_search(*, saved: SavedSearch, at: datetime) -> list[FoundItem]:
    """Look for hits among what appeared since the last run; returns what is new. Raises SearchError, MessageError.

    What was found stands in the database before a mail goes out: one that fails goes at the next run.
    """
    new = list(NewItem.objects.filter(pk__gt=saved.mark).order_by("pk")[:MOST_NEW])
    hits = hits_among(saved.query, new, today=timezone.localdate(at)) if new else []
    found = _keep(saved, new[-1].pk if new else saved.mark, hits, at)
    if not saved.person_id:
        _mail_untold(saved)
    return found


@transaction.atomic
def _keep(saved: SavedSearch, mark: int, hits: Sequence[Result], at: datetime) -> list[FoundItem]:
    """Write down what is new and tell a person in the portal; whoever moves the mark first does it, nobody else."""
    mine = SavedSearch.objects.filter(pk=saved.pk, mark=saved.mark, next_at=saved.next_at)
    if not mine.update(mark=mark, next_at=at + PACES[Pace(saved.pace)]):
        return []
    known = set(saved.found.filter(item__in=[one.id for one in hits]).values_list("item", flat=True))
    found = FoundItem.objects.bulk_create(
        FoundItem(
            search=saved, item=one.id, kind=one.kind, title=one.title[:500], url=one.url[:500], found_at=at,
            is_told=saved.person_id is not None,
        )
        for one in hits
        if one.id not in known
    )  # fmt: skip
    if found:
        SavedSearch.objects.filter(pk=saved.pk).update(found_at=at)
        _notify(saved, found, at)
    return found


def _notify(saved: SavedSearch, found: Sequence[FoundItem], at: datetime) -> None:
    if saved.person:
        with override(saved.language):
            own = links.in_language(found[0].url, saved.language)
            url = own if len(found) == 1 else reverse("search:saved")
            notify(person=saved.person, kind=KIND, title=_sentence(saved, len(found)), at=at, url=url)


def _sentence(saved: SavedSearch, count: int) -> str:
    form = ngettext(
        "Có %(count)d kết quả mới cho tìm kiếm “%(title)s”", "Có %(count)d kết quả mới cho tìm kiếm “%(title)s”", count
    )
    return form % {"count": count, "title": saved.title}


def _mail_untold(saved: SavedSearch) -> None:
    """One mail with all that its reader was not told of yet."""
    found = list(saved.found.filter(is_told=False))
    if not found:
        return
    with override(saved.language):
        get_messages("email").send(_message(saved, found))
    FoundItem.objects.filter(pk__in=[one.pk for one in found]).update(is_told=True)


def _message(saved: SavedSearch, found: Sequence[FoundItem]) -> Message:
    sentence = _sentence(saved, len(found))
    lines = [
        f"- {one.title}\n  {settings.SITE_URL}{links.in_language(one.url, saved.language)}" for one in found[:TOLD]
    ]
    if len(found) > TOLD:
        lines.append(_("… và %(count)d kết quả khác") % {"count": len(found) - TOLD})
    stop_url = f"{settings.SITE_URL}{saved.unsubscribe_url}"
    text = "\n\n".join((f"{sentence}:", "\n".join(lines), _("Không muốn nhận nữa: %(link)s") % {"link": stop_url}))
    return Message(to=saved.email, subject=sentence[:150], text=text, stop_url=stop_url)


def forget_old(*, at: datetime) -> None:
    """Forget what is older than ninety days, and searches of addresses that nobody confirmed within a week."""
    before = at - KEPT
    forget_old_items(before=before)
    forget_old_counts(before=timezone.localdate(before))
    FoundItem.objects.filter(found_at__lt=before).delete()
    SavedSearch.objects.filter(confirmed_at=None, created_at__lt=at - UNCONFIRMED_KEPT).delete()
