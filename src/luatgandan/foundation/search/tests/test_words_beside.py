"""Words of the dictionary and agencies beside answers: which of them a reader means."""

import pytest

from luatgandan.foundation.modules.registry import SearchItem

from .conftest import Fill, find
from .things import answer, word

pytestmark = pytest.mark.django_db


def test_words_of_the_dictionary_stand_above_answers_not_before_them(fill: Fill) -> None:
    fill(word("sổ đỏ"), answer("Làm sổ đỏ lần đầu hết bao nhiêu tiền?"))
    results = find("làm sổ đỏ hết bao nhiêu tiền vậy")
    assert [one.kind for one in results.results] == ["question"]
    assert [one.title for one in results.words] == ["sổ đỏ"]


def test_a_word_that_hardly_fits_is_not_explained(fill: Fill) -> None:
    fill(word("hụi"), word("bảo hiểm xe đò", "2"), answer("Làm sổ đỏ lần đầu hết bao nhiêu tiền?"))
    assert find("làm sổ đỏ lần đầu hết bao nhiêu tiền cho xe").words == ()


def test_a_word_that_only_fits_is_not_explained_beside_one_that_is_named(fill: Fill) -> None:
    racing = SearchItem(
        id="term:2", kind="term", title="đua xe", url="/tu-dien/#2", text="lạng lách, bốc đầu xe máy, nồng độ cồn"
    )
    fill(word("nồng độ cồn"), racing, answer("Nhậu rồi chạy xe về có bị phạt không?"))
    assert [one.title for one in find("lạng lách bốc đầu xe máy bị phạt sao").words] == ["đua xe"]
    assert [one.title for one in find("nồng độ cồn xe máy").words] == ["nồng độ cồn"]


def test_an_agency_that_begins_the_words_is_meant_one_within_a_question_is_not(fill: Fill) -> None:
    police = SearchItem(id="agency:1", kind="organisation", title="Công an phường Đò", url="/co-quan/1/")
    fill(police, word("mời"), answer("Chia sẻ tin bậy bị phạt sao?"), answer("Mất xe thì báo công an", "2"))
    assert find("công an phường").results[0].kind == "organisation"
    assert find("tin bậy có bị công an phường mời không").results[0].title == "Chia sẻ tin bậy bị phạt sao?"


@pytest.mark.parametrize("text", ["sổ đỏ", "so do", "sổ đỏ là gì"])
def test_who_asks_for_a_word_gets_the_word(fill: Fill, text: str) -> None:
    fill(word("sổ đỏ"), answer("Làm sổ đỏ lần đầu hết bao nhiêu tiền?"))
    results = find(text)
    assert "term" in [one.kind for one in results.results]
    assert results.words == ()
