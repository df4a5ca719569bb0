"""Laws given to other houses and taken over from them."""

import json
from datetime import date
from typing import Any

import pytest

from luatgandan.features.library.enums import Action, State
from luatgandan.features.library.events import ProvisionChanged
from luatgandan.features.library.models import Document, ProvisionVersion
from luatgandan.features.library.queries.sharing import document_data, document_stamps, shared_documents
from luatgandan.features.library.services.sharing import drop_document, take_document
from luatgandan.features.library.services.texts import Source, store_text
from luatgandan.foundation.accounts.models import Person
from luatgandan.lib.events import receives
from luatgandan.lib.legaltext.structure.eids import identify
from luatgandan.lib.legaltext.tree import Parsed

from .changes import CHAPTERS, amend, article, clause, confirm, make, proposed, stored_decree
from .laws import NOW

ORIGIN = "oai:kho.example:van-ban/1-2015-nd-cp"
DAY, LATER = date(2018, 7, 1), date(2022, 7, 1)
heard: list[ProvisionChanged] = []


@receives(ProvisionChanged)
def hear(event: ProvisionChanged) -> None:
    heard.append(event)


@pytest.fixture
def written(db: None, officer: Person) -> list[tuple[Any, ...]]:
    """A law: article 2 amended, 2a inserted and 3 repealed on one day, 1 amended later. What stands of it."""
    law = stored_decree()
    other = make("10/2018/NĐ-CP", date(2018, 1, 1), DAY)
    amends = amend(law, "art_2__para_2", clause("2", "Tạm giữ xe."))
    adds = amend(law, "art_2a", article("2a", clause("1", "Nhắc nhở.")), action=Action.ADD)
    confirm(officer, *proposed(other, amends, adds, amend(law, "art_3", action=Action.REPEAL)))
    later = make("20/2022/NĐ-CP", date(2022, 1, 1), LATER)
    confirm(officer, *proposed(later, amend(law, "art_1__para_1", clause("1", "Mọi nơi."))))
    return words()


@pytest.fixture
def there(written: list[tuple[Any, ...]]) -> dict[str, Any]:
    """This law as another house gives it; here it is gone."""
    data: dict[str, Any] = json.loads(json.dumps(document_data(Document.objects.get(number="1/2015/NĐ-CP"))))
    Document.objects.all().delete()
    return data


def take(data: Any) -> bool:
    return take_document(data, at=NOW, origin=ORIGIN)


def words() -> list[tuple[Any, ...]]:
    rows = ProvisionVersion.objects.order_by("provision__position", "valid_from")
    return list(rows.values_list("provision__eid", "valid_from", "valid_to", "text", "is_repealed"))


def test_a_law_taken_over_reads_on_every_day_as_it_does_there(
    written: list[tuple[Any, ...]], there: dict[str, Any]
) -> None:
    assert take(there)
    taken = Document.objects.get()
    assert words() == written
    assert [row[:3] for row in written if row[4]] == [("art_3", DAY, None)]
    same = {"url": "", "texts": []}
    assert {**document_data(taken), **same} == {**there, **same}
    assert (taken.number, taken.issued_on, taken.effective_on) == ("1/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1))
    assert not take(there)
    assert taken.editions.count() == len(there["texts"]) == 3


def test_what_changed_there_is_told_here_and_what_was_undone_goes(
    there: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    issued = {**there, "texts": there["texts"][:1], "text_hash": "issued"}
    take(issued)
    law = Document.objects.get()
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        take(there)
    assert heard == [
        ProvisionChanged(law.pk, ("art_2", "art_2a", "art_3"), DAY),
        ProvisionChanged(law.pk, ("art_1",), LATER),
    ]
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        take(issued)
    assert [(one.on, one.is_undone) for one in heard] == [(DAY, True), (LATER, True)]
    assert {row[1:3] for row in words()} == {(None, None)}


def test_a_text_of_our_own_stays(there: dict[str, Any]) -> None:
    law = stored_decree()
    Document.objects.filter(pk=law.pk).update(effective_on=None)
    before = words()
    assert not take(there)
    law.refresh_from_db()
    assert (words(), law.effective_on) == (before, date(2015, 1, 1))  # what is not known here is filled in


@pytest.mark.parametrize(
    "bad",
    [
        {"form": 2},
        {"number": ""},
        {"kind": "lá thư"},
        {"issued_on": "hôm qua"},
        {"texts": [{"valid_from": None}]},
        {"texts": [None]},
        {"texts": [{"valid_from": None, "begins": [], "repealed": [], "text": {"header": {"danger": 1}}}]},
    ],
)
def test_values_of_another_form_leave_nothing_behind(there: dict[str, Any], bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        take({**there, **bad})
    assert not Document.objects.exists()


def test_a_law_gone_there_is_doubted_here_once(there: dict[str, Any]) -> None:
    take(there)
    assert not drop_document(at=NOW, origin="oai:kho.example:van-ban/khac")
    assert [drop_document(at=NOW, origin=ORIGIN) for _visit in range(2)] == [True, False]
    assert Document.objects.get().to_confirm == "kho nguồn không còn công bố văn bản này nữa"


def test_stamps_change_with_the_words_and_with_what_is_said_of_the_law(db: None) -> None:
    law = stored_decree()
    make("3/2016/NĐ-CP", date(2016, 1, 1), None)  # its text is not here
    stamps = [list(document_stamps(None))]
    Document.objects.filter(pk=law.pk).update(expired_on=date(2030, 1, 1))
    stamps.append(list(document_stamps([str(law.pk)])))
    store_text(document=law, parsed=Parsed(body=identify(CHAPTERS[:1])), source=Source(at=NOW))
    stamps.append(list(document_stamps(None)))
    assert [[(key, path) for key, path, _stamp in one] for one in stamps] == [[(str(law.pk), law.slug)]] * 3
    assert len({one[0][2] for one in stamps}) == 3
    Document.objects.filter(pk=law.pk).update(state=State.WITHDRAWN)
    assert (list(document_stamps(None)), shared_documents([str(law.pk)])) == ([], [])


def test_other_programs_get_dublin_core_and_akoma_ntoso(db: None) -> None:
    [thing] = shared_documents([str(stored_decree().pk)])
    assert thing.akn is not None
    assert b"<akomaNtoso" in thing.akn()
    assert ("identifier", "1/2015/NĐ-CP") in thing.dublin
    assert ("date", "2014-12-01") in thing.dublin
