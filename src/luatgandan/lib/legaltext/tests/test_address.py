import pytest

from luatgandan.lib.legaltext import Address, BadAddressError, document_slug
from luatgandan.lib.legaltext.address import label_of


@pytest.mark.parametrize(
    ("address", "label", "eid", "path"),
    [
        (Address("6"), "Điều 6", "art_6", "dieu-6"),
        (Address("6", "3", "a"), "điểm a khoản 3 Điều 6", "art_6__para_3__point_a", "dieu-6/khoan-3/diem-a"),
        (Address("12a", "2a"), "khoản 2a Điều 12a", "art_12a__para_2a", "dieu-12a/khoan-2a"),
        (Address("5", "1", "đ"), "điểm đ khoản 1 Điều 5", "art_5__para_1__point_dd", "dieu-5/khoan-1/diem-dd"),
        (Address("5", "", "a1"), "điểm a1 Điều 5", "art_5__point_a1", "dieu-5/diem-a1"),
        (Address("5", "5.1"), "khoản 5.1 Điều 5", "art_5__para_5-1", "dieu-5/khoan-5-1"),
        (Address("4", "1", "1.2"), "điểm 1.2 khoản 1 Điều 4", "art_4__para_1__point_1-2", "dieu-4/khoan-1/diem-1-2"),
    ],
)
def test_forms_of_an_address(address: Address, label: str, eid: str, path: str) -> None:
    assert (address.label, address.eid, address.path) == (label, eid, path)
    assert Address.from_path(path) == address
    assert Address.from_eid(eid) == address


@pytest.mark.parametrize("path", ["", "dieu-", "dieu-6/diem", "khoan-3", "dieu-6/khoan-3/diem-a/x", "dieu-6a1"])
def test_bad_paths_are_refused(path: str) -> None:
    with pytest.raises(BadAddressError):
        Address.from_path(path)


@pytest.mark.parametrize("eid", ["", "chp_II", "att_1__art_1", "art_1__para_2_2", "art_1__para_1__point_a__indent_1"])
def test_units_without_an_address(eid: str) -> None:
    with pytest.raises(BadAddressError):
        Address.from_eid(eid)


def test_what_stands_below_a_point_is_named_too() -> None:
    assert label_of("art_1__para_3__point_b__indent_2") == "tiết 2 điểm b khoản 3 Điều 1"


def test_bad_parts_are_refused() -> None:
    with pytest.raises(BadAddressError, match="không đúng cách đánh số"):
        Address("sáu")


def test_reading_order() -> None:
    mixed = [Address("10"), Address("2", "1", "e"), Address("2", "1", "đ"), Address("2", "1", "d"), Address("2")]
    ordered = ["Điều 2", "điểm d khoản 1 Điều 2", "điểm đ khoản 1 Điều 2", "điểm e khoản 1 Điều 2", "Điều 10"]
    assert [address.label for address in sorted(mixed, key=lambda address: address.sort_key)] == ordered


@pytest.mark.parametrize(
    ("kind", "number", "slug"),
    [
        ("nghi-dinh", "168/2024/NĐ-CP", "nd-168-2024-nd-cp"),
        ("luat", "31/2024/QH15", "luat-31-2024-qh15"),
        ("hien-phap", "Hiến pháp 2013", "hien-phap-2013"),
    ],
)
def test_document_slug(kind: str, number: str, slug: str) -> None:
    assert document_slug(kind, number) == slug
