"""Public pages of wards."""

from typing import Any

import pytest
from django.test import Client

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.modules.registry import SearchSource, SitemapSource
from luatgandan.foundation.places.models import Ward
from luatgandan.foundation.places.module import module

pytestmark = pytest.mark.usefixtures("wards")


@pytest.fixture(autouse=True)
def one_factor(settings: Any) -> None:
    """The second factor of staff has tests of its own in accounts."""
    settings.STAFF_SECOND_FACTOR = False


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_has_all_wards_in_three_groups(client: Client) -> None:
    page = text(client, "/xa-phuong/")

    assert page.count('href="/xa-phuong/3') == 103
    assert [name in page for name in ("Cần Thơ (cũ)", "Hậu Giang (cũ)", "Sóc Trăng (cũ)")] == [True] * 3
    assert len(page.encode()) < 100_000


def test_the_list_filters_urban_ones(client: Client) -> None:
    assert text(client, "/xa-phuong/?area=urban").count('href="/xa-phuong/3') == 31


def test_the_list_says_why_a_ward_is_meant(client: Client) -> None:
    page = text(client, "/xa-phuong/?q=qu%E1%BA%ADn+th%E1%BB%91t+n%E1%BB%91t")

    assert "thuộc quận Thốt Nốt trước 01/7/2025" in page


def test_a_ward_shows_population_with_source_and_date(client: Client) -> None:
    page = text(client, "/xa-phuong/31135-phuong-ninh-kieu/")

    assert "119.547 người" in page
    assert "Tính đến 01/07/2025. Nguồn:" in page
    assert "Số liệu công bố" in page
    assert "Phường Xuân Khánh" in page
    assert "31135" in page


@pytest.mark.parametrize("path", ["/xa-phuong/31135/", "/xa-phuong/31135-ten-cu/"])
def test_only_the_code_counts(client: Client, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, response["Location"]) == (301, "/xa-phuong/31135-phuong-ninh-kieu/")


def test_an_unknown_code_is_not_found(client: Client) -> None:
    assert client.get("/xa-phuong/99999-khong-co/").status_code == 404


def test_suggestions_are_a_list_for_machines(client: Client) -> None:
    found = client.get("/xa-phuong/goi-y/?q=my+tu").json()

    assert found[0] == {
        "code": "31567",
        "label": "Xã Mỹ Tú",
        "reason": "",
        "url": "/xa-phuong/31567-xa-my-tu/",
    }


def test_the_number_of_queries_does_not_grow(client: Client, django_assert_num_queries: object) -> None:
    client.get("/xa-phuong/")
    Ward.objects.exclude(code="31135").filter(code__gt="31140").delete()
    client.get("/xa-phuong/")
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/xa-phuong/")


def test_offers_search_and_sitemap() -> None:
    search = next(offer for offer in module.offers if isinstance(offer, SearchSource))
    sitemap = next(offer for offer in module.offers if isinstance(offer, SitemapSource))

    assert search.items
    assert len(list(search.items())) == 103
    assert len(list(sitemap.entries())) == 103


def test_staff_correct_a_ward(admin_client: Client) -> None:
    data = {
        "population": "120000",
        "population_source": "Chi cục Thống kê",
        "population_on": "2026-04-01",
        "area_km2": "5,42",
        "seat": "UBND",
        "latitude": "",
        "longitude": "",
        "other_names": "quận Ninh Kiều | quận, huyện cũ\nBến Ninh Kiều",
    }

    response = admin_client.post("/quan-tri/xa-phuong/edit/31135/", data)

    ward = Ward.objects.get(code="31135")
    assert response.status_code == 302, response.content.decode()[:2000]
    assert (ward.population, ward.aliases.count()) == (120000, 2)


def test_a_population_needs_its_source(admin_client: Client) -> None:
    response = admin_client.post("/quan-tri/xa-phuong/edit/31135/", {"population": "5", "other_names": "x | gì đó"})

    page = response.content.decode()
    assert "Số dân phải có nguồn và ngày" in page
    assert "Dòng 1: không có loại “gì đó”" in page


def test_a_stranger_and_a_citizen_may_not_correct(client: Client, django_user_model: type[Person]) -> None:
    assert client.get("/quan-tri/xa-phuong/").status_code == 302
    client.force_login(django_user_model.objects.create(username="dan"))
    assert client.get("/quan-tri/xa-phuong/").status_code == 403


def test_nobody_adds_or_deletes_a_ward(admin_client: Client) -> None:
    assert "/quan-tri/xa-phuong/new/" not in text(admin_client, "/quan-tri/xa-phuong/")
    assert admin_client.post("/quan-tri/xa-phuong/delete/31135/").status_code == 302
    assert Ward.objects.filter(code="31135").exists()
