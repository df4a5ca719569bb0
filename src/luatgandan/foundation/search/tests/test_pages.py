"""The pages of search from request to answer, over a small index."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client

from luatgandan.backends.messages.fake import outbox
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.search import services
from luatgandan.foundation.search.models import SavedSearch, SearchCount
from luatgandan.foundation.search.pipeline.tests.odd_texts import TYPED

pytestmark = pytest.mark.usefixtures("things")
HERE = "/tim-kiem/"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def main(answer: Any) -> str:
    html: str = answer.content.decode()
    return html[html.index("<main") : html.index("</main>")]


@pytest.mark.parametrize("name", TYPED)
def test_odd_words_give_a_page_that_helps(client: Client, name: str) -> None:
    answer = client.get(HERE, {"q": TYPED[name]})

    assert answer.status_code == 200
    assert 'class="hit ' in main(answer) or "Gửi câu hỏi cho cán bộ" in main(answer)
    assert "<script>" not in main(answer)


@pytest.mark.parametrize(
    "rest",
    [
        "trang=9999",
        "trang=-1",
        "at=hom-qua",
        "at=0000-00-00",
        "nam=xyz",
        "loai=%00",
        "trong=thing:0",
        "sap-xep=x&nhom=y",
    ],
)
def test_odd_choices_give_a_page_that_helps(client: Client, rest: str) -> None:
    answer = client.get(f"{HERE}?q=n%E1%BB%93ng+%C4%91%E1%BB%99&{rest}")

    assert answer.status_code == 200
    assert 'class="hit ' in main(answer) or "Gửi câu hỏi cho cán bộ" in main(answer)


def test_an_empty_search_is_the_start(client: Client) -> None:
    assert "Bạn cần biết điều gì?" in main(client.get(HERE))
    assert client.get(HERE, {"q": "  \x00 "}).templates[0].name == "search/start.html"


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        ({"linh-vuc": "Giao thông"}, ["Nghị định 168/2024/NĐ-CP", "Nghị định 100/2019/NĐ-CP"]),
        ({"linh-vuc": "Giao thông", "sap-xep": "cu-nhat"}, ["Nghị định 100/2019/NĐ-CP", "Nghị định 168/2024/NĐ-CP"]),
        (
            {"loai": "article"},
            ["Điều 6. Xử phạt người điều khiển xe ô tô", "Điều 7. Xử phạt người điều khiển xe mô tô"],
        ),
        ({"loai": "topic"}, ["Đất đai, nhà ở"]),
        ({"loai": "document", "hieu-luc": "in_force", "at": "01/01/2024"}, ["Nghị định 100/2019/NĐ-CP"]),
    ],
)
def test_without_words_what_was_chosen_is_listed_by_day(
    client: Client, chosen: dict[str, str], titles: list[str]
) -> None:
    html = main(client.get(HERE, chosen))

    assert re.findall(r'class="hit__title"><a[^>]*>([^<]*)<', html) == titles
    assert f"{len(titles)} kết quả" in html


@pytest.mark.parametrize(
    ("words", "is_stored"),
    [("ly hôn ở xa", True), ("số 0912345678 lừa tôi", False), ("chồng tôi bỏ nhà đi " * 5, False)],
)
def test_only_what_many_ask_is_stored_and_only_in_the_house(
    client: Client, settings: Any, words: str, is_stored: bool
) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    answers = [client.get(HERE, {"q": words}) for _ in range(5)]

    assert [answer.has_header("X-Page-Cache") for answer in answers] == [False] * 4 + [is_stored]
    assert all(answer["Cache-Control"].startswith("private") for answer in answers)
    assert not any(answer.has_header("Surrogate-Control") for answer in answers)


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("168/2024/NĐ-CP", "/van-ban/nd-168-2024-nd-cp/?tim=168%2F2024%2FN%C4%90-CP"),
        ("d7 nd168", "/van-ban/nd-168-2024-nd-cp/dieu-7/?tim=d7+nd168"),
    ],
)
def test_a_number_or_an_address_goes_straight_there(client: Client, words: str, url: str) -> None:
    answer = client.get(HERE, {"q": words})

    assert (answer.status_code, answer["Location"]) == (302, url)


def test_a_jump_can_be_declined(client: Client) -> None:
    answer = client.get(HERE, {"q": "168/2024/NĐ-CP", "khong-nhay": "1"})

    assert answer.status_code == 200
    assert "Nghị định 168/2024/NĐ-CP" in main(answer)


def test_a_page_jumped_to_leads_back(client: Client) -> None:
    html = client.get("/xa-phuong/?tim=168/2024").content.decode()

    assert 'href="/tim-kiem/?q=168%2F2024&amp;khong-nhay=1"' in html


def test_khmer_readers_jump_inside_their_language(client: Client) -> None:
    assert client.get(f"/km{HERE}", {"q": "168/2024/NĐ-CP"})["Location"].startswith("/km/van-ban/nd-168-2024-nd-cp/")


def test_number_of_queries_is_the_same_with_few_and_many_results(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(HERE, {"q": "nồng độ cồn"})  # what is remembered is remembered
    with django_assert_max_num_queries(3):
        client.get(HERE, {"q": "nồng độ cồn", "nhom": "dieu"})
    with django_assert_max_num_queries(3):
        client.get(HERE, {"q": "uống rượu"})


# --- programs --------------------------------------------------------------------------------------------------------


def test_suggestions_are_a_list_of_lines(client: Client) -> None:
    answer = client.get(f"{HERE}goi-y/", {"q": "nghị định 168"})

    line = next(one for one in answer.json() if one["kind"] == "document")
    assert line["url"] == "/van-ban/nd-168-2024-nd-cp/"
    assert set(line) == {"label", "detail", "kind", "url", "lang"}


def test_suggestions_on_khmer_pages_say_their_language(client: Client) -> None:
    found = client.get(f"/km{HERE}goi-y/", {"q": "nghị định 168"}).json()

    assert {one["lang"] for one in found} == {"vi"}
    assert found[0]["url"].startswith("/km/")


@pytest.mark.parametrize("typed", ["", "a", "x" * 5000, "\x00", "((("])
def test_suggestions_never_fail(client: Client, typed: str) -> None:
    assert client.get(f"{HERE}goi-y/", {"q": typed}).status_code == 200


def test_browsers_get_suggestions_their_way(client: Client) -> None:
    answer = client.get(f"{HERE}goi-y/", {"q": "nghị định 168", "kieu": "opensearch"})

    typed, texts, details, urls = json.loads(answer.content)
    assert answer["Content-Type"] == "application/x-suggestions+json"
    assert typed == "nghị định 168"
    assert len(texts) == len(details) == len(urls) > 0


def test_a_search_is_a_feed(client: Client) -> None:
    answer = client.get(f"{HERE}atom/", {"q": "nồng độ cồn", "nhom": "dieu"})

    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(answer.content)
    entries = {entry.findtext(f"{atom}id"): entry for entry in feed.iter(f"{atom}entry")}
    entry = entries["http://localhost:8000/van-ban/nd-168-2024-nd-cp/dieu-7/"]
    assert entry.findtext(f"{atom}updated") == "2024-12-26T00:00:00+00:00"
    assert len(entries) == 4


def test_browsers_learn_how_to_search(client: Client) -> None:
    answer = client.get("/opensearch.xml")

    spec = "{http://a9.com/-/spec/opensearch/1.1/}"
    description = ElementTree.fromstring(answer.content)
    templates = {url.get("type"): url.get("template") for url in description.iter(f"{spec}Url")}
    assert templates["text/html"] == "http://localhost:8000/tim-kiem/?q={searchTerms}"
    assert len(description.findtext(f"{spec}ShortName") or "") <= 16
    assert "opensearch.xml" in client.get(HERE).content.decode()


# --- counting --------------------------------------------------------------------------------------------------------


def test_opening_a_result_is_counted_without_a_person(client: Client) -> None:
    services.write_counts()
    SearchCount.objects.all().delete()
    client.get(HERE, {"q": "nồng độ cồn"})

    answer = Client(enforce_csrf_checks=True).post(
        f"{HERE}nhan/?q=n%E1%BB%93ng+%C4%91%E1%BB%99+c%E1%BB%93n&hang=1&id=x"
    )

    assert answer.status_code == 204
    services.write_counts()
    (count,) = SearchCount.objects.all()
    assert (count.asked, count.opened) == (1, 1)


@pytest.mark.parametrize("rest", ["", "q=", "q=%00", "x=1"])
def test_odd_countings_count_nothing(client: Client, rest: str) -> None:
    services.write_counts()
    SearchCount.objects.all().delete()

    assert client.post(f"{HERE}nhan/?{rest}").status_code == 204

    services.write_counts()
    assert not SearchCount.objects.exists()


# --- hearing of what is new -----------------------------------------------------------------------------------------


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


def test_a_link_that_means_nothing_is_not_found(client: Client) -> None:
    assert client.get(f"{HERE}da-luu/xac-nhan/x/").status_code == 404
    assert "Bạn đã thôi nhận thư" in main(client.get(f"{HERE}da-luu/thoi-nhan/x/"))
    assert client.get(f"{HERE}da-luu/x/atom/").status_code == 404


def test_nothing_to_follow_leads_to_the_start(client: Client) -> None:
    assert client.get(f"{HERE}luu/").headers["Location"] == HERE


# --- staff -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def editor(client: Client, settings: Any) -> Client:
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(Person.objects.create_superuser(username="bien-tap", password="x"))
    return client


@pytest.mark.parametrize("path", ["/quan-tri/tim-kiem/", "/quan-tri/tim-kiem/tung-buoc/?q=a"])
def test_strangers_see_no_reports(client: Client, path: str) -> None:
    client.force_login(Person.objects.create_user(username="lanh", email="lanh@example.vn"))

    assert client.get(path).status_code in (302, 403)


def test_an_editor_sees_what_is_looked_for_in_vain(editor: Client) -> None:
    for _ in range(3):
        editor.get(HERE, {"q": "thuế trước bạ tàu vũ trụ"})
    services.write_counts()

    assert "thuế trước bạ tàu vũ trụ" in editor.get("/quan-tri/tim-kiem/").content.decode()


def test_an_editor_sees_how_the_index_stands(editor: Client) -> None:
    services.note_changes(source="thing", keys=["3"])

    assert "6 đoạn; 1 thay đổi đang chờ, 0 đã thử" in editor.get("/quan-tri/tim-kiem/").content.decode()


@pytest.mark.parametrize("name", ["", *TYPED])
def test_every_step_of_a_search_is_shown(editor: Client, name: str) -> None:
    answer = editor.get("/quan-tri/tim-kiem/tung-buoc/", {"q": TYPED.get(name, "nồng độ cồn năm 2025"), "nhom": "dieu"})

    assert answer.status_code == 200
    if not name:
        html = answer.content.decode()
        for words in ("Kế hoạch tìm", "at_words", "năm 2025", "thing:17/art_7"):
            assert words in html
