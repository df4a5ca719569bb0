"""Units that get other numbers: the old number keeps answering and leads on."""

from datetime import date

import pytest
from django.test import Client

from luatgandan.features.library import services
from luatgandan.features.library.enums import Action
from luatgandan.features.library.models import Document
from luatgandan.features.library.services import ProposedChange
from luatgandan.foundation.accounts.models import Person

from .changes import amend, clause, confirm, make, proposed, stored_decree, told
from .laws import NOW

DAY = date(2018, 7, 1)


@pytest.fixture
def law(db: None) -> Document:
    return stored_decree()


@pytest.fixture
def amending(db: None) -> Document:
    return make("10/2018/NĐ-CP", date(2018, 1, 1), DAY)


def renumber(law: Document, old: str, new: str) -> ProposedChange:
    return ProposedChange(action=Action.RENUMBER, target=law, target_eid=old, words=((old, new),))


def test_clauses_get_other_numbers_and_the_old_number_keeps_answering(
    law: Document, amending: Document, officer: Person, client: Client
) -> None:
    new = amend(law, "art_2__para_2", clause("2", "Chờ."), action=Action.ADD)
    moves = [renumber(law, "art_2__para_2", "art_2__para_3"), renumber(law, "art_2__para_3", "art_2__para_4")]
    two, three, added = proposed(amending, *moves, new)
    confirm(officer, three, two)

    assert told(law, "art_2")[1][2].splitlines()[3:] == [
        "2. (được đánh số lại thành khoản 3 Điều 2)", "3. Tịch thu xe.", "4. Cảnh cáo.",
    ]  # fmt: skip
    page = client.get(f"{law.get_absolute_url()}dieu-2/khoan-2/").content.decode()
    assert "được đánh số lại thành" in page
    confirm(officer, added)
    assert told(law, "art_2")[1][2].splitlines()[3:] == ["2. Chờ.", "3. Tịch thu xe.", "4. Cảnh cáo."]


def test_an_article_gets_another_number_and_its_old_address_tells_the_new_one(
    law: Document, amending: Document, officer: Person, client: Client
) -> None:
    reworded = amend(law, "art_3__para_1", clause("1", "Hiệu lực mới."))
    change, words_of_three = proposed(amending, renumber(law, "art_3", "art_4"), reworded)
    confirm(officer, change)

    assert told(law, "art_4") == [(DAY, None, "1. Hiệu lực thi hành.")]
    assert told(law, "art_3")[1:] == [(DAY, None, "(được đánh số lại thành Điều 4)")]
    page = client.get(f"{law.get_absolute_url()}dieu-3/").content.decode()
    assert ("được đánh số lại thành" in page, f"{law.get_absolute_url()}dieu-4/" in page) == (True, True)
    confirm(officer, words_of_three)
    assert told(law, "art_4") == [(DAY, None, "1. Hiệu lực mới.")]
    services.undo_change(change=change, by=officer, at=NOW)
    assert (told(law, "art_4"), told(law, "art_3")[1][2]) == ([], "1. Hiệu lực mới.")
