"""Files of questions in their three forms."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luatgandan.features.library.enums import RelationKind
from luatgandan.features.library.models import Relation

from ..enums import Status
from ..pipeline.values import Card, Check, Sentence
from ..queries.measuring import Outcome, Place, figures, succeeded
from ..queries.question_sets import BadQuestionError, Expected, read_questions, with_successors
from .lawbook import decree_text, motorbikes, stored

DECREE = {"query": "Vượt đèn đỏ?", "expected_answerable": True,
          "expected_provisions": [{"document_number": "1/2026/NĐ-CP", "article": "7", "clause": None}]}  # fmt: skip


def read(tmp_path: Path, *rows: dict[str, Any]) -> list[Expected]:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return read_questions(path)


def test_our_own_rows(tmp_path: Path) -> None:
    rows = read(tmp_path, {"question": "a", "articles": [["1/2026/NĐ-CP", 7, None]]}, {"question": "b", "status": "X"})
    assert rows == [
        Expected(question="a", articles=frozenset([("1/2026/NĐ-CP", "7", "")])),
        Expected(question="b", status="X"),
    ]


def test_what_an_expert_cites_is_expected(tmp_path: Path) -> None:
    rows = read(tmp_path, {"question": "a", "answer": "Theo khoản 2 Điều 7 Nghị định 1/2026/NĐ-CP thì phải đội mũ."})
    assert rows == [Expected(question="a", articles=frozenset([("1/2026/NĐ-CP", "7", "2")]))]


def test_rows_made_from_a_decree(tmp_path: Path) -> None:
    rows = read(tmp_path, DECREE, {**DECREE, "expected_answerable": False})
    assert rows == [
        Expected(question="Vượt đèn đỏ?", articles=frozenset([("1/2026/NĐ-CP", "7", "")])),
        Expected(question="Vượt đèn đỏ?", status="NO_MATCH"),
    ]


def test_a_bad_row_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadQuestionError, match="Dòng 2"):
        read(tmp_path, {"question": "a"}, {"articles": []})


@pytest.mark.django_db
def test_the_document_that_replaced_the_expected_one_is_told_apart() -> None:
    day = date(2026, 11, 22)
    old, middle, new = (
        stored(f"{number}/2026/NĐ-CP", decree_text(), ended_on=None if number == 3 else day, expired_on=None)
        for number in (1, 2, 3)
    )
    for one, heir in ((old, middle), (middle, new)):
        Relation.objects.create(document=heir, target=one, kind=RelationKind.REPLACES, target_number=one.number)
    rows = [Expected(question=str(n), articles=frozenset([(f"{n}/2026/NĐ-CP", "7", "")])) for n in (1, 3)]
    found = with_successors(rows, today=day)
    assert [one.successors for one in found] == [{"2/2026/NĐ-CP", "3/2026/NĐ-CP"}, frozenset()]
    outcomes = [Outcome(expected=one, card=citing("3/2026/NĐ-CP"), took_ms=1.0) for one in found]
    assert (figures(outcomes)["document_in_first_3"], succeeded(outcomes)) == (0.5, 1.0)


def citing(number: str) -> Card:
    unit = replace(motorbikes().unit, number=number)
    return Card(status=Status.ANSWERED_EXTRACTIVE, question="?", day=date(2026, 11, 22), units=(unit,))


def outcome(cards: Card, *places: Place, status: str = "") -> Outcome:
    expected = Expected(question="?", articles=frozenset(places), status=status)
    return Outcome(expected=expected, card=cards, took_ms=1.0)


def test_precision_and_the_matrix_of_ends() -> None:
    right, other = motorbikes().unit, replace(motorbikes().unit, eid="art_8")
    two = replace(citing(right.number), units=(replace(right, eid="art_7__para_2"), other))
    refused = Card(status=Status.NO_MATCH, question="?", day=date(2026, 11, 22))
    rows = [
        outcome(two, (right.number, "7", "3")),
        outcome(refused, status="NO_MATCH"),
        outcome(two, status="NO_MATCH"),
    ]
    found = figures(rows)
    assert (found["article_precision"], found["clause_precision"], found["article_in_first_3"]) == (0.5, 0.0, 1.0)
    assert found["status_matrix"] == {
        "ANSWERED": {"ANSWERED_EXTRACTIVE": 1},
        "NO_MATCH": {"NO_MATCH": 1, "ANSWERED_EXTRACTIVE": 1},
    }


def test_a_number_that_no_unit_holds_is_counted() -> None:
    checks = (Check("facts", False), Check("quote", True)), (Check("facts", True), Check("quote", False))
    said = tuple(Sentence(text="?", evidence=(), checks=one) for one in checks)
    found = figures([outcome(replace(citing("1/2026/NĐ-CP"), sentences=said))])
    assert (found["numbers_faithful"], found["grounded"], found["sentences_proven"]) == (0.5, 0.5, 0.0)
