"""Saved searches from request to answer: with and without an account."""

import re
from typing import Any

import pytest
from django.test import Client

from luatgandan.backends.messages.fake import outbox
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.search import services
from luatgandan.foundation.search.models import SavedSearch

pytestmark = pytest.mark.usefixtures("things")
HERE = "/tim-kiem/"


def main(answer: Any) -> str:
    html: str = answer.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def follow(client: Client, email: str) -> Any:
    return client.post(f"{HERE}luu/?q=n%E1%BB%93ng+%C4%91%E1%BB%99", {"email": email, "pace": "daily"})


def test_a_stranger_confirms_by_letter_and_stops_without_signing_in(client: Client) -> None:
    assert "lanh@example.vn" in main(follow(client, "lanh@example.vn"))
    services.send_confirmation(saved=SavedSearch.objects.get())

    path = re.search(r"/tim-kiem/da-luu/xac-nhan/[\w-]+/", outbox[-1].text)
    assert path
    assert not SavedSearch.objects.get().is_confirmed
    client.get(path[0])
    assert not SavedSearch.objects.get().is_confirmed  # programs that check mail open links too
    client.post(path[0])
    assert SavedSearch.objects.get().is_confirmed

    stop = path[0].replace("xac-nhan", "thoi-nhan")
    client.get(stop)
    assert SavedSearch.objects.exists()
    Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"})
    assert not SavedSearch.objects.exists()
    assert "Bạn đã thôi nhận thư" in main(client.get(stop))


@pytest.mark.parametrize("email", ["", "lanh@", "a" * 300 + "@example.vn"])
def test_a_wrong_address_is_said_and_nothing_is_kept(client: Client, email: str) -> None:
    assert "field--bad" in main(follow(client, email))
    assert not SavedSearch.objects.exists()


def test_nobody_s_box_is_filled_with_our_letters(client: Client) -> None:
    for _ in range(3):
        follow(client, "lanh@example.vn")

    assert "Đã gửi nhiều thư" in main(follow(client, "Lanh@example.vn"))


def test_a_person_keeps_pauses_and_deletes(client: Client) -> None:
    person = Person.objects.create_user(username="lanh", email="lanh@example.vn")
    client.force_login(person)
    client.post(f"{HERE}luu/?q=n%E1%BB%93ng+%C4%91%E1%BB%99&hieu-luc=in_force", {"pace": "weekly"})

    saved = SavedSearch.objects.get()
    assert (saved.person, saved.query.facets, saved.pace) == (person, {"state": ("in_force",)}, "weekly")
    assert "hieu-luc=in_force" in main(client.get(f"{HERE}da-luu/"))
    client.post(f"{HERE}da-luu/{saved.pk}/tam-dung/")
    assert "Đang tạm dừng báo" in main(client.get(f"{HERE}da-luu/"))
    client.post(f"{HERE}da-luu/{saved.pk}/xoa/")
    assert not SavedSearch.objects.exists()


def test_others_may_not_touch_a_saved_search(client: Client) -> None:
    owner = Person.objects.create_user(username="lanh", email="lanh@example.vn")
    client.force_login(owner)
    client.post(f"{HERE}luu/?q=a+b", {"pace": "daily"})
    saved = SavedSearch.objects.get()

    stranger = Client()
    stranger.force_login(Person.objects.create_user(username="khac", email="khac@example.vn"))
    answers = [stranger.post(f"{HERE}da-luu/{saved.pk}/{act}/").status_code for act in ("tam-dung", "xoa")]

    assert answers == [404, 404]
    assert Client().post(f"{HERE}da-luu/{saved.pk}/xoa/").status_code == 302  # to sign in
    assert SavedSearch.objects.filter(is_paused=False).exists()


def test_what_is_saved_is_named_as_on_the_page(client: Client) -> None:
    html = main(client.get(f"{HERE}luu/?q=a+b&hieu-luc=in_force&loai=question"))

    assert "Còn hiệu lực" in html
    assert "Câu hỏi có trả lời" in html
    assert "in_force" not in html[: html.index("<form")]


def test_where_and_for_which_day_is_looked_is_told(client: Client) -> None:
    asked = "q=c%E1%BB%93n&trong=thing:17&at=2025-02-01"
    page = main(client.get(f"{HERE}luu/?{asked}"))
    client.post(f"{HERE}luu/?{asked}", {"email": "lanh@example.vn", "pace": "daily"})

    saved = SavedSearch.objects.get()
    assert saved.title == "cồn – Nghị định 168/2024/NĐ-CP"
    for html in (page, main(client.get(saved.confirm_url)), main(client.get(saved.unsubscribe_url))):
        assert "Chỉ tìm trong" in html
        assert "Nghị định 168/2024/NĐ-CP" in html
        assert "01/02/2025" in html


def test_a_link_that_means_nothing_is_not_found(client: Client) -> None:
    assert client.get(f"{HERE}da-luu/xac-nhan/x/").status_code == 404
    assert "Bạn đã thôi nhận thư" in main(client.get(f"{HERE}da-luu/thoi-nhan/x/"))
    assert client.get(f"{HERE}da-luu/x/atom/").status_code == 404


def test_nothing_to_follow_leads_to_the_start(client: Client) -> None:
    assert client.get(f"{HERE}luu/").headers["Location"] == HERE
