"""Saving searches: by a person, or by an e-mail address whose holder confirms it."""

import secrets
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from luatgandan.backends.messages import Message, get_messages
from luatgandan.lib.events import publish

from ..enums import Pace
from ..events import SavedSearchUnconfirmed
from ..models import NewItem, SavedSearch
from ..pipeline.values import SearchQuery
from ..queries.facets import chosen_values
from ..queries.searching import title_of

MOST = 20  # saved searches of one person or address
SHOWN = ("page", "per_page", "language")  # of a query: how a reader sees its results; the language has its own column
PACES = {Pace.AT_ONCE: timedelta(0), Pace.DAILY: timedelta(days=1), Pace.WEEKLY: timedelta(days=7)}


class TooManySavedSearchesError(ValueError):
    """The person or address has as many saved searches as one may have."""


@transaction.atomic
def save_search(
    *, query: SearchQuery, person: Any = None, email: str = "", at: datetime, pace: Pace = Pace.DAILY
) -> SavedSearch:
    """Keep a search of a person (told in the portal), or of an address, which gets a mail to confirm it first.

    Saving the same search again gives the one that stands, with the new pace unless a stranger might ask for it.
    Raises TooManySavedSearchesError.
    """
    owner = {"person": person} if person else {"person": None, "email": email.strip().lower()}
    asked = _plain(query)
    own = SavedSearch.objects.filter(**owner)
    if same := next((one for one in own.filter(language=query.language) if one.asked == asked), None):
        if person or not same.is_confirmed:
            _set_pace(same, pace, at)
        _ask_to_confirm(same)
        return same
    if own.count() >= MOST:
        raise TooManySavedSearchesError(
            _("Mỗi người lưu được %(most)d tìm kiếm. Hãy bỏ bớt rồi lưu lại.") % {"most": MOST}
        )
    saved = SavedSearch.objects.create(
        **owner, token=secrets.token_urlsafe(32), title=_title(query)[:160], asked=asked, pace=pace,
        language=query.language, mark=_newest(), created_at=at, confirmed_at=at if person else None,
        next_at=at + PACES[pace],
    )  # fmt: skip
    _ask_to_confirm(saved)
    return saved


def _newest() -> int:
    """The last thing that appeared; 0 when nothing did."""
    return NewItem.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _set_pace(saved: SavedSearch, pace: Pace, at: datetime) -> None:
    saved.pace, saved.next_at = pace, at + PACES[pace]
    saved.save(update_fields=["pace", "next_at"])


def _title(query: SearchQuery) -> str:
    """How a saved search is called: its words, else what it was narrowed to; and the document it looks in."""
    chosen = ", ".join(label for _facet, _value, label in chosen_values(query))
    words = query.text.strip() or chosen or _("Mọi nội dung mới")
    return " – ".join(filter(None, (words, title_of(query.within))))


def _plain(query: SearchQuery) -> dict[str, Any]:
    """What is asked for, as JSON holds it; not how its results are shown."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: list(chosen) for name, chosen in value.items() if chosen}
        if isinstance(value, date):
            return value.isoformat()
        return value.value if isinstance(value, Enum) else value

    return {name: plain(value) for name, value in query.to_dict().items() if name not in SHOWN}


def _ask_to_confirm(saved: SavedSearch) -> None:
    if not saved.is_confirmed:
        publish(SavedSearchUnconfirmed(saved_search_id=saved.pk))


def send_confirmation(*, saved: SavedSearch) -> None:
    """The mail with the link by which the holder of the address says yes. Raises MessageError."""
    with override(saved.language):
        text = _(
            "Có người (có thể là bạn) muốn nhận thư khi cổng Luật Gần Dân có kết quả mới cho tìm kiếm “%(title)s”.\n\n"
            "Nếu là bạn, hãy mở trang sau và bấm “Đúng, hãy báo cho tôi”: %(link)s\n\n"
            "Nếu không phải bạn, hãy bỏ qua thư này."
        ) % {"title": saved.title, "link": f"{settings.SITE_URL}{saved.confirm_url}"}
        subject = _("Xác nhận nhận thư từ Luật Gần Dân")
    get_messages("email").send(Message(to=saved.email, subject=subject, text=text))


def confirm_saved_search(*, token: str, at: datetime) -> SavedSearch | None:
    """The holder of the address said yes; None when nothing has this token."""
    saved = SavedSearch.objects.filter(token=token).first()
    if saved and not saved.is_confirmed:
        saved.confirmed_at, saved.next_at = at, at + PACES[Pace(saved.pace)]
        saved.save(update_fields=["confirmed_at", "next_at"])
    return saved


def pause_saved_search(*, saved: SavedSearch, is_paused: bool, at: datetime) -> None:
    """Stop telling, or go on. What appears in a pause is not told of later."""
    if saved.is_paused and not is_paused:
        saved.mark, saved.next_at = _newest() or saved.mark, at + PACES[Pace(saved.pace)]
    saved.is_paused = is_paused
    saved.save(update_fields=["is_paused", "mark", "next_at"])


def delete_saved_search(*, saved: SavedSearch) -> None:
    """Forget a search and what it found."""
    saved.delete()


@transaction.atomic
def unsubscribe(*, token: str, at: datetime) -> SavedSearch | None:
    """By the link in a mail: a person's search is paused, one of a bare address forgotten. None for unknown tokens."""
    saved = SavedSearch.objects.filter(token=token).first()
    if saved is None:
        return None
    if saved.person_id:
        pause_saved_search(saved=saved, is_paused=True, at=at)
    else:
        SavedSearch.objects.filter(pk=saved.pk).delete()
    return saved


def forget_person(*, person_id: int) -> None:
    """Erase the saved searches of a person."""
    SavedSearch.objects.filter(person_id=person_id).delete()
