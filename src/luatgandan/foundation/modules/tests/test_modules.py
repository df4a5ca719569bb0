"""The registry, the page cache, what is remembered, and the prepared state."""

import os
import signal
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import timezone

from luatgandan.foundation.modules import queries, registry, services
from luatgandan.foundation.modules.management.commands.demo import end, name_site, start
from luatgandan.foundation.modules.middleware import HOUSE_STORE, PageCacheMiddleware
from luatgandan.lib.events import publish, receives


@pytest.fixture
def pages(settings: Any) -> PageCacheMiddleware:
    """The page cache over a view that counts its calls."""
    settings.PAGE_CACHE_SECONDS = 60
    calls = []

    def view(request: HttpRequest) -> HttpResponse:
        calls.append(request.path)
        response = HttpResponse(f"{len(calls)}", status=404 if "404" in request.path else 200)
        if "cookie" in request.path:
            response.set_cookie("csrftoken", "x")
        if "private" in request.path:
            response["Cache-Control"] = "private"
        if "house" in request.path:
            response[HOUSE_STORE] = "content"
        return response

    return PageCacheMiddleware(view)


def ask(pages: PageCacheMiddleware, path: str = "/", cookies: dict[str, str] | None = None, method: str = "get") -> str:
    request = getattr(RequestFactory(), method)(path)
    request.COOKIES.update(cookies or {})
    return pages(request).content.decode()


def test_an_anonymous_page_is_made_once(pages: PageCacheMiddleware) -> None:
    assert [ask(pages), ask(pages), ask(pages, "/?q=1")] == ["1", "1", "2"]


def test_changed_content_makes_all_pages_anew(pages: PageCacheMiddleware) -> None:
    ask(pages)
    services.content_changed()
    assert ask(pages) == "2"


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "lgd_prefs", "messages"])
def test_whoever_is_known_gets_an_own_page(pages: PageCacheMiddleware, cookie: str) -> None:
    ask(pages)
    assert ask(pages, cookies={cookie: "x"}) == "2"
    assert ask(pages) == "1"


@pytest.mark.parametrize("path", ["/cookie/", "/private/", "/404/", "/quan-tri/", "/tai-khoan/"])
def test_personal_and_missing_pages_are_not_stored(pages: PageCacheMiddleware, path: str) -> None:
    assert [ask(pages, path), ask(pages, path)] == ["1", "2"]


def test_what_only_this_store_may_keep_goes_out_as_private(pages: PageCacheMiddleware) -> None:
    answers = [pages(RequestFactory().get("/private/house/")) for _ in range(2)]
    assert [answer.content for answer in answers] == [b"1", b"1"]
    assert [answer["Cache-Control"] for answer in answers] == ["private", "private"]
    assert not any(answer.has_header(HOUSE_STORE) for answer in answers)


def test_posts_are_not_stored(pages: PageCacheMiddleware) -> None:
    assert [ask(pages, method="post"), ask(pages, method="post")] == ["1", "2"]


def test_values_are_remembered_until_content_changes() -> None:
    made = []
    for _ in range(2):
        queries.remember("test.value", lambda: made.append(1) or len(made))
    assert len(made) == 1
    services.content_changed()
    assert queries.remember("test.value", lambda: 9) == 9


def test_what_was_remembered_yesterday_is_forgotten() -> None:
    with time_machine.travel("2026-11-22 12:00+07:00") as clock:
        assert queries.remember("test.day", lambda: 1) == 1
        clock.shift(timedelta(days=1))
        assert queries.remember("test.day", lambda: 2) == 2


def test_the_day_is_that_of_the_portal_whatever_zone_a_request_switched_on() -> None:
    with time_machine.travel("2026-11-24 00:30+07:00"), timezone.override("America/Lima"):
        assert queries.today() == date(2026, 11, 24)


def test_another_process_is_heard_after_the_fresh_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    before = queries.content_version()
    cache.set(queries.VERSION_KEY, "changed elsewhere", None)
    assert queries.content_version() == before
    queries.ask_again()
    assert queries.content_version() == "changed elsewhere"


def test_remembered_markup_renders_once_but_never_in_a_preview() -> None:
    services.content_changed()
    template = Template('{% remembered "test" %}{{ value }}{% endremembered %}')
    request = RequestFactory().get("/")
    texts = [template.render(Context({"request": request, "value": value})) for value in (1, 2)]
    request.is_preview = True  # type: ignore[attr-defined]
    assert [*texts, template.render(Context({"request": request, "value": 3}))] == ["1", "1", "3"]


def test_remembered_needs_a_name() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% remembered %}{% endremembered %}")


def test_offers_come_in_order() -> None:
    orders = [starter.order for starter in registry.offers(registry.Starter)]
    assert orders == sorted(orders)
    assert len(orders) >= 5


def test_the_demo_offers_its_accounts_and_outside_it_there_are_none() -> None:
    sources = registry.offers(registry.DemoAccount)
    assert len(sources) == 1
    assert [account for source in sources for account in source.accounts()] == []


@pytest.mark.parametrize(
    ("host", "site"), [("127.0.0.1", "http://localhost:8123"), ("luat.example", "http://luat.example:8123")]
)
def test_what_the_demo_prints_to_scan_leads_to_where_it_listens(
    host: str, site: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SITE_URL, settings.WAGTAILADMIN_BASE_URL, settings.CSRF_TRUSTED_ORIGINS = "", "", []
    monkeypatch.setenv("LUATGANDAN_SITE_URL", "https://luat.example")
    name_site(host, 8123)
    assert settings.SITE_URL == "", "somebody said how it is called"
    monkeypatch.delenv("LUATGANDAN_SITE_URL")
    name_site(host, 8123)
    assert (site, [site]) == (settings.SITE_URL, settings.CSRF_TRUSTED_ORIGINS)


def test_ctrl_c_reaches_the_demo_alone_which_ends_what_it_started(tmp_path: Path) -> None:
    told = tmp_path / "group"
    child = start(lambda: told.write_text(str(os.getpgrp())))
    end(child)
    assert (told.read_text(), child.exitcode) == (str(child.pid), 0)


IMPATIENT = """
import os, signal, time
import django
django.setup()
from luatgandan.foundation.modules.management.commands.demo import end_all, start

def slow():
    signal.signal(signal.SIGTERM, lambda *_known: (time.sleep(1), os._exit(0)))
    print("works", flush=True)
    time.sleep(60)

children = [start(slow)]
try:
    time.sleep(60)
except KeyboardInterrupt:
    print("stops", flush=True)
finally:
    end_all(children)
print("ended", children[0].exitcode)
"""


def test_ctrl_c_pressed_again_breaks_nothing_off() -> None:
    with Popen([sys.executable, "-c", IMPATIENT], stdout=PIPE, stderr=STDOUT, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "works\n"
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "stops\n"
        time.sleep(0.2)  # it is waiting for the other one now
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "ended 0\n"


def test_an_event_reaches_its_receivers_after_commit_and_one_fault_stops_nobody(
    db: None, django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    class Happened:
        pass

    heard = []

    @receives(Happened)
    def fails(event: Happened) -> None:
        raise RuntimeError

    @receives(Happened)
    def hears(event: Happened) -> None:
        heard.append(event)

    with django_capture_on_commit_callbacks(execute=True):
        publish(Happened())
        assert heard == []
    assert len(heard) == 1
    assert "failed" in caplog.text


def test_the_prepared_state_knows_its_files(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path
    assert services.is_prepared() is False
    services.mark_prepared()
    assert services.is_prepared() is True
    (tmp_path / "prepared" / "stamp").write_text("other")
    assert services.is_prepared() is False
