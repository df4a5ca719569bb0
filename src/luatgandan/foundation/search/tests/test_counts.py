"""Counts of searches: what editors learn, and what nobody can learn from them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from luatgandan.foundation.search import queries, services
from luatgandan.foundation.search.models import SearchCount
from luatgandan.foundation.search.pipeline.values import QueryAnalysis, SearchQuery, SearchResults
from luatgandan.foundation.search.services import counting

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def fresh() -> None:
    counting._pending.take()


def ask(text: str, *, times: int = 1, total: int = 0, at: datetime = NOW, **values: Any) -> None:
    query = SearchQuery(text=text)
    for _ in range(times):
        results = SearchResults(query=query, analysis=QueryAnalysis(text=text), total=total, **values)
        services.count_search(results=results, at=at)


def test_words_that_find_nothing_are_told_of(db: None) -> None:
    ask("nuôi cá sấu", times=4)
    ask("đất đai", times=9, total=50)
    services.write_counts()
    [row] = queries.report_without_results(today=TODAY)
    assert (row.text, row.searches, row.empty, row.last_on) == ("nuôi cá sấu", 4, 4, TODAY)


def test_words_whose_results_nobody_opens_are_told_of(db: None) -> None:
    ask("đất đai", times=10, total=50)
    ask("hôn nhân", times=10, total=50)
    for _ in range(5):
        services.count_click(text="hôn nhân", at=NOW)
    services.write_counts()
    assert [row.text for row in queries.report_with_few_clicks(today=TODAY)] == ["đất đai"]


def test_words_are_kept_only_once_several_asked_them(db: None) -> None:
    ask("vợ tôi tên Lan bỏ đi", times=2)
    services.write_counts()
    assert [row.words for row in SearchCount.objects.all()] == [""]
    assert queries.report_without_results(today=TODAY) == []
    ask("Vợ tôi  tên Lan bỏ đi", at=NOW + timedelta(days=1))
    services.write_counts()
    assert [row.words for row in SearchCount.objects.all()] == ["vợ tôi tên lan bỏ đi", ""]
    assert [row.searches for row in queries.report_without_results(today=TODAY + timedelta(days=1))] == [3]


@pytest.mark.parametrize(
    "text", ["gọi 0912 345 678", "092190001234", "lan@example.invalid", "kể chuyện " * 20, "số 0912.345.678 lừa đảo"]
)
def test_what_looks_like_a_persons_data_is_never_kept(db: None, text: str) -> None:
    ask(text, times=30)
    services.write_counts()
    [row] = SearchCount.objects.all()
    assert (row.words, row.asked) == ("", 30)
    assert text.split()[0] not in row.key


def test_numbers_of_documents_are_no_personal_data(db: None) -> None:
    assert counting.may_keep("168/2024/nđ-cp")
    assert counting.may_keep("nghị định 100/2019 ngày 30/12/2019")


def test_words_with_and_without_marks_are_counted_together(db: None) -> None:
    ask("Sổ đỏ", times=2)
    ask("so do")
    services.write_counts()
    assert [(row.asked, row.words) for row in SearchCount.objects.all()] == [(3, "sổ đỏ")]


def test_a_search_without_an_index_found_nothing_by_no_fault_of_its_words(db: None) -> None:
    ask("đất đai", is_available=False)
    ask("1/2020/qh14", jump="/van-ban/1/")
    ask("")
    services.write_counts()
    assert sorted(SearchCount.objects.values_list("asked", "empty")) == [(1, 0), (1, 0)]


def test_counting_writes_seldom(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        ask("đất đai", times=50)
    ask("đất đai", at=NOW + timedelta(seconds=31))
    assert SearchCount.objects.get().asked == 51


def test_counts_are_forgotten_after_ninety_days(db: None) -> None:
    ask("đất đai", times=3)
    services.write_counts()
    services.forget_old(at=NOW + timedelta(days=89))
    assert SearchCount.objects.count() == 1
    services.forget_old(at=NOW + timedelta(days=91))
    assert SearchCount.objects.count() == 0
