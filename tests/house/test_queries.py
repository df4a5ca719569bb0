"""The alarm of `conftest.py`: a page that asks the database once for each row fails the test that opens it."""

from typing import Any

import pytest
from conftest import MOST_ALIKE
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path


def rows(_request: HttpRequest, count: int) -> HttpResponse:
    """One read for each of so many rows."""
    return HttpResponse(str([Group.objects.filter(pk=pk).exists() for pk in range(count)]))


urlpatterns = [path("rows/<int:count>/", rows, name="rows")]


@pytest.mark.django_db
def test_a_page_may_not_ask_once_for_each_row(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = []
    assert client.get(f"/rows/{MOST_ALIKE}/").status_code == 200
    with pytest.raises(AssertionError, match=f"rows: {MOST_ALIKE + 1} times SELECT"):
        client.get(f"/rows/{MOST_ALIKE + 1}/")
