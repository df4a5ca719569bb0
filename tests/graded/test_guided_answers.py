"""Beside a quoted provision stand the steps and the helpers of the topic page that rests on the same one."""

from dataclasses import replace
from datetime import date

import pytest

from luatgandan.features.assistant.enums import Status
from luatgandan.features.assistant.queries import Asked, answer
from luatgandan.features.library.models import Document
from luatgandan.features.library.tests.laws import stored_law
from luatgandan.features.portal.models import SectionPage
from luatgandan.features.portal.tests.conftest import home, new_topic, question, section
from luatgandan.foundation.search.services import rebuild_index

__all__ = ["home", "section"]  # fixtures
ASKED = Asked(text="Khách qua đò người lớn trả bao nhiêu tiền?", today=date(2026, 11, 22))
FARE = {"article": "2", "clause": "1", "point": "", "says": "Giá đò.", "facts": []}


@pytest.fixture
def law(section: SectionPage) -> Document:
    law = stored_law()
    asked = question(
        law, question="Người lớn qua đò bị đòi thêm tiền thì báo ai?", slug="doi-them-tien", variants=[],
        short_answer="Khách qua đò người lớn trả tiền theo giá đò.", citations=[{"document": law.pk, **FARE}],
    )  # fmt: skip
    section.add_child(instance=(topic := new_topic(section, [asked], title="Đò ngang", slug="do-ngang")))
    topic.save_revision().publish()
    rebuild_index()
    return law


def test_what_to_do_and_who_helps_stand_beside_the_quotation(law: Document) -> None:
    card = answer(ASKED)
    assert (card.status, card.units[0].document) == (Status.ANSWERED_EXTRACTIVE, law.pk)
    assert card.guide is not None
    assert card.guide.steps == ("Gom giấy tờ.", "Hỏi xã, phường.", "Nộp hồ sơ.")
    assert [one.who for one in card.helpers] == ["Ủy ban nhân dân xã, phường"]


def test_for_another_day_nothing_is_told_to_do(law: Document) -> None:
    card = answer(replace(ASKED, at=date(2026, 11, 20)))
    assert (card.status, card.guide) == (Status.ANSWERED_EXTRACTIVE, None)
