"""Drafts at the desk: from chosen articles to a record that another person publishes."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luatgandan.features.library.enums import RecordKind
from luatgandan.features.library.models import Document, Record
from luatgandan.features.library.services import records
from luatgandan.foundation.accounts.models import Person

from .. import services as assistant
from ..enums import DraftKind, LineRole, Origin
from ..models import Draft
from ..queries.drafts import items_of, latest_version, lines_of, sheet_of
from ..services import drafts as services
from ..services import handing
from .conftest import MakeStaff, Units, made
from .lawbook import NOW, desk


def filled(draft: Draft, by: Person) -> Draft:
    """Every blank is written, from the last one up."""
    words = "Một người chở con đi học mà quên đội mũ."
    for index, line in reversed(list(enumerate(lines_of(latest_version(draft))))):
        if line.role == LineRole.BLANK:
            seen = latest_version(draft).number
            services.change_line(draft=draft, seen=seen, index=index, text=words, by=by, at=NOW)
    return draft


def handed(draft: Draft, by: Person, *, stands: bool = True) -> Draft:
    seen = latest_version(draft).number
    return handing.hand_over(draft=draft, seen=seen, stands_for_own=stands, by=by, at=NOW)


def test_the_desk_leads_articles_to_the_public(
    client: Client, traffic: Document, units: Units, writer: Person, make_staff: MakeStaff
) -> None:
    author, second = desk(writer), desk(make_staff("approver", "ward-a"))
    add = reverse("assistant_drafts:add")
    key = f"{traffic.pk}/art_7"
    assert key in author.get(add, {"q": "Điều 7 Nghị định 2/2026/NĐ-CP", "lookup": 1}).content.decode()
    values = {"title": "Đội mũ", "kind": "situation", "day": "2026-11-22", "organisation": units["ward-a"].pk, "a": key}
    assert "ít nhất một điều luật" in author.post(add, {**values, "a": ""}).content.decode()
    author.post(add, values)
    draft = Draft.objects.get()
    here = reverse("assistant_drafts:draft", args=[draft.pk])
    page = author.get(here).content.decode()
    assert "từ 400.000 đồng đến 600.000 đồng" in page
    assert "Điểm h khoản 2 Điều 7, 2/2026/NĐ-CP" in page
    refused = author.post(here, {"seen": 1, "hand_over": 1}, follow=True).content.decode()
    assert "chỗ chờ người soạn viết" in refused
    filled(draft, writer)
    seen = latest_version(draft).number
    assert "chịu trách nhiệm" in author.post(here, {"seen": seen, "hand_over": 1}, follow=True).content.decode()
    author.post(here, {"seen": seen, "hand_over": 1, "stands_for_own": "on"})
    record = Record.objects.get()
    assert (record.kind, record.organisation) == (RecordKind.SITUATION, units["ward-a"])
    assert client.get(record.get_absolute_url()).status_code == 404
    own = reverse("library_records:record", args=[record.pk])
    for person in (author, second):
        for act in ("check", "approve", "publish"):
            person.post(own, {act: "1"})
        record.refresh_from_db()
        assert (record.state == "published") == (person is second)
    public = client.get(record.get_absolute_url()).content.decode()
    assert "Phạt tiền từ 400.000 đồng đến 600.000 đồng" in public
    assert "Máy lập khung và trích nguyên lời luật" in public
    assert traffic.citations.of_rooms().count() == 1


@pytest.mark.parametrize("kind", [kind for kind in DraftKind if kind != DraftKind.QUIZ])
def test_every_other_kind_becomes_a_record(traffic: Document, units: Units, writer: Person, kind: DraftKind) -> None:
    draft = handed(filled(made(traffic, units["ward-a"], writer, kind), writer), writer)
    assert draft.record is not None
    assert records.validate(draft.record.kind, draft.record.revisions.get().content) is None
    assert draft.record.revisions.get().content["cites"] == [
        "Điều 7 Nghị định số 2/2026/NĐ-CP ngày 01/01/2026 của Chính phủ"
    ]


def test_a_quiz_becomes_questions_of_the_bank_and_never_twins(traffic: Document, units: Units, writer: Person) -> None:
    draft = handed(made(traffic, units["ward-a"], writer, DraftKind.QUIZ), writer)
    items = items_of(draft)
    assert (draft.record, len(items) >= 4, {one.bank.organisation for one in items}) == (None, True, {units["ward-a"]})
    first = items[0].latest
    assert first is not None
    assert [one["text"] for one in first.options if one["id"] in first.key] == ["từ 400.000 đồng đến 600.000 đồng"]
    assert "Máy lập khung" in first.explanation
    assert traffic.citations.filter(object_id=str(items[0].pk)).exists()
    assert items[0].desk_path() in desk(writer).get(reverse("assistant_drafts:draft", args=[draft.pk])).content.decode()
    index = next(at for at, one in enumerate(lines_of(latest_version(draft))) if one.role == LineRole.CHOICE)
    services.change_line(draft=draft, seen=1, index=index, text="1 đồng", by=writer, at=NOW)
    again = items_of(handed(draft, writer))
    assert [one.latest and one.latest.number for one in again] == [2, *(1 for _ in items[1:])]


def test_a_draft_given_back_is_renewed_as_a_revision(draft: Draft, writer: Person) -> None:
    handed(filled(draft, writer), writer)
    index = next(at for at, one in enumerate(lines_of(latest_version(draft))) if one.part == "lesson" and at)
    seen = latest_version(draft).number
    services.add_line(draft=draft, seen=seen, index=index, text="Nhớ cài quai mũ.", by=writer, at=NOW)
    handed(draft, writer)
    assert draft.record is not None
    assert [one.number for one in draft.record.revisions.all()] == [2, 1]
    assert "Nhớ cài quai mũ." in draft.record.revisions.get(number=2).content["details"]["lesson"]


def test_a_clause_is_chosen_instead_of_its_article(traffic: Document, units: Units, writer: Person) -> None:
    browser, add = desk(writer), reverse("assistant_drafts:add")
    article, clause = f"{traffic.pk}/art_7", f"{traffic.pk}/art_7__para_9"
    named = browser.get(add, {"q": "khoản 9 Điều 7 Nghị định 2/2026/NĐ-CP", "lookup": 1}).content.decode()
    assert f'value="{clause}"' in named
    page = browser.get(add, {"a": article}).content.decode()
    assert f'name="chon" value="{clause}">Khoản 9 Điều 7</button> Thời hiệu xử phạt' in page
    typed = browser.post(add, {"a": article, "chon": clause, "title": "Đã gõ", "kind": "radio"}).content.decode()
    assert f'type="hidden" name="a" value="{article}"' not in typed
    assert f'type="hidden" name="a" value="{clause}"' in typed
    assert 'value="Đã gõ"' in typed
    assert '<option value="radio" selected>' in typed
    assert clause not in browser.post(add, {"a": clause, "bo": clause}).content.decode().partition("Đã chọn")[2]
    unit = units["ward-a"].pk
    values = {"title": "Thời hiệu", "kind": "leaflet", "day": "2026-11-22", "organisation": unit, "a": clause}
    browser.post(add, values)
    draft = Draft.objects.get()
    assert [one["label"] for one in draft.articles] == ["Khoản 9 Điều 7, Nghị định 2/2026/NĐ-CP"]
    assert not any("400.000" in one.text for one in lines_of(latest_version(draft)))
    record = handed(filled(draft, writer), writer).record
    assert record is not None
    assert record.revisions.get().content["cites"] == [
        "khoản 9 Điều 7 Nghị định số 2/2026/NĐ-CP ngày 01/01/2026 của Chính phủ"
    ]


def test_two_who_hand_over_at_once_make_one_record(draft: Draft, writer: Person) -> None:
    filled(draft, writer)
    late = Draft.objects.get(pk=draft.pk)  # as the second one's page was read, before the first one was done
    handed(draft, writer)
    with pytest.raises(services.DraftError):
        handed(late, writer)
    assert Record.objects.count() == 1


def test_a_written_sentence_is_bound_checked_and_its_history_kept(draft: Draft, writer: Person) -> None:
    browser, before = desk(writer), lines_of(latest_version(draft))
    index = next(at for at, one in enumerate(before) if one.role == LineRole.BLANK)
    line = reverse("assistant_drafts:line", args=[draft.pk, index])
    browser.post(line, {"text": "Không đội mũ bảo hiểm thì phạt tiền từ 400.000 đồng đến 900.000 đồng", "seen": 1})
    page = browser.get(reverse("assistant_drafts:draft", args=[draft.pk])).content.decode()
    assert "<mark>900.000<span" in page
    assert "có con số, điều khoản mà luật không có" in page
    browser.post(line, {"text": "Không đội mũ bảo hiểm thì phạt tiền từ 400.000 đồng đến 600.000 đồng", "seen": 2})
    row = sheet_of(draft).rows[index]
    assert (row.is_proven, row.line.origin) == (True, Origin.PERSON)
    assert row.unit is not None
    assert row.unit.eid == "art_7__para_2__point_h"
    history = browser.get(reverse("assistant_drafts:history", args=[draft.pk])).content.decode()
    assert "<del>900.000" in history
    assert writer.username in history
    browser.post(f"{line}?them=1", {"text": "Câu thêm.", "seen": 3})
    browser.post(line, {"remove": 1, "seen": 4})
    told = [one.text for one in lines_of(latest_version(draft))]
    assert (told[index], len(told)) == ("Câu thêm.", len(before))


def test_two_people_do_not_overwrite_each_other(draft: Draft, writer: Person) -> None:
    line = reverse("assistant_drafts:line", args=[draft.pk, 1])
    desk(writer).post(line, {"text": "Câu một.", "seen": 1})
    late = desk(writer).post(line, {"text": "Câu hai.", "seen": 1})
    assert "người khác đã lưu bản mới" in late.content.decode()
    assert "Câu hai." in late.content.decode()
    assert latest_version(draft).number == 2


def test_a_draft_is_flagged_when_its_law_changes_and_read_again(
    traffic: Document, draft: Draft, writer: Person, today: date
) -> None:
    assert traffic.citations.of_rooms().count() == 0
    assert assistant.recall(document=traffic, eids=["art_7__para_2"], on=date(2026, 12, 1)) == 1
    draft.refresh_from_db()
    page = desk(writer).get(reverse("assistant_drafts:draft", args=[draft.pk])).content.decode()
    assert "đổi từ ngày 01/12/2026" in page
    with pytest.raises(services.DraftError, match="Luật đã đổi"):
        handed(filled(draft, writer), writer)
    desk(writer).post(reverse("assistant_drafts:draft", args=[draft.pk]), {"reread": 1})
    draft.refresh_from_db()
    assert (draft.recalled_on, draft.day) == (None, timezone.localdate())


def test_personal_data_is_held_back_at_every_text(draft: Draft, writer: Person) -> None:
    line, browser = reverse("assistant_drafts:line", args=[draft.pk, 1]), desk(writer)
    blocked = browser.post(
        line, {"text": "Ông Nguyễn Văn Hùng, CCCD 092085001234", "seen": 1, "no_personal_data": "on"}
    )
    assert "Hãy bỏ số định danh" in blocked.content.decode()
    assert "092085001234 ra" not in blocked.content.decode()
    asked = browser.post(line, {"text": "Ông Nguyễn Văn Hùng gọi 0912345678.", "seen": 1})
    assert "Tên người “Nguyễn Văn Hùng”" in asked.content.decode()
    assert 'type="checkbox" name="no_personal_data"' in asked.content.decode()
    assert latest_version(draft).number == 1
    browser.post(line, {"text": "Ông Nguyễn Văn Hùng là tên giả.", "seen": 1, "no_personal_data": "on"})
    assert latest_version(draft).number == 2


def test_a_long_paste_is_told_so_and_not_cut_by_the_browser(draft: Draft, writer: Person) -> None:
    line, browser = reverse("assistant_drafts:line", args=[draft.pk, 1]), desk(writer)
    assert "maxlength" not in browser.get(line).content.decode().partition('name="text"')[2].partition(">")[0]
    page = browser.post(line, {"text": "a b " * 600, "seen": 1})
    assert page.status_code == 422
    assert "a b a b" in page.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "x" * 500},
        {"a": ["", "x/y", "1/art_", "99999999999999/art_1", "9/chp_1"]},
        {"q": "((", "bo": "/"},
        {"q": "\0"},
    ],
)
def test_odd_questions_get_a_page(writer: Person, asked: dict[str, Any]) -> None:
    assert desk(writer).get(reverse("assistant_drafts:add"), asked).status_code == 200


def test_odd_lines_and_versions(draft: Draft, writer: Person) -> None:
    browser = desk(writer)
    far = reverse("assistant_drafts:line", args=[draft.pk, 999])
    assert browser.get(far).status_code == 200
    assert "không có câu này" in browser.post(far, {"text": "x y z", "seen": 1}).content.decode()
    assert browser.post(far, {"remove": 1, "seen": "x"}).status_code == 302
    assert browser.post(reverse("assistant_drafts:draft", args=[draft.pk]), {"seen": "x"}).status_code == 422
    assert browser.get(reverse("assistant_drafts:draft", args=[10**6])).status_code == 404


def test_a_draft_without_words_in_the_library_is_refused(units: Units, writer: Person) -> None:
    values = {
        "title": "Đội mũ",
        "kind": "quiz",
        "day": "2026-11-22",
        "organisation": units["ward-a"].pk,
        "a": "9/art_9",
    }
    page = desk(writer).post(reverse("assistant_drafts:add"), values)
    assert "chưa có lời của những điều này" in page.content.decode()


def test_the_list_and_the_sheet_ask_as_often_for_many(
    traffic: Document, units: Units, writer: Person, django_assert_max_num_queries: Any
) -> None:
    browser = desk(writer)

    def counts() -> tuple[int, int]:
        draft = made(traffic, units["ward-a"], writer, DraftKind.SUMMARY)
        with django_assert_max_num_queries(40) as asked:
            browser.get(reverse("assistant_drafts:list"))
        with django_assert_max_num_queries(50) as sheet:
            browser.get(reverse("assistant_drafts:draft", args=[draft.pk]))
        return len(asked), len(sheet)

    counts()  # what a process remembers is asked for once
    one = counts()
    for _ in range(28):
        made(traffic, units["ward-a"], writer, DraftKind.SUMMARY)
    assert counts() == one
