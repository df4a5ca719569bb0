"""Whose words explain a term: the newest text of a document, consolidated or its own."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from luatgandan.lib.legaltext.structure import parse_article_body
from luatgandan.lib.legaltext.tree import Parsed

from ..models import DefinedTerm, Document
from ..services.meaning import read_meaning
from ..services.terms import record_terms
from ..services.texts import Source, store_text
from .laws import stored_law

pytestmark = pytest.mark.django_db

OWN = Source(at=datetime(2026, 11, 22, 3, 0, tzinfo=UTC))


def read(law: Document, source: Source, meaning: str) -> None:
    article = parse_article_body(f"1. Phà là {meaning}.", "3", heading="Giải thích từ ngữ")
    parsed = Parsed(body=(article,))
    read_meaning(edition=store_text(document=law, parsed=parsed, source=source).edition, parsed=parsed)


def told() -> list[str]:
    return list(DefinedTerm.objects.filter(key="pha").values_list("meaning", flat=True))


@pytest.mark.parametrize("order", [("own", "older", "newer"), ("newer", "older", "own"), ("older", "newer", "own")])
def test_the_newest_text_explains_the_word(order: tuple[str, ...]) -> None:
    law = stored_law()
    days = {"older": date(2026, 6, 1), "newer": date(2026, 9, 1)}
    for name in order:
        read(law, replace(OWN, valid_from=days.get(name)), f"thuyền {name}")
    assert told() == ["thuyền newer."]


def test_the_words_of_an_annex_can_be_read_again() -> None:
    law = stored_law()
    article = parse_article_body("1. Phà là thuyền.", "3", heading="Giải thích từ ngữ")
    (clause,) = article.children
    annexed = replace(article, eid="att_1__art_3", children=(replace(clause, eid="att_1__art_3__para_1"),))
    for _ in range(2):
        record_terms(articles={law.pk: [annexed]})
    assert told() == ["thuyền."]
