"""Screens of the desk: the way that leads to them."""

from typing import Any

from django.urls import reverse

from luatgandan.foundation.ui.viewsets import Desk


class Screen(Desk):
    page_title = "Một màn hình"
    breadcrumbs_items: Any = [{"url": "/quan-tri/", "label": "Trang đầu"}]
    trail = (("opensearch", "Danh sách"),)

    def steps(self) -> list[tuple[str, Any]]:
        return [*super().steps(), ("/mot/", "Một thứ")]


def test_the_way_leads_over_the_screens_above_to_this_one() -> None:
    assert [(one["url"], one["label"]) for one in Screen().get_breadcrumbs_items()] == [
        ("/quan-tri/", "Trang đầu"),
        (reverse("opensearch"), "Danh sách"),
        ("/mot/", "Một thứ"),
        ("", "Một màn hình"),
    ]
