import pytest

from luatgandan.lib.links import in_language, with_query


def test_values_stand_before_the_place_named() -> None:
    assert with_query("/van-ban/x/#dieu-6", at="2022-01-01", tim="") == "/van-ban/x/?at=2022-01-01#dieu-6"


def test_values_join_those_that_are_there() -> None:
    assert with_query("/a/?q=1", tim="nợ & lương") == "/a/?q=1&tim=n%E1%BB%A3+%26+l%C6%B0%C6%A1ng"


def test_nothing_to_add_changes_nothing() -> None:
    assert with_query("/a/#b", at="") == "/a/#b"


@pytest.mark.parametrize(
    ("url", "language", "read"),
    [
        ("/van-ban/", "km", "/km/van-ban/"),
        ("/van-ban/", "vi", "/van-ban/"),
        ("/van-ban/", None, "/van-ban/"),
        ("/km/van-ban/", "km", "/km/van-ban/"),
        ("/tep/a.pdf", "en", "/tep/a.pdf"),
        ("tel:113", "km", "tel:113"),
        ("//elsewhere/", "km", "//elsewhere/"),
    ],
)
def test_pages_are_read_in_the_reader_s_language(url: str, language: str | None, read: str) -> None:
    assert in_language(url, language) == read
