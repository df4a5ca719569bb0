"""What people type, and which ward they mean."""

import unicodedata

import pytest
from django.utils import timezone

from luatgandan.foundation.places import queries, services
from luatgandan.foundation.places.models import PlaceAlias, Ward
from luatgandan.lib.vietnamese import fold

pytestmark = pytest.mark.usefixtures("wards")


def first(text: str) -> str:
    return queries.find_wards(text)[0].ward.name


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ninh Kiều", "Phường Ninh Kiều"),
        ("Vĩnh Châu", "Phường Vĩnh Châu"),
        ("xa my tu", "Xã Mỹ Tú"),
        ("phường cái khế", "Phường Cái Khế"),
        ("p cai khe", "Phường Cái Khế"),
        ("p.cai khe", "Phường Cái Khế"),
        ("P. Cái Khế", "Phường Cái Khế"),
        ("X. Mỹ Tú", "Xã Mỹ Tú"),
        ("thot not", "Phường Thốt Nốt"),
        ("xã  Phú Hữu", "Xã Phú Hữu"),
        ("CÁI RĂNG", "Phường Cái Răng"),
        (unicodedata.normalize("NFD", "Phường Thốt Nốt"), "Phường Thốt Nốt"),
        ("hoả lựu", "Xã Hỏa Lựu"),
        ("binh thuỷ", "Phường Bình Thủy"),
        ("Vị\u00a0Thanh\u200b", "Phường Vị Thanh"),
        ("31135", "Phường Ninh Kiều"),
        ("xà phiên", "Xã Xà Phiên"),
        ("xã xà phiên", "Xã Xà Phiên"),
        ("Ninh Kiều, Cần Thơ", "Phường Ninh Kiều"),
        ("ninh kieu can tho", "Phường Ninh Kiều"),
        ("ninh kieu tp can tho", "Phường Ninh Kiều"),
        ("xã Mỹ Tú, huyện Mỹ Tú, tỉnh Sóc Trăng", "Xã Mỹ Tú"),
        ("ấp 3, xã Mỹ Tú", "Xã Mỹ Tú"),
        ("Vị Thanh 1", "Xã Vị Thanh 1"),
        ("Long Phú 1", "Phường Long Phú 1"),
        ("cai khue", "Phường Cái Khế"),
        ("thto not", "Phường Thốt Nốt"),
        ("lịch hôi thuong", "Xã Lịch Hội Thượng"),
        ("lich hoi thuon", "Xã Lịch Hội Thượng"),
        ("song phung", "Xã Nhơn Mỹ"),
    ],
)
def test_finds_what_people_type(typed: str, expected: str) -> None:
    assert first(typed) == expected


@pytest.mark.parametrize("form", ["{0.name}", "{0.bare_name}", "{0.code}"])
def test_every_official_name_names_its_ward_beyond_doubt(form: str) -> None:
    for ward in queries.all_wards():
        assert queries.resolve_ward(form.format(ward)).ward == ward


def test_every_official_name_without_marks_too() -> None:
    assert [ward.name for ward in queries.all_wards() if queries.resolve_ward(fold(ward.name)).ward != ward] == []


def test_confusable_names_stand_in_the_right_order() -> None:
    thanh = [match.ward.name for match in queries.find_wards("vị thanh")]
    phu = [match.ward.name for match in queries.find_wards("long phu")]

    assert thanh[:2] == ["Phường Vị Thanh", "Xã Vị Thanh 1"]
    assert phu[:2] == ["Xã Long Phú", "Phường Long Phú 1"]


def test_an_old_district_gives_all_its_wards_with_the_reason() -> None:
    matches = queries.find_wards("quận Ninh Kiều")

    names = {match.ward.name for match in matches}
    assert names == {"Phường Ninh Kiều", "Phường Cái Khế", "Phường Tân An", "Phường An Bình"}
    assert {match.reason for match in matches} == {"thuộc quận Ninh Kiều trước 01/7/2025"}
    assert queries.resolve_ward("quận Ninh Kiều").ward is None


def test_an_exact_name_stands_before_aliases_and_they_before_near_misses() -> None:
    scores = [
        queries.find_wards("Tân An")[0].score,
        queries.find_wards("Song Phụng")[0].score,
        queries.find_wards("cai khue")[0].score,
    ]

    assert scores == sorted(scores, reverse=True)
    assert first("Tân An") == "Phường Tân An"


def test_the_rest_of_an_address_decides_between_equal_names() -> None:
    assert first("Xã Phú Hữu, tỉnh Hậu Giang") == "Xã Phú Hữu"
    assert first("Xã Phú Hữu, huyện Long Phú") == "Xã Trường Khánh"
    assert queries.resolve_ward("Phường 1, thị xã Vĩnh Châu").ward == Ward.objects.get(name="Phường Vĩnh Châu")


def test_a_split_old_unit_is_told_as_a_part() -> None:
    reasons = {m.ward.name: m.reason for m in queries.find_wards("phường Bùi Hữu Nghĩa")}

    assert reasons["Phường Cái Khế"] == "gồm một phần Phường Bùi Hữu Nghĩa cũ (trước 01/7/2025)"
    assert queries.resolve_ward("phường Bùi Hữu Nghĩa").ward is None


def test_a_numbered_ward_is_never_taken_for_its_neighbour() -> None:
    for number in range(1, 10):
        reasons = [match.reason for match in queries.find_wards(f"Phường {number}", 20)]
        assert all(f"Phường {number} " in reason for reason in reasons)


@pytest.mark.parametrize("text", ["", "   ", "%", "'; DROP TABLE", "zzzz", "🙂", "x" * 5000, ",,,", "."])
def test_nonsense_finds_nothing_and_breaks_nothing(text: str) -> None:
    assert queries.find_wards(text) == []
    assert queries.resolve_ward(text) == queries.Resolution(None, [])


def test_a_near_miss_is_never_taken_without_asking() -> None:
    found = queries.resolve_ward("cai khue")

    assert found.ward is None
    assert [match.ward.name for match in found.choices] == ["Phường Cái Khế"]


def test_a_new_alias_is_found_at_once() -> None:
    ward = Ward.objects.get(name="Phường Cái Khế")
    assert queries.find_wards("công viên lưu hữu phước") == []

    alias = services.AliasText(alias="Công viên Lưu Hữu Phước", kind=services.AliasKind.COMMON_NAME)
    services.update_ward(ward=ward, facts={}, aliases=[alias], at=timezone.now(), actor=None)

    assert first("cong vien luu huu phuoc") == "Phường Cái Khế"
    assert PlaceAlias.objects.filter(ward=ward).count() == 1


def test_one_query_when_the_names_are_in_memory(django_assert_num_queries: object) -> None:
    queries.find_wards("Ninh Kiều")

    with django_assert_num_queries(1):  # type: ignore[operator]
        queries.find_wards("quận Ninh Kiều", 30)
