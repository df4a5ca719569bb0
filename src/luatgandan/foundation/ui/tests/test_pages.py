"""Display settings, languages in the header, and the pages for errors."""

from http import HTTPStatus

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from luatgandan.foundation.ui import queries, views
from luatgandan.foundation.ui.context_processors import ui


def test_server_error_needs_no_context_and_no_database(rf: RequestFactory) -> None:
    response = views.server_error(rf.get("/"))

    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Máy chủ đang có lỗi" in response.content.decode()


def test_a_database_that_is_away_asks_readers_to_come_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: object) -> None:
        raise OperationalError("could not connect to server")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", away)
    client.raise_request_exception = False
    answer = client.get("/tai-khoan/dang-nhap/")
    assert (answer.status_code, answer["Retry-After"]) == (HTTPStatus.SERVICE_UNAVAILABLE, "30")
    assert "thử lại sau vài phút" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "words"), [("400", "chưa đọc được"), ("403", "chưa có quyền"), ("404", "Không có trang này")]
)
def test_error_page_needs_no_database(rf: RequestFactory, name: str, words: str) -> None:
    request = rf.get("/khong-co/")

    html = render_to_string(f"ui/errors/{name}.html", {**ui(request), "request": request})

    assert words in html


def test_words_of_a_form_without_its_token_are_given_back(db: None) -> None:
    typed = {"question": "Hàng xóm <b>lấn</b> đất", "password": "hai từ", "code": "123456"}
    response = Client(enforce_csrf_checks=True).post("/tim-kiem/", typed, headers={"Referer": "http://testserver/x/"})

    html = response.content.decode()
    assert response.status_code == 403
    assert "Chưa gửi được" in html
    assert "Hàng xóm &lt;b&gt;lấn&lt;/b&gt; đất</textarea>" in html
    assert "hai từ" not in html
    assert html.count("<textarea") == 1
    assert 'href="/x/"' in html


def test_not_found_offers_search_and_contact(rf: RequestFactory) -> None:
    context = {**ui(rf.get("/x/")), "footer": {"phone": "0292 3 820 000"}}

    html = render_to_string("ui/errors/404.html", context)

    assert 'action="/tim-kiem/"' in html
    assert 'href="tel:+842923820000"' in html


def test_page_stands_without_menu_and_footer(rf: RequestFactory) -> None:
    html = render_to_string("ui/page.html", ui(rf.get("/")))

    assert '<main class="page" id="noi-dung"' in html
    assert "menu-bar" not in html


def test_active_entry_of_the_menu_says_so(rf: RequestFactory) -> None:
    menu = [{"label": "Hỏi đáp", "url": "/hoi-dap/", "is_active": True}]

    html = render_to_string("ui/page.html", {**ui(rf.get("/")), "menu": menu})

    assert html.count('<a href="/hoi-dap/" aria-current="page">Hỏi đáp</a>') == 2


def test_preferences_are_read_from_the_cookie_and_stand_on_the_page(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.COOKIES[queries.COOKIE] = "theme=dark&text=large&contrast=high&width=wide"

    html = render_to_string("ui/page.html", ui(request))

    assert (
        '<html lang="vi" dir="ltr" data-theme="dark" data-text="large" data-contrast="high" data-width="wide">' in html
    )


def test_strange_preferences_are_ignored() -> None:
    assert queries.read_preferences('theme="><script>&size=9&text=large') == queries.Preferences(text="large")


def test_settings_page_keeps_the_choice_and_goes_back(rf: RequestFactory) -> None:
    response = views.display(
        rf.post("/hien-thi/", {"theme": "dark", "text": "xlarge", "contrast": "", "width": "", "next": "/van-ban/"})
    )

    assert (response.status_code, response["Location"]) == (HTTPStatus.FOUND, "/van-ban/")
    assert queries.read_preferences(response.cookies[queries.COOKIE].value) == queries.Preferences(
        theme="dark", text="xlarge"
    )


def test_choosing_the_defaults_forgets_the_cookie(rf: RequestFactory) -> None:
    response = views.display(rf.post("/hien-thi/", {"theme": "", "next": "/"}))

    assert response.cookies[queries.COOKIE]["max-age"] == 0


@pytest.mark.parametrize("target", ["https://example.com/", "//example.com/", "javascript:alert(1)"])
def test_settings_page_never_leads_away(rf: RequestFactory, target: str) -> None:
    response = views.display(rf.post("/hien-thi/", {"theme": "dark", "next": target}))

    assert response["Location"] == "/hien-thi/"


def test_language_links_keep_the_page() -> None:
    links = queries.language_links(path="/km/hoi-dap/", query="trang=2", active="km")

    assert [(link.code, link.url, link.is_active) for link in links] == [
        ("vi", "/hoi-dap/?trang=2", False),
        ("km", "/km/hoi-dap/?trang=2", True),
        ("en", "/en/hoi-dap/?trang=2", False),
    ]


def test_the_page_names_itself_in_every_language(rf: RequestFactory) -> None:
    with translation.override("km"):
        html = render_to_string("ui/page.html", ui(rf.get("/km/hoi-dap/", {"q": "a&b", "trang": 2})))

    assert '<link rel="alternate" hreflang="vi" href="http://localhost:8000/hoi-dap/?q=a%26b&amp;trang=2">' in html
    assert '<a href="/km/hoi-dap/?q=a%26b&amp;trang=2" lang="km" hreflang="km" aria-current="true">' in html
    assert 'href="/km/hien-thi/?next=/km/hoi-dap/%3Fq%3Da%2526b%26trang%3D2"' in html


def test_a_page_without_translations_leads_home() -> None:
    links = queries.language_links(path="/_ui/", query="", active="vi")

    assert [link.url for link in links] == ["/", "/km/", "/en/"]


def test_unreviewed_translation_is_marked_and_vietnamese_parts_say_so(rf: RequestFactory) -> None:
    with translation.override("km"):
        marked = render_to_string("ui/page.html", ui(rf.get("/km/")))

    assert '<html lang="km"' in marked
    assert 'class="notice' in marked
    assert '<div class="footer__agency" lang="vi">' in marked
    assert "km-400.woff2" in marked


def test_vietnamese_page_has_no_notice_and_no_khmer_text_font(rf: RequestFactory) -> None:
    html = render_to_string("ui/page.html", ui(rf.get("/")))

    assert 'class="notice' not in html
    assert "km-400" not in html
