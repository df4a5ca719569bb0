"""The sixty questions of our own, published."""

from datetime import date

import pytest

from luatgandan.features.library.models import Citation
from luatgandan.features.library.services import load_documents

from .. import queries
from ..models import Publication
from ..starter import load
from .conftest import Units

TODAY = date(2026, 11, 22)


@pytest.fixture
def laws(db: None) -> int:
    return load_documents()


def test_all_stand_published_with_their_citations_and_loading_again_changes_nothing(laws: int, units: Units) -> None:
    assert load() == 60
    before = list(Publication.objects.values_list("pk", "published_at"))
    assert load() == 60
    assert list(Publication.objects.values_list("pk", "published_at")) == before
    assert {one.question.organisation for one in queries.public_questions(on=TODAY)} == {units["root"]}
    assert all(one.answer.basis and one.variants for one in queries.public_questions(on=TODAY))
    assert Citation.objects.of_rooms().values("object_id").distinct().count() == 60
    assert len(list(queries.question_items())) == 60


def test_without_any_unit_nothing_is_published(laws: int) -> None:
    assert load() == 0
