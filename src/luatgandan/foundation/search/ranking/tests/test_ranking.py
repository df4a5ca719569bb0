"""Ranking over a small house of laws, with the engine in memory."""

from collections.abc import Iterable

import numpy as np
import pytest

from luatgandan.backends.search.fake import FakeSearch
from luatgandan.backends.search.words import Words, token_rows
from luatgandan.foundation.modules.registry import SearchItem
from luatgandan.foundation.search.pipeline.analysis import analyse
from luatgandan.foundation.search.pipeline.intents import asks_penalty
from luatgandan.foundation.search.pipeline.passages import entries_of
from luatgandan.foundation.search.pipeline.planning import Weights, plan
from luatgandan.foundation.search.pipeline.tests.house import GLOSSARY, TODAY
from luatgandan.foundation.search.pipeline.values import SearchQuery
from luatgandan.foundation.search.ranking import Model, Profile, features, rank
from luatgandan.foundation.search.ranking.forest import Forest
from luatgandan.foundation.search.ranking.intents import kinds_told
from luatgandan.foundation.search.ranking.terms import ASKING


def _article(law: str, number: int, title: str, text: str, **more: object) -> SearchItem:
    name = {"dat": "Luật Đất đai", "phat": "Nghị định xử phạt vi phạm hành chính về đất đai"}[law]
    return SearchItem(
        id=f"{law}/{number}", kind="article", title=title, url="", text=text, path=(name,), group=law, **more
    )


@pytest.fixture
def engine() -> FakeSearch:
    """A law that few cite and a decree on fines, two articles each."""
    items = [
        _article("dat", 1, "Lấn đất", "Nghiêm cấm lấn đất, chiếm đất của người khác.", cited=9, parts=2),
        _article("dat", 2, "Tách thửa đất", "Việc tách thửa đất phải có lối đi.", cited=9, parts=2),
        _article("phat", 1, "Lấn đất", "Phạt tiền người lấn đất chưa sử dụng.", cited=1, parts=2),
        _article("phat", 2, "Hủy hoại đất", "Phạt tiền người hủy hoại đất.", cited=1, parts=2),
    ]
    return _engine(items)


def _engine(items: Iterable[SearchItem]) -> FakeSearch:
    engine = FakeSearch()
    engine.rebuild([entry for item in items for entry in entries_of(item)], version="1")
    return engine


def _of_texts(**texts: str) -> FakeSearch:
    """An engine of articles that have no title, by id."""
    return _engine(SearchItem(id=name, kind="article", title="", url="", text=text) for name, text in texts.items())


def _search(engine: FakeSearch, text: str):
    analysis = analyse(text, glossary=GLOSSARY, today=TODAY)
    entries = engine.status().entries
    looked = engine.document_frequencies
    asked = plan(analysis, SearchQuery(text=text), Weights(), frequencies=looked, entries=entries, today=TODAY)
    return analysis, engine.search(asked), {"frequencies": looked, "entries": entries}


def _only(column: str, threshold: float) -> Profile:
    """One tree: above the threshold is better."""
    leaves = {"left_child": {"leaf_value": 0.0}, "right_child": {"leaf_value": 1.0}}
    tree = {"tree_structure": {"split_feature": 0, "threshold": threshold, **leaves}}
    return Profile(models={"document": Model((column,), Forest.of([tree]))})


def test_without_a_model_the_order_is_the_engines(engine):
    analysis, found, known = _search(engine, "lấn đất")

    ranked = rank(analysis, found, profile=Profile(), unit="article", **known)

    assert [one.candidate.id for one in ranked] == list(dict.fromkeys(one.id for one in found.candidates))


@pytest.mark.parametrize(("column", "threshold", "first"), [("cited", 1.0, "dat"), ("bears_penalty", 0.5, "phat")])
def test_the_model_decides_which_document_comes_first(engine, column, threshold, first):
    analysis, found, known = _search(engine, "lấn đất bị phạt bao nhiêu")
    name = column if column == "cited" else f"best_{column}"

    ranked = rank(analysis, found, profile=_only(name, threshold), explain=True, **known)

    assert ranked[0].candidate.group == first
    assert len(ranked) == 2
    assert list(ranked[0].features) == [name]


def test_the_best_passage_stands_for_its_document(engine):
    analysis, found, known = _search(engine, "tách thửa đất")

    table = features(analysis, found, **known)

    best = found.candidates[int(table.best[table.keys.index("dat")])]
    assert best.id == "dat/2#0"
    assert table.columns["most_cover"][table.keys.index("dat")] == pytest.approx(1.0, abs=1e-4)


def test_all_columns_are_finite_for_odd_texts(engine):
    for text in ("lấn", "lan dat", "đất " * 200, "đất 2024 168/2024/NĐ-CP ??", "Lấn đất LẤN ĐẤT lấn đất"):
        analysis, found, known = _search(engine, text)
        assert found.candidates, text
        columns = features(analysis, found, **known).columns
        assert all(np.isfinite(column).all() for column in columns.values()), text


def test_marks_that_were_typed_tell_words_apart():
    engine = _of_texts(a="Công trình đường sắt.", b="Công trình dương sát.")
    analysis, found, known = _search(engine, "đường sắt")

    table = features(analysis, found, unit="article", **known)

    exact = dict(zip(table.keys, table.columns["most_pairs_marked"], strict=True))
    assert exact["a"] > exact.get("b", 0.0)


def test_a_fine_is_what_a_question_asks_for():
    def asked(text: str) -> bool:
        return asks_penalty(analyse(text, glossary=GLOSSARY, today=TODAY).syllables)

    assert asked("Năm 2023 lấn đất bị phạt bao nhiêu tiền?")
    assert not asked("Hồ sơ tách thửa đất gồm những gì?")


def test_a_document_of_many_early_passages_has_more_votes(engine):
    analysis, found, known = _search(engine, "phạt tiền người lấn đất")

    table = features(analysis, found, **known)

    of = {name: dict(zip(table.keys, table.columns[name], strict=True)) for name in ("votes", "first", "found")}
    assert of["votes"]["phat"] > of["votes"]["dat"]
    assert of["first"]["phat"] == 0 < of["first"]["dat"]
    assert of["found"]["phat"] == pytest.approx(np.log1p(2))


def test_articles_hear_what_the_rest_of_their_law_says(engine):
    analysis, found, known = _search(engine, "phạt tiền người lấn đất")

    table = features(analysis, found, unit="article", **known)

    votes, whole = table.columns["votes"], table.columns["whole_votes"]
    of = dict(zip(table.keys, whole, strict=True))
    assert of["phat/1"] == of["phat/2"] > of["dat/1"]
    assert whole[table.keys.index("phat/1")] == pytest.approx(
        sum(vote for key, vote in zip(table.keys, votes, strict=True) if key.startswith("phat"))
    )


def test_a_heading_that_the_question_repeats_is_a_run_of_the_title(engine):
    analysis, found, known = _search(engine, "ai được tách thửa đất công")

    table = features(analysis, found, unit="article", **known)

    runs = dict(zip(table.keys, table.columns["best_title_run"], strict=True))
    assert runs["dat/2"] == pytest.approx(3 / 4)
    assert runs["dat/2"] > max(run for key, run in runs.items() if key != "dat/2")


def test_words_that_only_ask_hardly_count_in_a_heading():
    items = [
        SearchItem(id=name, kind="question", title=title, url="", text="Vượt đèn đỏ và lấn đất.")
        for name, title in (("a", "Lấn đất có bị phạt không"), ("b", "Vượt đèn đỏ có bị phạt không"))
    ]
    analysis, found, known = _search(_engine(items), "vượt đèn đỏ có bị phạt không")

    table = features(analysis, found, unit="article", **known)

    runs = dict(zip(table.keys, table.columns["best_title_run"], strict=True))
    asking = sum(one.is_stop for one in analysis.syllables)
    assert asking == 3
    assert runs["a"] == pytest.approx((1 + asking * ASKING) / 7)
    assert runs["b"] == pytest.approx((4 + asking * ASKING) / 8)


def test_what_else_a_path_names_counts_by_how_rare_it_is(engine):
    analysis, found, known = _search(engine, "luật đất đai lấn đất")

    table = features(analysis, found, **known)

    law, decree = table.keys.index("dat"), table.keys.index("phat")
    assert table.columns["path_others"][law] == 0
    assert table.columns["path_others"][decree] > 0
    assert table.columns["path_asked"][law] == pytest.approx(1.0, abs=1e-4)


def test_texts_that_say_the_same_are_alike():
    engine = _of_texts(a="Nghiêm cấm lấn đất công.", b="Nghiêm cấm lấn đất công ích.", c="Đất rừng thuê lấn biển.")
    analysis, found, known = _search(engine, "nghiêm cấm lấn đất, lấn biển")

    table = features(analysis, found, unit="article", **known)

    like = dict(zip(table.keys, table.columns["like_most"], strict=True))
    assert like["a"] == like["b"] > like["c"]


def test_passages_of_a_document_hold_the_question_together(engine):
    analysis, found, known = _search(engine, "hủy hoại đất chưa sử dụng")

    table = features(analysis, found, **known)

    at = table.keys.index("phat")
    assert table.columns["union"][at] > table.columns["best_cover"][at]
    assert table.columns["union_more"][at] > 0


def test_numbers_of_a_text_are_counted():
    engine = _of_texts(a="Phạt tiền từ 400 đến 600 đồng.", b="Phạt tiền người lấn đất công cộng.")
    analysis, found, known = _search(engine, "phạt tiền")

    table = features(analysis, found, unit="article", **known)

    numbers = dict(zip(table.keys, table.columns["most_numbers"], strict=True))
    assert numbers["a"] == pytest.approx(2 / 8)
    assert numbers["b"] == 0


def test_cues_are_found_among_words_that_came_later():
    words = Words()
    before = token_rows([{"body": "quan ly dat", "body_marked": "quản lý đất"}], words)
    assert kinds_told(before)["tells_penalty"].tolist() == [0]

    after = token_rows([{"body": "phat tien", "body_marked": "phạt tiền"}], words)

    assert kinds_told(after)["tells_penalty"] == pytest.approx(np.log1p([1]))


def test_a_cue_does_not_go_on_in_the_next_passage():
    tokens = token_rows([{"body": "bi phat"}, {"title": "tien luong", "body": "phat tien"}], Words())

    assert kinds_told(tokens)["tells_penalty"] == pytest.approx(np.log1p([0, 1]))
