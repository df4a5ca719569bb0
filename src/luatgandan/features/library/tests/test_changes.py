"""Changes proposed, confirmed into versions, folded, confirmed out of order, refused, undone; and what is told."""

from datetime import date
from typing import Any

import pytest

from luatgandan.features.library import queries, services
from luatgandan.features.library.enums import Action, Proposal
from luatgandan.features.library.events import DocumentPublished, ProvisionChanged
from luatgandan.features.library.models import Change, Citation, Document, ProvisionVersion
from luatgandan.features.library.services import ChangeRefusedError, ProposedChange
from luatgandan.features.library.services.texts import Source, store_text
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.models import Entry
from luatgandan.lib.events import publish, receives
from luatgandan.lib.legaltext.structure.eids import identify
from luatgandan.lib.legaltext.tree import Parsed

from .changes import (
    ARTICLES,
    CHAPTERS,
    amend,
    article,
    clause,
    confirm,
    make,
    point,
    proposed,
    stored_decree,
    told,
)
from .laws import NOW

heard: list[ProvisionChanged] = []


@receives(ProvisionChanged)
def hear(event: ProvisionChanged) -> None:
    heard.append(event)


@pytest.fixture
def law(db: None) -> Document:
    return stored_decree()


@pytest.fixture
def first(db: None) -> Document:
    """The earlier amending document."""
    return make("10/2018/NĐ-CP", date(2018, 1, 1), date(2018, 7, 1))


@pytest.fixture
def second(db: None) -> Document:
    """The later one."""
    return make("20/2022/NĐ-CP", date(2022, 1, 1), date(2022, 7, 1))


BEFORE = "1. Phạt tiền đối với:\na) đi sai làn;\nb) dừng xe.\n2. Tịch thu xe.\n3. Cảnh cáo."


def test_a_confirmed_change_makes_a_version_from_its_day(law: Document, first: Document, officer: Person) -> None:
    [change] = proposed(first, amend(law, "art_2__para_2", clause("2", "Tạm giữ xe."), eid="art_1__para_1"))
    confirm(officer, change)
    assert told(law) == [
        (None, date(2018, 7, 1), BEFORE),
        (date(2018, 7, 1), None, BEFORE.replace("Tịch thu", "Tạm giữ")),
    ]
    version = ProvisionVersion.objects.get(valid_from=date(2018, 7, 1))
    assert (version.changed_by, version.changed_by_eid) == (first, "art_1__para_1")
    assert Change.objects.get().version == version
    assert Entry.objects.filter(action="library.confirm_change").count() == 1


def test_what_changed_is_told_down_to_the_point(
    law: Document, first: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    changed = amend(law, "art_2__para_1__point_a", point("a", "đi ngược chiều;"))
    [change] = proposed(first, changed)
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        confirm(officer, change, change)
    assert heard == [ProvisionChanged(law.pk, ("art_2__para_1__point_a",), date(2018, 7, 1), first.pk)]


def test_several_changes_of_one_day_fold_into_one_version(law: Document, first: Document, officer: Person) -> None:
    confirm(officer, *proposed(
        first,
        amend(law, "art_2__para_2", clause("2", "Tạm giữ xe.")),
        amend(law, "art_2__para_2a", clause("2a", "Trừ điểm."), action=Action.ADD),
        ProposedChange(action=Action.WORDS, target=law, target_eid="art_2__para_3", words=(("Cảnh cáo", "Nhắc nhở"),)),
        ProposedChange(action=Action.REPEAL, target=law, target_eid="art_2__para_1__point_b"),
    ))  # fmt: skip
    [_before, (_since, _until, text)] = told(law)
    assert text == (
        "1. Phạt tiền đối với:\na) đi sai làn;\nb) (được bãi bỏ)\n2. Tạm giữ xe.\n2a. Trừ điểm.\n3. Nhắc nhở."
    )


def test_an_older_change_confirmed_later_is_carried_into_the_later_versions(
    law: Document, first: Document, second: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    [later] = proposed(second, amend(law, "art_2__para_2", clause("2", "Thu xe.")))
    [older] = proposed(first, amend(law, "art_2__para_3", clause("3", "Nhắc nhở.")))
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        confirm(officer, later, older)
    assert [(since, text.splitlines()[-2:]) for since, _until, text in told(law)] == [
        (None, ["2. Tịch thu xe.", "3. Cảnh cáo."]),
        (date(2018, 7, 1), ["2. Tịch thu xe.", "3. Nhắc nhở."]),
        (date(2022, 7, 1), ["2. Thu xe.", "3. Nhắc nhở."]),
    ]
    assert [(event.eids, event.on) for event in heard] == [
        (("art_2__para_2",), date(2022, 7, 1)),
        (("art_2__para_3",), date(2018, 7, 1)),
    ]


def test_an_older_change_that_a_later_one_cannot_stand_on_is_refused(
    law: Document, first: Document, second: Document, officer: Person
) -> None:
    words = ProposedChange(action=Action.WORDS, target=law, target_eid="art_2__para_2", words=(("Tịch thu", "Giữ"),))
    [later] = proposed(second, words)
    [older] = proposed(first, amend(law, "art_2__para_2", clause("2", "Trừ điểm.")))
    confirm(officer, later)
    standing = told(law)
    with pytest.raises(ChangeRefusedError, match=r"Không thấy cụm từ “Tịch thu” ở khoản 2 Điều 2 .*01/07/2022"):
        confirm(officer, older)
    assert (told(law), Change.objects.get(pk=older.pk).state) == (standing, Proposal.PROPOSED)


def test_an_added_article_stands_between_its_neighbours_and_goes_when_undone(
    law: Document, first: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    new = article("2a", clause("1", "Điều mới."), heading="Tên mới")
    [change] = proposed(first, amend(law, "art_2a", new, action=Action.ADD))
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        confirm(officer, change)
    rows = list(law.provisions.order_by("position"))
    assert [one.eid for one in rows] == ["chp_I", "art_1", "art_2", "art_2a", "chp_II", "art_3"]
    assert (rows[3].parent, told(law, "art_2a")) == (rows[0], [(date(2018, 7, 1), None, "1. Điều mới.")])
    assert [(event.eids, event.is_undone) for event in heard] == [(("art_2a",), False)]
    services.undo_change(change=change, by=officer, at=NOW)
    assert not law.provisions.filter(eid="art_2a").exists()


def test_many_articles_added_one_after_another_keep_their_order(
    law: Document, first: Document, officer: Person
) -> None:
    letters = "abcdđeghik"
    orders = [amend(law, f"art_2{letter.replace('đ', 'dd')}", article(f"2{letter}"), action=Action.ADD)
              for letter in letters]  # fmt: skip
    confirm(officer, *reversed(proposed(first, *orders)))
    numbers = [one.number for one in law.provisions.filter(level="article").order_by("position")]
    assert numbers == ["1", "2", *(f"2{letter}" for letter in letters), "3"]


def test_a_repealed_article_says_so_and_may_come_back(
    law: Document, first: Document, second: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    [gone] = proposed(first, ProposedChange(action=Action.REPEAL, target=law, target_eid="art_2"))
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        confirm(officer, gone)
    version = ProvisionVersion.objects.get(valid_from=date(2018, 7, 1))
    assert (version.is_repealed, version.text, version.heading) == (True, "", "Tên điều 2")
    assert heard[-1].eids == ("art_2",)
    assert Document.objects.get(pk=law.pk).partly_since == date(2018, 7, 1)
    confirm(
        officer, *proposed(second, amend(law, "art_2", article("2", clause("1", "Lại có.")), action=Action.REPLACE))
    )
    assert [(one.is_repealed, one.text) for one in ProvisionVersion.objects.filter(provision__eid="art_2")][1:] == [
        (True, ""),
        (False, "1. Lại có."),
    ]


def test_undoing_gives_back_what_stood(
    law: Document, first: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    [one, two] = proposed(first, amend(law, "art_2__para_2", clause("2", "A.")),
                          amend(law, "art_2__para_3", clause("3", "B.")))  # fmt: skip
    confirm(officer, one, two)
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        services.undo_change(change=one, by=officer, at=NOW)
    assert told(law)[1][2].endswith("2. Tịch thu xe.\n3. B.")
    assert [(event.eids, event.is_undone) for event in heard] == [(("art_2__para_2",), True)]
    services.reject_change(change=two, by=officer, at=NOW)
    assert told(law) == [(None, None, BEFORE)]
    assert Document.objects.get(pk=law.pk).partly_since is None
    assert [change.state for change in first.proposed_changes.order_by("pk")] == ["proposed", "rejected"]


def test_a_consolidated_text_of_the_same_day_has_the_change_already(
    law: Document, first: Document, officer: Person
) -> None:
    text = (article("1", clause("1", "Phạm vi.")), article("2", clause("2", "Lời hợp nhất.")), ARTICLES[2])
    store_text(document=law, parsed=Parsed(body=identify(text)), source=Source(at=NOW, valid_from=date(2018, 7, 1)))
    [change] = proposed(first, amend(law, "art_2__para_2", clause("2", "Lời sửa đổi.")))
    confirm(officer, change)
    assert [text for _since, _until, text in told(law)] == [BEFORE, "2. Lời hợp nhất."]


def test_importing_the_text_again_carries_the_changes_over(law: Document, first: Document, officer: Person) -> None:
    confirm(officer, *proposed(first, amend(law, "art_2__para_2", clause("2", "Tạm giữ xe."))))
    better = (ARTICLES[0], article("2", clause("2", "x"), clause("3", "Đọc lại cho đúng.")), ARTICLES[2])
    store_text(document=law, parsed=Parsed(body=identify(better)), source=Source(at=NOW))
    services.renew_versions(document=law)
    assert told(law)[1][2] == "2. Tạm giữ xe.\n3. Đọc lại cho đúng."


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"target_eid": "art_9__para_1", "content": (clause("1", "x"),)}, "Không tìm thấy khoản 1 Điều 9"),
        ({"target_eid": "art_2", "content": (article("2"),), "action": Action.ADD}, "Điều 2 đã có"),
        ({"target_eid": "art_2__para_2"}, "Chưa đọc được lời mới của khoản 2 Điều 2"),
        ({"target_eid": "chp_V", "action": Action.REPEAL}, "Không tìm thấy Chương V"),
        ({"target_eid": "art_2__para_1", "action": Action.RENUMBER, "words": (("art_2__para_1", "art_3__para_2"),)},
         "trong cùng một điều"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_before_and_refused(
    law: Document, first: Document, officer: Person, change: Any, message: str
) -> None:
    [row] = proposed(first, ProposedChange(**{"action": Action.AMEND, "target": law, **change}))
    assert message in row.problem
    with pytest.raises(ChangeRefusedError, match=message):
        confirm(officer, row)
    assert told(law) == [(None, None, BEFORE)]


def test_without_a_day_a_text_or_the_document_nothing_is_confirmed(law: Document, officer: Person) -> None:
    undated = make("30/2023/NĐ-CP", date(2023, 1, 1), None)
    empty = make("31/2023/NĐ-CP", date(2012, 1, 1), None)
    wanted = {"action": Action.REPEAL, "target_eid": "art_1"}
    rows = proposed(
        undated,
        ProposedChange(target=law, **wanted),
        ProposedChange(target=empty, on=date(2024, 1, 1), **wanted),
        ProposedChange(target_number="99/2001/NĐ-CP", on=date(2024, 1, 1), **wanted),
    )
    assert ["ngày có hiệu lực" in rows[0].problem, "toàn văn" in rows[1].problem, "99/2001" in rows[2].problem] == [
        True,
        True,
        True,
    ]
    done = services.confirm_changes(changes=rows, by=officer, at=NOW)
    assert (done.count, len(done.refused)) == (0, 3)


def test_a_target_that_comes_later_is_tied_and_the_problem_goes(
    first: Document, officer: Person, django_capture_on_commit_callbacks: Any
) -> None:
    [row] = proposed(first, ProposedChange(action=Action.REPEAL, target_number="1/2015/NĐ-CP", target_eid="art_2"))
    assert "chưa có trong thư viện" in row.problem
    came = make("1/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1), *CHAPTERS)
    with django_capture_on_commit_callbacks(execute=True):
        publish(DocumentPublished(document_id=came.pk))
    assert Change.objects.get().problem == ""
    services.confirm_change(change=row, by=officer, at=NOW)
    assert told(came)[1][0] == date(2018, 7, 1)


def test_proposing_again_keeps_what_was_decided(law: Document, first: Document, officer: Person) -> None:
    orders = [amend(law, f"art_2__para_{number}", clause(number, "Mới.")) for number in "23"]
    one, _two = proposed(first, *orders)
    services.reject_change(change=one, by=officer, at=NOW)
    assert services.propose_changes(document=first, changes=orders) == 1
    assert services.propose_changes(document=first, changes=[]) == 0
    assert [change.state for change in Change.objects.all()] == ["rejected"]


def test_known_changes_not_yet_applied(law: Document, first: Document, second: Document, officer: Person) -> None:
    one, _two = [proposed(by, amend(law, "art_2__para_2", clause("2", "Mới.")))[0] for by in (first, second)]
    assert [change.document for change in queries.pending_changes(law)] == [first, second]
    assert [change.document for change in queries.pending_changes(law, on=date(2020, 1, 1))] == [first]
    confirm(officer, one)
    assert [change.document for change in queries.pending_changes(law)] == [second]


def test_what_the_new_words_cite_is_recorded(law: Document, first: Document, officer: Person) -> None:
    cited = make("5/2010/NĐ-CP", date(2010, 1, 1), date(2010, 7, 1))
    words = clause("2", "Thực hiện theo khoản 1 Điều 9 Nghị định số 5/2010/NĐ-CP.")
    confirm(officer, *proposed(first, amend(law, "art_2__para_2", words)))
    citation = Citation.objects.get(document=cited)
    assert (citation.eid, citation.source) == ("art_9__para_1", ProvisionVersion.objects.get(valid_from="2018-07-01"))


def test_a_text_that_begins_consolidated_has_older_changes_in_it(first: Document, officer: Person) -> None:
    law = make("2/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1))
    store_text(document=law, parsed=Parsed(body=identify(ARTICLES)), source=Source(at=NOW, valid_from=date(2020, 1, 1)))
    [change] = proposed(first, amend(law, "art_2__para_2", clause("2", "Mới.")))
    assert "bản hợp nhất từ ngày 01/01/2020" in change.problem
    with pytest.raises(ChangeRefusedError, match="bản hợp nhất"):
        confirm(officer, change)
