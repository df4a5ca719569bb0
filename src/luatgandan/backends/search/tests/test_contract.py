"""One contract for every engine: what is asked and found."""

from dataclasses import replace
from typing import Any

import pytest

from luatgandan.backends.search import Clause, Field, Filter, Occur, Plan, SearchEngine
from luatgandan.backends.search.fake import FakeSearch

from .entries import ENTRIES, entry, look, marked


def test_marks_are_kept_in_marked_fields_only(engine: SearchEngine) -> None:
    assert look(engine, marked("đường")) == ["1", "3"]
    assert look(engine, marked("dương")) == ["2"]
    assert sorted(look(engine, Clause(field=Field.BODY, term="duong"))) == ["1", "2", "3"]


def test_rare_words_and_weights_decide(engine: SearchEngine) -> None:
    assert look(engine, marked("đường"), marked("làng"))[0] == "3"
    assert look(engine, marked("đường"), marked("làng"), Clause(field=Field.TITLE, term="giao", weight=9.0))[0] == "1"


def test_scores_are_the_sum_of_weighted_clauses(engine: SearchEngine) -> None:
    def score(*clauses: Clause) -> float:
        return engine.search(Plan(clauses=clauses)).candidates[0].score

    both = score(marked("đất", weight=2.0), marked("đai", weight=0.5))
    assert both == pytest.approx(2 * score(marked("đất")) + 0.5 * score(marked("đai")), rel=1e-4)


def test_bm25_is_the_same_in_every_engine(engine: SearchEngine) -> None:
    clauses = (marked("đường"), Clause(field=Field.TITLE_MARKED, term="giao", weight=3.0))
    found = {one.id: one.score for one in engine.search(Plan(clauses=clauses)).candidates}
    exact = {one.id: one.score for one in FakeSearch(ENTRIES).search(Plan(clauses=clauses)).candidates}
    assert found == pytest.approx(exact, rel=0.05)


def test_required_and_excluded(engine: SearchEngine) -> None:
    assert look(engine, marked("đường"), marked("làng", Occur.MUST)) == ["3", "4"]
    assert look(engine, marked("đường"), marked("làng", Occur.MUST_NOT)) == ["1"]
    assert look(engine, marked("làng", Occur.MUST_NOT)) == []
    assert look(engine) == []


def test_names_are_exact(engine: SearchEngine) -> None:
    assert look(engine, Clause(field=Field.NAMES, term="nd-168")) == ["1"]
    assert look(engine, Clause(field=Field.NAMES, term="nd-16")) == []


def test_prefixes_find_what_begins_so(engine: SearchEngine) -> None:
    assert sorted(look(engine, Clause(field=Field.BODY, term="d", is_prefix=True))) == ["1", "2", "3", "4"]
    assert look(engine, Clause(field=Field.NAMES, term="nd-16", is_prefix=True)) == ["1"]
    assert look(engine, Clause(field=Field.BODY, term="zz", is_prefix=True)) == []


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Filter(name="kind", values=("question", "topic")), ["3"]),
        (Filter(name="audience", values=("nguoi-dan",)), ["2", "3"]),
        (Filter(name="group", values=("a",)), ["1", "2"]),
        (Filter(name="id", values=("3", "4")), ["3"]),
        (Filter(name="kind", values=("none",)), []),
        (Filter(name="kind", values=()), []),
        (Filter(name="unheard", values=("of",)), []),
        (Filter(name="valid_from", high=99), ["1", "2"]),
        (Filter(name="valid_to", low=200, high=200), ["3"]),
        (Filter(name="valid_to", low=201), ["1", "2"]),
    ],
)
def test_filters(engine: SearchEngine, one: Filter, expected: list[str]) -> None:
    assert sorted(look(engine, Clause(field=Field.BODY, term="duong"), filters=(one,))) == expected


def test_what_passes_a_filter_without_matching_is_not_counted(engine: SearchEngine) -> None:
    plan = Plan(clauses=(Clause(field=Field.BODY, term="duong"),), filters=(Filter(name="kind", values=("topic",)),))
    assert engine.search(plan).total == 0


def test_all_filters_must_let_it_through(engine: SearchEngine) -> None:
    filters = (Filter(name="audience", values=("nguoi-dan",)), Filter(name="group", values=("b",)))
    assert look(engine, Clause(field=Field.BODY, term="duong"), filters=filters) == ["3"]


DATED = [
    entry("1", "đường sắt", issued=300),
    entry("2", "đường bộ", kind="topic"),
    entry("3", "đường làng", issued=100),
    entry("4", "cầu làng", issued=200, kind="topic"),
]


@pytest.mark.parametrize(
    ("order", "clauses", "expected"),
    [
        ("-issued_on", (), ["1", "4", "3", "2"]),
        ("issued_on", (), ["3", "4", "1", "2"]),
        ("-issued_on", (marked("đường"),), ["1", "3", "2"]),
        ("issued_on", (marked("làng"), marked("đường", Occur.MUST_NOT)), ["4"]),
        ("issued_on", (marked("làng", Occur.MUST),), ["3", "4"]),
        ("issued_on", (marked("sông"),), []),
    ],
)
def test_an_order_of_its_own(
    engine: SearchEngine, order: str, clauses: tuple[Clause, ...], expected: list[str]
) -> None:
    engine.rebuild(DATED, version="7")
    for limit in (1, 3, 10):
        found = engine.search(Plan(clauses=clauses, order=order, limit=limit))
        assert [one.id for one in found.candidates] == expected[:limit]
        assert (found.total, len(found.tokens)) == (len(expected), len(expected[:limit]))


def test_a_number_of_nought_comes_last_like_none(engine: SearchEngine) -> None:
    engine.rebuild([replace(DATED[0], numbers={"issued_on": 0}), *DATED[2:]], version="7")
    found = engine.search(Plan(clauses=(), order="issued_on"))
    assert [one.id for one in found.candidates] == ["3", "4", "1"]


def test_without_clauses_filters_choose_and_all_that_passes_is_counted(engine: SearchEngine) -> None:
    engine.rebuild(DATED, version="7")
    plan = Plan(
        clauses=(), filters=(Filter(name="issued_on", high=200),), facets=("kind",), order="-issued_on", limit=1
    )
    found = engine.search(plan)
    assert [(one.id, one.score) for one in found.candidates] == [("4", 0.0)]
    assert found.total == 2
    assert found.facets["kind"] == {"article": 1, "topic": 1}


def test_facets_and_total_count_all_matches_beyond_the_limit(engine: SearchEngine) -> None:
    plan = Plan(clauses=(Clause(field=Field.BODY, term="duong"),), facets=("kind", "audience", "unheard"), limit=1)
    found = engine.search(plan)
    assert (len(found.candidates), found.total) == (1, 3)
    assert found.facets["kind"] == {"article": 2, "question": 1}
    assert found.facets["audience"] == {"nguoi-dan": 2, "can-bo": 1}
    assert found.facets["unheard"] == {}


def test_total_and_facets_count_where_the_core_occurs(engine: SearchEngine) -> None:
    clauses = (Clause(field=Field.BODY, term="duong"), Clause(field=Field.BODY, term="lang"))
    found = engine.search(Plan(clauses=clauses, core=(clauses[1],), facets=("kind",), limit=2))
    assert (len(found.candidates), found.total) == (2, 2)
    assert found.facets["kind"] == {"question": 1, "topic": 1}


def facets_of(engine: SearchEngine, *filters: Filter, **plan: Any) -> tuple[int, dict[str, dict[str, int]]]:
    """The total and the counts of kinds and audiences under `filters`."""
    asked = {"clauses": (Clause(field=Field.BODY, term="duong"),), **plan}
    found = engine.search(Plan(filters=filters, facets=("kind", "audience"), **asked))
    return found.total, {name: dict(counts) for name, counts in found.facets.items()}


def test_a_chosen_facet_is_counted_without_its_own_filter(engine: SearchEngine) -> None:
    chosen = Filter(name="kind", values=("question",))
    assert facets_of(engine, chosen) == (
        1,
        {"kind": {"article": 2, "question": 1}, "audience": {"nguoi-dan": 1, "can-bo": 1}},
    )


def test_of_several_chosen_facets_each_is_counted_under_the_others(engine: SearchEngine) -> None:
    kind, audience = Filter(name="kind", values=("article",)), Filter(name="audience", values=("nguoi-dan",))
    assert facets_of(engine, kind, audience) == (
        1,
        {"kind": {"article": 1, "question": 1}, "audience": {"nguoi-dan": 1}},
    )


def test_facets_are_counted_so_where_the_core_occurs_and_while_browsing(engine: SearchEngine) -> None:
    chosen = Filter(name="kind", values=("topic",))
    core = (Clause(field=Field.BODY, term="lang"),)
    kinds, audiences = {"question": 1, "topic": 1}, {}
    clauses = (Clause(field=Field.BODY, term="duong"), *core)
    assert facets_of(engine, chosen, clauses=clauses, core=core) == (1, {"kind": kinds, "audience": audiences})
    kinds = {"article": 2, "question": 1, "topic": 1}
    assert facets_of(engine, chosen, clauses=(), order="issued_on") == (1, {"kind": kinds, "audience": audiences})


def test_filters_that_are_no_facets_hold_for_all_counts(engine: SearchEngine) -> None:
    group = Filter(name="group", values=("a",))
    assert facets_of(engine, group) == (2, {"kind": {"article": 2}, "audience": {"nguoi-dan": 1}})


def test_candidates_bring_all_that_was_put_in(engine: SearchEngine) -> None:
    (one,) = engine.search(Plan(clauses=(marked("đai"),))).candidates
    assert (one.id, one.group, one.kind) == ("4", "c", "topic")
    assert dict(one.stored) == {"text": "đất đai của làng", "path": ["Luật", "Chương I"]}
    assert (one.numbers["valid_from"], one.facets["kind"]) == (200, ("topic",))


def test_tokens_come_as_numbers_in_the_order_of_candidates(engine: SearchEngine) -> None:
    found = engine.search(Plan(clauses=(marked("đường"),)))
    tokens = found.tokens
    assert len(tokens) == 2
    spelled = [[tokens.words.marked[number] for number in tokens.field(row, "body")] for row in range(2)]
    assert spelled == [["đường", "sắt", "và", "đường", "bộ"], ["con", "đường", "làng"]]
    (road,) = tokens.words.with_marks("đường")
    assert list(tokens.field(0, "body")).count(road) == 2
    assert road in tokens.words.without_marks("duong")
    assert list(tokens.words.with_marks("unheard")) == []


def test_fetching_by_id(engine: SearchEngine) -> None:
    assert [one.id for one in engine.fetch(["4", "none", "1", "4"])] == ["4", "1"]
    assert engine.fetch([]) == []


def test_frequencies_and_terms(engine: SearchEngine) -> None:
    assert engine.document_frequencies(Field.BODY, ["duong", "lang", "none"]) == {"duong": 3, "lang": 2, "none": 0}
    assert engine.terms(Field.BODY, "d", 3) == [("duong", 3), ("dai", 1), ("dat", 1)]
    assert engine.terms(Field.BODY, "zz", 3) == []


def test_odd_tokens_do_no_harm(engine: SearchEngine) -> None:
    for term in ("", "'", '"', "a AND b", "*", "\\", "\x00", "😀", "a" * 70_000, "ខ្មែរ", "%", "_"):
        assert look(engine, marked(term)) == []
        assert look(engine, marked(term or "z", is_prefix=True)) == []
