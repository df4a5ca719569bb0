"""Saved searches of people and addresses."""

from typing import Any

from django.utils.translation import gettext as _

from ..models import FoundItem, SavedSearch

SHOWN = 50


def saved_searches_of(person: Any) -> list[SavedSearch]:
    """All saved searches of a person, newest first."""
    return list(SavedSearch.objects.filter(person=person))


def saved_search_of(person: Any, pk: int) -> SavedSearch | None:
    """One of a person's saved searches."""
    return SavedSearch.objects.filter(person=person, pk=pk).first()


def saved_search_with(token: str) -> SavedSearch | None:
    """The saved search that a link in a mail or a feed means."""
    return SavedSearch.objects.filter(token=token).first()


def found_by(saved: SavedSearch) -> list[FoundItem]:
    """What a saved search found lately, newest first."""
    return list(saved.found.all()[:SHOWN])


def data_of(person: Any) -> list[dict[str, Any]]:
    """What is kept about a person, for "Dữ liệu của tôi"."""
    return [
        {
            _("tiêu đề"): one.title,
            _("câu tìm"): one.asked,
            _("báo"): one.get_pace_display(),
            _("lưu lúc"): one.created_at,
        }
        for one in saved_searches_of(person)
    ]
