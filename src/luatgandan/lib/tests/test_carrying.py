"""Words are found again by the key in the address alone, and are not in the address."""

from urllib.parse import parse_qs, urlsplit

from luatgandan.lib.carrying import PARAMETER, carried, carry


def test_words_go_along_under_a_key_of_their_own() -> None:
    one, two = (carry(text, to="/gui/") for text in ("Qua đò trả bao nhiêu?", "Ly hôn ở đâu?"))

    keys = [parse_qs(urlsplit(address).query)[PARAMETER][0] for address in (one, two)]
    assert [carried(key) for key in keys] == ["Qua đò trả bao nhiêu?", "Ly hôn ở đâu?"]
    assert urlsplit(one).path == "/gui/"
    assert "%" not in one


def test_a_key_that_nobody_gave_opens_nothing() -> None:
    assert [carried(key) for key in ("", "doan-mo")] == ["", ""]


def test_without_words_the_address_is_the_page_itself() -> None:
    assert carry("", to="/gui/") == "/gui/"
