"""Questions for the meaning of a word: the provision that explains it comes first."""

from datetime import date

import pytest

from luatgandan.features.library.models import DefinedTerm, Document
from luatgandan.features.library.services.terms import record_terms

from ..queries.defining import definitions
from .lawbook import decree_text, stored

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "question", ["Mũ bảo hiểm là gì?", "the nao la mu bao hiem", "Xin hỏi mũ bảo hiểm nghĩa là gì"]
)
def test_the_clause_that_explains_the_word_is_found(traffic: Document, question: str) -> None:
    assert [one.eid for one in definitions(question, TODAY)] == ["art_3__para_4"]


@pytest.mark.parametrize("question", ["Không đội mũ bảo hiểm phạt bao nhiêu?", "Mũ bao hiểm là gì?", "Nón lá là gì?"])
def test_other_questions_and_other_words_get_none(traffic: Document, question: str) -> None:
    assert definitions(question, TODAY) == []


def test_a_law_that_is_none_that_day_explains_nothing(traffic: Document) -> None:
    assert definitions("Mũ bảo hiểm là gì?", date(2020, 1, 1)) == []


def test_a_short_name_and_a_circular_explain_nothing(traffic: Document) -> None:
    DefinedTerm.objects.filter(document=traffic).update(term="mũ bảo hiểm")
    assert definitions("Mũ bảo hiểm là gì?", TODAY) == []
    DefinedTerm.objects.filter(document=traffic).update(term="Mũ bảo hiểm")
    Document.objects.filter(pk=traffic.pk).update(kind="thong-tu")
    assert definitions("Mũ bảo hiểm là gì?", TODAY) == []


def test_a_decree_explains_nothing_beside_a_law(traffic: Document) -> None:
    law = stored("3/2026/QH15", decree_text(), kind="luat", slug="luat-3-2026-qh15")
    record_terms(articles={law.pk: decree_text().articles})
    assert [one.document for one in definitions("Mũ bảo hiểm là gì?", TODAY)] == [law.pk]
