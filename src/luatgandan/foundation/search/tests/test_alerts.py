"""Saved searches: saved, confirmed, run over what is new, told once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from luatgandan.backends.messages import Message, MessagesUnavailableError, fake
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.modules.registry import Module, register
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.notifications.models import Notification
from luatgandan.foundation.notifications.rules import NotificationKind
from luatgandan.foundation.search import queries, services
from luatgandan.foundation.search.enums import Pace
from luatgandan.foundation.search.models import FoundItem, NewItem, SavedSearch
from luatgandan.foundation.search.pipeline.values import SearchQuery, Sort

from .conftest import Brittle, Shelf

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def person(db: None) -> Person:
    return Person.objects.create_user("lan", "lan@example.invalid", "x")


@pytest.fixture
def outbox() -> list[Message]:
    fake.outbox.clear()
    return fake.outbox


@pytest.fixture
def filled(shelf: Shelf, engine: Brittle) -> Shelf:
    """One box about land."""
    register(
        Module(name="search", title="", offers=(NotificationKind(code=services.KIND, title="", is_necessary=True),))
    )
    shelf.texts = {"a": "bồi thường đất đai"}
    services.rebuild_index()
    content_changed()
    return shelf


def put(shelf: Shelf, **texts: str) -> None:
    shelf.texts |= texts
    services.note_changes(source="shelf", keys=texts)
    services.index_changes()
    content_changed()


def save(text: str = "đất đai", **values: Any) -> SavedSearch:
    return services.save_search(query=SearchQuery(text=text), at=NOW, **values)


def test_a_query_is_kept_as_it_was_asked(person: Person) -> None:
    query = SearchQuery(
        text="đất đai", facets={"kind": ("document", "article"), "year": ()}, at=date(2024, 1, 2), sort=Sort.NEWEST,
        page=7, within="document:3", is_literal=True, language="km",
    )  # fmt: skip
    saved = services.save_search(query=query, person=person, at=NOW)
    kept = SavedSearch.objects.get(pk=saved.pk).query
    assert kept == replace(query, facets={"kind": ("document", "article")}, page=1)
    assert saved.is_confirmed
    assert saved.title == "đất đai"


def test_the_same_search_is_saved_once_however_it_is_shown(person: Person) -> None:
    query = SearchQuery(text="đất đai")
    shown = (query, replace(query, page=3), replace(query, per_page=50))
    assert len({services.save_search(query=one, person=person, at=NOW).pk for one in shown}) == 1


def test_nobody_keeps_more_searches_than_can_be_run(person: Person) -> None:
    save(person=person)
    for number in range(services.saving.MOST - 1):
        save(f"đất {number}", person=person)
    with pytest.raises(services.TooManySavedSearchesError, match="20"):
        save("một nữa", person=person)


def test_saving_again_changes_the_pace_of_who_may(person: Person) -> None:
    save(person=person)
    assert save(person=person, pace=Pace.WEEKLY).next_at == NOW + 7 * DAY
    address = save(email="lan@example.invalid")
    services.confirm_saved_search(token=address.token, at=NOW)
    assert save(email="lan@example.invalid", pace=Pace.AT_ONCE).pace == Pace.DAILY


def test_an_address_must_be_confirmed_by_its_holder(
    filled: Shelf, outbox: list[Message], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        saved = save(email=" Lan@Example.Invalid ")
    services.send_confirmation(saved=saved)
    [mail] = outbox
    assert mail.to == "lan@example.invalid"
    assert f"/tim-kiem/da-luu/xac-nhan/{saved.token}/" in mail.text
    put(filled, b="giá đất đai")
    assert services.run_saved_searches(at=NOW + 2 * DAY) == 0
    assert services.confirm_saved_search(token="wrong", at=NOW) is None
    assert services.confirm_saved_search(token=saved.token, at=NOW)
    assert services.run_saved_searches(at=NOW + 2 * DAY) == 1


def test_a_person_is_told_of_each_new_hit_once(filled: Shelf, person: Person) -> None:
    saved = save(person=person)
    put(filled, b="giá đất đai", c="hôn nhân")
    assert services.run_saved_searches(at=NOW) == 0, "not due yet"
    assert services.run_saved_searches(at=NOW + DAY) == 1
    told = Notification.objects.get()
    assert told.title == "Có 1 kết quả mới cho tìm kiếm “đất đai”"
    assert told.url == "/b/"
    put(filled, b="giá đất đai năm nay")  # changed, not new
    assert services.run_saved_searches(at=NOW + 2 * DAY) == 0
    assert [one.item for one in queries.found_by(saved)] == ["shelf:b"]
    put(filled, d="thu hồi đất đai", e="đất đai và nhà ở")
    assert services.run_saved_searches(at=NOW + 3 * DAY) == 1
    assert Notification.objects.first().url == "/tim-kiem/da-luu/"  # type: ignore[union-attr]


def test_what_goes_and_comes_back_is_not_new(filled: Shelf, person: Person) -> None:
    save(person=person)
    put(filled, b="giá đất đai")
    services.run_saved_searches(at=NOW + DAY)
    del filled.texts["b"]
    services.note_changes(source="shelf", keys=["b"])
    services.index_changes()
    put(filled, b="giá đất đai")
    assert services.run_saved_searches(at=NOW + 2 * DAY) == 0


def test_a_hit_holds_the_words_with_their_marks(filled: Shelf, person: Person) -> None:
    save("bồi thường đường sắt", person=person)
    put(filled, b="dương sắt bồi thường", c="bồi thường đường sắt", d="bồi thường")
    services.run_saved_searches(at=NOW + DAY)
    assert [one.item for one in FoundItem.objects.all()] == ["shelf:c"]


def test_nothing_is_kept_of_new_things_while_nobody_waits(filled: Shelf) -> None:
    put(filled, b="giá đất đai")
    assert not NewItem.objects.exists()


def test_two_runs_at_once_tell_once(filled: Shelf, person: Person) -> None:
    saved = save(person=person)
    put(filled, b="giá đất đai")
    again = SavedSearch.objects.get(pk=saved.pk)
    assert len(services.run_saved_search(saved=saved, at=NOW + DAY)) == 1
    assert services.run_saved_search(saved=again, at=NOW + DAY) == []
    assert Notification.objects.count() == 1


def test_a_mail_that_fails_goes_at_the_next_run(
    filled: Shelf, outbox: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save(email="lan@example.invalid", pace=Pace.AT_ONCE)
    services.confirm_saved_search(token=saved.token, at=NOW)
    put(filled, b="giá đất đai")

    def away(self: fake.FakeMessages, message: object) -> None:
        raise MessagesUnavailableError("no answer")

    with monkeypatch.context() as gateway:
        gateway.setattr(fake.FakeMessages, "send", away)
        assert services.run_saved_searches(at=NOW + DAY) == 0
    services.run_saved_searches(at=NOW + 2 * DAY)
    services.run_saved_searches(at=NOW + 3 * DAY)
    [mail] = outbox
    assert "giá đất đai" in mail.text
    assert mail.stop_url == f"http://localhost:8000/tim-kiem/da-luu/thoi-nhan/{saved.token}/"
    assert mail.stop_url in mail.text


def test_a_letter_leads_to_pages_in_the_language_of_its_reader(filled: Shelf, outbox: list[Message]) -> None:
    saved = services.save_search(
        query=SearchQuery(text="đất đai", language="km"), email="lan@example.invalid", pace=Pace.AT_ONCE, at=NOW
    )
    services.confirm_saved_search(token=saved.token, at=NOW)
    put(filled, b="giá đất đai")
    services.run_saved_searches(at=NOW)
    [mail] = outbox
    assert "/km/b/" in mail.text
    assert f"/km/tim-kiem/da-luu/thoi-nhan/{saved.token}/" in mail.text


def test_the_link_in_a_mail_ends_it(filled: Shelf, person: Person) -> None:
    mine, address = save(person=person), save("nhà ở", email="lan@example.invalid")
    services.unsubscribe(token=mine.token, at=NOW)
    services.unsubscribe(token=address.token, at=NOW)
    assert services.unsubscribe(token=address.token, at=NOW) is None
    assert [(one.pk, one.is_paused) for one in SavedSearch.objects.all()] == [(mine.pk, True)]
    put(filled, b="giá đất đai")
    assert services.run_saved_searches(at=NOW + DAY) == 0
    services.pause_saved_search(saved=SavedSearch.objects.get(), is_paused=False, at=NOW + DAY)
    assert services.run_saved_searches(at=NOW + 3 * DAY) == 0, "what appeared in the pause is not told of later"


def test_the_index_may_be_away(filled: Shelf, engine: Brittle, person: Person) -> None:
    save(person=person)
    put(filled, b="giá đất đai")
    engine._entries = None
    assert services.run_saved_searches(at=NOW + DAY) == 0
    services.rebuild_index()
    assert services.run_saved_searches(at=NOW + DAY) == 1


def test_old_things_are_forgotten(filled: Shelf, person: Person) -> None:
    save(person=person)
    save("nhà ở", email="lan@example.invalid")
    put(filled, b="giá đất đai")
    services.run_saved_searches(at=NOW + DAY)
    services.forget_old(at=NOW + 6 * DAY)
    assert (SavedSearch.objects.count(), FoundItem.objects.count()) == (2, 1)
    services.forget_old(at=NOW + 100 * DAY)
    assert (SavedSearch.objects.count(), FoundItem.objects.count(), NewItem.objects.count()) == (1, 0, 0)


def test_a_person_who_leaves_takes_their_searches_along(person: Person) -> None:
    save(person=person)
    [kept] = queries.data_of(person)
    assert (kept["tiêu đề"], kept["câu tìm"]["text"], kept["báo"], kept["lưu lúc"]) == (
        "đất đai",
        "đất đai",
        "Mỗi ngày một lần",
        NOW,
    )
    services.forget_person(person_id=person.pk)
    assert not SavedSearch.objects.exists()
