"""A small corpus, read, indexed, asked and learnt from, without starting processes."""

import json
from datetime import date
from math import log2

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from luatgandan.foundation.search.evaluation import baseline
from luatgandan.foundation.search.evaluation.citing import count_cited
from luatgandan.foundation.search.evaluation.corpus import DocumentRow, Question
from luatgandan.foundation.search.evaluation.documents import plain_units, read_row
from luatgandan.foundation.search.evaluation.indexing import build, read_items
from luatgandan.foundation.search.evaluation.measuring import Task, answer
from luatgandan.foundation.search.evaluation.metrics import figures, percentile
from luatgandan.foundation.search.evaluation.training import (
    BY_UNIT,
    PARAMETERS,
    Case,
    Cases,
    cross_validate,
    folds_of,
    gains,
    model_of,
    train,
)
from luatgandan.foundation.search.evaluation.tuning import Learnt, learn, tuned
from luatgandan.foundation.search.ranking import Profile, Unit
from luatgandan.foundation.search.ranking.forest import LEAVES

DECREE = """CHÍNH PHỦ
Số: 12/2022/NĐ-CP
NGHỊ ĐỊNH
VỀ QUẢN LÝ CHỢ
Căn cứ Luật Thương mại ngày 14 tháng 6 năm 2005;
Chính phủ ban hành Nghị định về quản lý chợ.
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về quản lý chợ.
Điều 2. Phí vệ sinh
1. Người bán hàng nộp phí vệ sinh hằng tháng.
2. Mức phí do tỉnh quy định.
"""
LAW = """QUỐC HỘI
Luật số: 36/2005/QH11
LUẬT
THƯƠNG MẠI
Điều 1. Phạm vi điều chỉnh
Luật này quy định hoạt động thương mại.
"""
TODAY = date(2026, 11, 22)


@pytest.fixture
def files(tmp_path):
    """A corpus of two documents and two questions."""
    rows = [
        {"id": "n", "text": DECREE, "loai": "Nghị định", "so_hieu": "12/2022/NĐ-CP", "ngay_ban_hanh": "2022-01-02"},
        {"id": "l", "text": LAW, "loai": "Luật", "so_hieu": "36/2005/QH11", "ngay_ban_hanh": "2005-06-14"},
    ]
    asked = [
        {"id": "1", "question": "Phí vệ sinh ở chợ ai nộp?", "relevant": ["n"]},
        {"id": "2", "question": "Hoạt động thương mại là gì?", "relevant": ["l"]},
    ]
    for name, values in (("c.jsonl", rows), ("q.jsonl", asked)):
        (tmp_path / name).write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in values), "utf-8")
    return tmp_path / "c.jsonl", tmp_path / "q.jsonl"


def test_a_document_becomes_its_head_and_articles():
    read = read_row(DocumentRow("n", DECREE, number="12/2022/NĐ-CP", kind="Nghị định"))

    assert [(item.kind, item.eid) for item in read.items if item.kind != "annex"] == [
        ("document", ""),
        ("article", "art_1"),
        ("article", "art_2"),
    ]
    assert "Người bán hàng nộp phí vệ sinh" in read.items[-1].text
    assert {item.group for item in read.items} == {"n"}


def test_what_the_parser_cannot_read_is_cut_before_each_article():
    text = "\n".join(f"Điều {number}. Việc {number}\n1. Nội dung {number}." for number in (3, 7, 2))

    units = list(plain_units(text))

    assert [(unit.number, unit.heading, unit.text) for unit in units] == [
        (number, f"Việc {number}", f"1. Nội dung {number}.") for number in ("3", "7", "2")
    ]


def test_a_law_is_counted_where_a_basis_names_it():
    rows = [
        DocumentRow("n", DECREE, number="12/2022/NĐ-CP", kind="Nghị định", issued_on="2022-01-02"),
        DocumentRow("l", LAW, title="Luật Thương mại", number="36/2005/QH11", kind="Luật", issued_on="2005-06-14"),
    ]

    assert count_cited([read_row(row).cites for row in rows]) == {"l": 1}


def test_numbers_of_bases_are_read_in_all_their_forms():
    old = DocumentRow("c", "Nội dung.", number="217/CP", kind="Quyết định")
    rows = [DocumentRow("n", DECREE.replace("Căn cứ Luật", "Căn cứ Quyết định số 217-CP ngày 1/6/1979;\nCăn cứ Luật"))]

    assert count_cited([read_row(row).cites for row in (old, *rows)]) == {"c": 1}


def test_the_right_documents_are_found(files, tmp_path):
    corpus, questions = files
    built = build(read_items(corpus, is_quiet=True), tmp_path / "work" / "index")

    found = answer(Task(corpus, questions, TODAY, is_quiet=True), tmp_path / "work", built.unit)

    assert (built.unit, built.rows) == ("document", 2)
    assert [order[0] for order in found.orders] == ["n", "l"]
    assert built.index_bytes > 0
    assert all(seconds > 0 for seconds in (*found.seconds, *found.typing))
    assert len(found.typing) == 3 * len(found.seconds)


def test_plain_fts5_finds_words_with_their_marks(tmp_path):
    path = tmp_path / "fts5.sqlite3"
    baseline.build(path, [("a", "phí vệ sinh"), ("b", "thương mại"), ("a", "phí chợ vệ sinh")])

    orders, _ = baseline.search(path, ["phí vệ sinh?", '"thương OR', "không có gì"])

    assert orders == [["a"], ["b"], []]


def test_figures_by_hand():
    found = figures([["x", "a", "b"], ["c"]], [{"a", "b"}, {"d"}])

    assert found["R@1"] == 0
    assert found["R@5"] == 0.5
    assert found["MRR@10"] == 0.25
    assert found["nDCG@10"] == round((1 / log2(3) + 1 / 2) / (1 + 1 / log2(3)) / 2, 4)
    assert percentile([3, 1, 2], 0.5) == 2


def test_questions_with_the_same_words_or_answer_stay_in_one_fold():
    asked = [("Lấn đất?", "a"), ("Tách  thửa?", "b"), ("lấn đất?", "c"), ("Thuê đất?", "a"), ("Bán đất?", "d")]
    questions = [Question(text, frozenset({answer})) for text, answer in asked]

    by_words, by_answers = folds_of(questions, 2, "questions"), folds_of(questions, 2, "answers")

    assert by_words[0] == by_words[2]
    assert by_answers[0] == by_answers[3]
    assert set(np.unique(by_words)) == set(np.unique(by_answers)) == {0, 1}


def _made(columns: tuple[str, ...], telling: int, unit: Unit = "article") -> Cases:
    """Sixty questions of ten answers, of which that one is right whose `telling` column is the greatest."""
    generator = np.random.default_rng(1)
    keys = tuple(map(str, range(10)))
    shape = (10, len(columns))
    typed = [Case(at, keys, generator.random(shape, np.float32), np.zeros(10, np.int8)) for at in range(60)]
    for case in typed:
        case.labels[int(case.rows[:, telling].argmax())] = 1
    questions = [Question(f"câu {at}", frozenset({keys[int(case.labels.argmax())]})) for at, case in enumerate(typed)]
    return Cases(unit, columns, typed, [], questions)


def test_what_tells_the_answer_is_learnt():
    cases = _made(("noise", "telling"), telling=1)

    learnt = train(cases.typed, cases.columns, "article")
    found, without_marks = cross_validate(cases, 3, "questions")

    assert gains(learnt)[0][0] == "telling"
    assert found["MRR@10"] > 0.8
    assert without_marks["MRR@10"] == 0


def test_the_model_of_articles_goes_on_from_that_of_documents():
    documents = _made(("telling", "noise"), telling=0, unit="document")
    articles = _made(("more", "noise", "telling"), telling=2)

    first = train(documents.typed, documents.columns, "document")
    learnt = train(articles.typed, articles.columns, "article", start=model_of(first))
    before, after = model_of(first), model_of(learnt)

    assert set(after.columns) >= set(before.columns)
    assert len(after.forest.roots) == len(before.forest.roots) + sum(one.num_trees() for one in learnt.boosters)
    rows = articles.typed[0].rows
    places = [articles.columns.index(name) for name in after.columns]
    only = before.forest.scores(rows[:, [articles.columns.index(name) for name in before.columns]])
    own = sum(booster.predict(rows, raw_score=True) for booster in learnt.boosters)
    assert after.forest.scores(rows[:, places]) == pytest.approx(only + own, abs=1e-4)


def test_what_no_set_is_given_for_stays_and_articles_go_on_from_it():
    kept = Profile({"implied": 1.0}, {"document": model_of(train(*_training("document")))}, {"made_on": "2026-11-22"})
    given = [Learnt("article", "articles.jsonl", 10, 10, _made(("more", "noise", "telling"), telling=2))]

    learnt = learn(given, kept.models)
    found = tuned(given, learnt, kept, {"folds": 0})

    assert learnt["article"].start is kept.models["document"] is found.models["document"]
    assert set(found.models["article"].columns) >= set(kept.models["document"].columns)
    assert (found.weights, found.about["kept"]) == (kept.weights, kept.about)


def _training(unit: Unit) -> tuple[list[Case], tuple[str, ...], Unit]:
    cases = _made(("telling", "noise"), telling=0, unit=unit)
    return cases.typed, cases.columns, unit


def test_what_is_tuned_fits_into_the_masks_of_a_forest():
    assert max(one.get("num_leaves", 0) for one in (PARAMETERS, *BY_UNIT.values())) <= LEAVES


def test_the_command_says_which_row_is_bad(files):
    corpus, questions = files
    questions.write_text('{"id": 1, "question": "Gì?"}', "utf-8")

    with pytest.raises(CommandError, match=r"q\.jsonl, dòng 1"):
        call_command("evaluate_search", corpus=corpus, questions=questions, verbosity=0)
