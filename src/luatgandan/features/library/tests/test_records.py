"""Records of the repository: kinds and schemas, two people, revisions, publication, withdrawal, lists, data, import."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator

from luatgandan.features.library import queries
from luatgandan.features.library.enums import RecordKind, State, Step
from luatgandan.features.library.forms import RecordForm
from luatgandan.features.library.models import DETAILS, Citation, Document, Record, Review, Revision, Shape
from luatgandan.features.library.queries import records as record_queries
from luatgandan.features.library.queries import search_items
from luatgandan.features.library.queries.schemas import record_schema
from luatgandan.features.library.services import precedents
from luatgandan.features.library.services import records as services
from luatgandan.features.library.services.reviews import flag_document
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.organisations.models import Organisation

from .conftest import NOW, MakeStaff, desk

SCHEMAS = Path(__file__).parents[5] / "docs" / "schemas"
PRECEDENTS = Path(__file__).parents[6] / "shared" / "data" / "files" / "precedents_md"
LESSON = {"school": "thcs", "objectives": "Biết đội mũ bảo hiểm.", "activities": "- Hỏi\n- Đáp"}
MARKDOWN = """# Án lệ số 901/2026/AL — Ví dụ minh họa về đặt cọc

**Lĩnh vực:** Dân sự
**Ngày công bố:** 06/04/2026

## Tình huống

Hai bên đặt cọc để mua nhà. Nhà bị thu hồi vì **quy hoạch**.

## Giải pháp pháp lý

Bên nhận cọc chỉ trả lại tiền cọc.

**Căn cứ:**
- Điều 328 BLDS 2015 — Đặt cọc
- Nguyên tắc lỗi

## Ý nghĩa

- Phạt cọc cần có lỗi
"""

Units = dict[str, Organisation]


def sample(kind: str) -> dict[str, Any]:
    """Details of a kind with every field filled in."""
    values = {Shape.LINE: "dòng", Shape.TEXT: "đoạn", Shape.DAY: "2026-01-02", Shape.NUMBER: 45, Shape.LIST: ["một"],
              Shape.FLAG: True}  # fmt: skip
    return {one.name: one.choices[0][0] if one.choices else values[one.shape] for one in DETAILS[kind]}


def draft(unit: Organisation, by: Person | None, kind: str = RecordKind.SCHOOL_MATERIAL, **content: Any) -> Record:
    details = content.pop("details", LESSON if kind == RecordKind.SCHOOL_MATERIAL else sample(kind))
    whole = {"title": "Bài đội mũ bảo hiểm", "details": details, **content}
    return services.create_record(kind=kind, organisation=unit, content=whole, by=by, at=NOW)


def publish(record: Record, writer: Person, approver: Person) -> Record:
    services.submit_record(record=record, by=writer, at=NOW)
    services.check_record(record=record, by=approver, at=NOW)
    services.approve_record(record=record, by=approver, at=NOW)
    return services.publish_record(record=record, by=approver, at=NOW)


@pytest.fixture
def writer(make_staff: MakeStaff) -> Person:
    return make_staff("editor")


@pytest.fixture
def approver(make_staff: MakeStaff) -> Person:
    return make_staff("approver")


@pytest.fixture
def code(db: None) -> Document:
    document = Document(
        slug="bo-luat-91-2015-qh13", number="91/2015/QH13", kind="bo-luat", title="Dân sự", issuer="Quốc hội",
        short_name="Bộ luật Dân sự 2015", issued_on=date(2015, 11, 24), effective_on=date(2017, 1, 1),
    )  # fmt: skip
    document.clean()
    document.save()
    content_changed()
    return document


@pytest.mark.parametrize("kind", RecordKind.values)
def test_every_kind_goes_public_and_its_data_fit_its_schema(
    kind: str, client: Client, units: Units, writer: Person, approver: Person
) -> None:
    record = publish(draft(units["root"], writer, kind, number="1/2026", details=sample(kind)), writer, approver)
    page = client.get(record.get_absolute_url())
    answer = client.get(record.data_url)
    served = client.get(f"/luoc-do/{kind}.schema.json")
    Draft202012Validator.check_schema(served.json())
    Draft202012Validator(served.json(), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(answer.json())
    assert (page.status_code, answer.json()["details"]) == (200, sample(kind))
    assert served["Content-Type"] == "application/schema+json"


@pytest.mark.parametrize("kind", RecordKind.values)
def test_the_schemas_in_docs_are_those_that_are_served(kind: str, settings: Any) -> None:
    settings.SITE_URL = "http://localhost:8000"
    written = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    assert written == record_schema(kind)


@pytest.mark.parametrize("kind", RecordKind.values)
def test_the_form_of_a_kind_makes_details_that_fit_its_schema(kind: str, units: Units, writer: Person) -> None:
    details = sample(kind)
    data = {f"detail_{name}": "\n".join(value) if isinstance(value, list) else value for name, value in details.items()}
    common = {"title": "Tên", "organisation": units["root"].pk, "audience": "moi-nguoi", "language": "vi",
              "licence": "chi-doc"}  # fmt: skip
    form = RecordForm({**common, **data}, kind=kind, person=writer)
    assert form.is_valid(), form.errors
    assert form.content()["details"] == details
    services.validate(kind, {**services.EMPTY, **form.content()})


def test_a_missing_detail_is_told_by_its_name(units: Units, writer: Person) -> None:
    with pytest.raises(services.InvalidContentError, match="Các bước tiến hành"):
        draft(units["root"], writer, details={"school": "thcs", "objectives": "Biết."})
    form = RecordForm({"title": ""}, kind=RecordKind.SCHOOL_MATERIAL, person=writer)
    assert {"title", "detail_school", "detail_objectives"} <= set(form.errors)


def test_nobody_checks_approves_or_publishes_own_writing(units: Units, approver: Person, make_staff: MakeStaff) -> None:
    other = make_staff("unit_head")
    record = draft(units["root"], approver)
    services.submit_record(record=record, by=approver, at=NOW)
    with pytest.raises(services.NotAllowedError):
        services.check_record(record=record, by=approver, at=NOW)
    services.check_record(record=record, by=other, at=NOW)
    with pytest.raises(services.NotAllowedError):
        services.approve_record(record=record, by=approver, at=NOW)
    services.approve_record(record=record, by=other, at=NOW)
    with pytest.raises(services.NotAllowedError):
        services.publish_record(record=record, by=approver, at=NOW)
    assert services.publish_record(record=record, by=other, at=NOW).state == State.PUBLISHED


def test_steps_cannot_be_skipped(units: Units, writer: Person, approver: Person) -> None:
    record = draft(units["root"], writer)
    for act in (services.check_record, services.approve_record, services.publish_record):
        with pytest.raises(services.RecordError):
            act(record=record, by=approver, at=NOW)
    assert record_queries.latest_revision(record).step == Step.DRAFT


def test_rights_end_at_the_unit(units: Units, make_staff: MakeStaff) -> None:
    here, there = make_staff("editor", "ward-a"), make_staff("approver", "ward-b")
    record = draft(units["ward-a"], here)
    services.submit_record(record=record, by=here, at=NOW)
    with pytest.raises(services.NotAllowedError):
        services.check_record(record=record, by=there, at=NOW)
    with pytest.raises(services.NotAllowedError):
        services.save_revision(record=record, content={"title": "Khác"}, by=there, at=NOW)
    assert desk(there).get(reverse("library_records:record", args=[record.pk])).status_code in (302, 403)
    assert desk(here).get(reverse("library_records:record", args=[record.pk])).status_code == 200


def test_an_edit_stays_hidden_until_it_is_published_too(
    client: Client, units: Units, writer: Person, approver: Person
) -> None:
    record = publish(draft(units["root"], writer), writer, approver)
    address = record.get_absolute_url()
    services.save_revision(record=record, content={"title": "Tên mới"}, by=writer, at=NOW)
    content_changed()
    assert "Tên mới" not in client.get(address).content.decode()
    record = publish(Record.objects.get(pk=record.pk), writer, approver)
    content_changed()
    assert "Tên mới" in client.get(address).content.decode()
    assert (record.version, record.get_absolute_url()) == (2, address)
    steps = [(one.number, one.step) for one in record_queries.revisions_of(record)]
    assert steps == [(2, Step.PUBLISHED), (1, Step.SUPERSEDED)]


def test_an_edit_after_approval_starts_again(units: Units, writer: Person, approver: Person) -> None:
    record = draft(units["root"], writer)
    services.submit_record(record=record, by=writer, at=NOW)
    services.check_record(record=record, by=approver, at=NOW)
    services.approve_record(record=record, by=approver, at=NOW)
    services.save_revision(record=record, content={"abstract": "Thêm"}, by=writer, at=NOW)
    with pytest.raises(services.RecordError, match="Bản nháp"):
        services.publish_record(record=record, by=approver, at=NOW)


def test_saving_the_same_again_makes_no_revision(units: Units, writer: Person) -> None:
    record = draft(units["root"], writer)
    services.save_revision(record=record, content={"title": "Bài đội mũ bảo hiểm"}, by=writer, at=NOW)
    assert record.revisions.count() == 1


def test_who_changed_what_is_kept(units: Units, writer: Person, make_staff: MakeStaff) -> None:
    record = draft(units["root"], writer)
    other = make_staff("editor", name="khac")
    newer = services.save_revision(record=record, content={"details": {**LESSON, "grades": "8"}}, by=other, at=NOW)
    older = Revision.objects.get(record=record, number=1)
    assert record_queries.changed_parts(newer, older) == ["details.grades"]
    assert [one.author for one in record_queries.revisions_of(record)] == [other, writer]


def test_every_step_is_in_the_log_without_words(units: Units, writer: Person, approver: Person) -> None:
    record = publish(draft(units["root"], writer, title="Bà Trần Thị Lệ hỏi"), writer, approver)
    services.withdraw_record(record=record, by=approver, at=NOW, reason="Nội dung đã lạc hậu")
    entries = Entry.objects.filter(action__startswith="library.").order_by("sequence")
    assert [entry.action for entry in entries] == [
        f"library.{verb}_record" for verb in ("create", "submit", "check", "approve", "publish", "withdraw")
    ]
    told = json.dumps([[one.object_label, one.detail] for one in entries], ensure_ascii=False)
    assert "Lệ" not in told
    assert "lạc hậu" not in told


def test_a_withdrawn_record_leaves_a_tombstone(
    client: Client, units: Units, writer: Person, approver: Person, code: Document
) -> None:
    record = draft(units["root"], writer, cites=["Điều 328 Bộ luật Dân sự 2015: đặt cọc"])
    record = publish(record, writer, approver)
    with pytest.raises(services.NotAllowedError):
        services.withdraw_record(record=record, by=writer, at=NOW, reason="x")
    with pytest.raises(services.RecordError, match="lý do"):
        services.withdraw_record(record=record, by=approver, at=NOW, reason=" ")
    services.withdraw_record(record=record, by=approver, at=NOW, reason="Trùng bài")
    content_changed()
    page, data = client.get(record.get_absolute_url()), client.get(record.data_url)
    assert (page.status_code, data.status_code) == (410, 410)
    assert "Trùng bài" in page.content.decode()
    assert "22/11/2026" in page.content.decode()
    assert record.title not in page.content.decode()
    assert not Citation.objects.exists()
    assert list(search_items.record_items()) == []
    with pytest.raises(services.RecordError, match="đã rút"):
        services.save_revision(record=record, content={"title": "y"}, by=writer, at=NOW)


def test_drafts_have_no_public_address(client: Client, units: Units, writer: Person) -> None:
    record = draft(units["root"], writer)
    assert client.get(record.get_absolute_url()).status_code == 404
    assert client.get(record.data_url).status_code == 404


def test_records_cite_through_the_one_graph(
    client: Client, units: Units, writer: Person, approver: Person, code: Document
) -> None:
    lines = ["khoản 2 Điều 328 Bộ luật Dân sự 2015: đặt cọc", "Điều 5 Nghị định 999/2099/NĐ-CP"]
    record = publish(draft(units["root"], writer, cites=lines), writer, approver)
    rows = Citation.objects.values_list("eid", "document__number", "says", "url")
    assert list(rows) == [("art_328__para_2", "91/2015/QH13", "đặt cọc", record.get_absolute_url())]
    page = client.get(record.get_absolute_url()).content.decode()
    assert "999/2099/NĐ-CP" in page
    assert code.get_absolute_url() in page


def test_precedents_and_judgments_show_each_other(
    client: Client, units: Units, writer: Person, approver: Person
) -> None:
    precedent = publish(draft(units["root"], writer, RecordKind.PRECEDENT, number="901/2026/AL"), writer, approver)
    links = [{"target": precedent.pk, "kind": "applies"}]
    judgment = draft(units["root"], writer, RecordKind.JUDGMENT, number="5/2026/DS-ST", links=links)
    judgment = publish(judgment, writer, approver)
    content_changed()
    assert precedent.get_absolute_url() in client.get(judgment.get_absolute_url()).content.decode()
    assert judgment.get_absolute_url() in client.get(precedent.get_absolute_url()).content.decode()
    sides = [client.get(one.data_url).json()["links"] for one in (judgment, precedent)]
    assert [(side[0]["relation"], side[0]["direction"]) for side in sides] == [("applies", "to"), ("applies", "from")]


def test_guidance_stands_with_its_document(
    client: Client, units: Units, writer: Person, approver: Person, code: Document
) -> None:
    record = draft(units["root"], writer, RecordKind.COUNCIL_GUIDANCE, document=code.pk)
    record = publish(record, writer, approver)
    assert client.get(record.data_url).json()["document"]["number"] == "91/2015/QH13"


def test_the_address_of_a_case_never_comes_from_its_title(units: Units, writer: Person, approver: Person) -> None:
    kind = RecordKind.QUESTION_ANSWER
    details = {"question": "Hỏi gì?", "answer": "Trả lời."}
    record = draft(units["root"], writer, kind, title="Câu hỏi về đất", details=details)
    assert publish(record, writer, approver).slug == f"hoi-dap-{record.pk}"


def test_the_list_filters_by_kind_unit_and_words(
    client: Client, units: Units, writer: Person, approver: Person
) -> None:
    publish(draft(units["ward-a"], writer, field="Giao thông"), writer, approver)
    publish(draft(units["root"], writer, RecordKind.PRECEDENT, title="Đặt cọc mua nhà"), writer, approver)
    content_changed()
    found = {
        query: [record.title for record in client.get(f"/kho-tu-lieu/?{query}").context["slice"]]
        for query in ("kind=an-le", "unit=ward-a", "field=Giao+th%C3%B4ng", "q=dat+coc", "unit=can-tho&kind=an-le")
    }
    mine, theirs = ["Đặt cọc mua nhà"], ["Bài đội mũ bảo hiểm"]
    assert list(found.values()) == [mine, theirs, theirs, mine, mine]
    page = client.get("/kho-tu-lieu/don-vi/ward-a/").content.decode()
    assert "Bài đội mũ bảo hiểm" in page
    assert "Đặt cọc mua nhà" not in page
    assert {item.title for item in search_items.record_items()} == {*mine, *theirs}


@pytest.mark.parametrize("query", ["", "kind=x", "unit=%00", "trang=-2", "q=%27--", "kind=an-le&trang=9"])
def test_an_empty_or_odd_list_says_so(client: Client, db: None, query: str) -> None:
    answer = client.get(f"/kho-tu-lieu/?{query}")
    assert answer.status_code == 200
    assert "empty" in answer.content.decode()


def test_lists_cost_the_same_with_1_and_30_rows(
    client: Client, units: Units, writer: Person, approver: Person, django_assert_num_queries: Any
) -> None:
    publish(draft(units["root"], writer), writer, approver)
    content_changed()
    client.get("/kho-tu-lieu/")
    with django_assert_num_queries(5):
        client.get("/kho-tu-lieu/?trang=1")
    for number in range(29):
        publish(draft(units["root"], writer, title=f"Bài {number}"), writer, approver)
    content_changed()
    client.get("/kho-tu-lieu/")
    with django_assert_num_queries(5):
        client.get("/kho-tu-lieu/?trang=1")


def test_sitemap_and_unknown_addresses(client: Client, units: Units, writer: Person, approver: Person) -> None:
    record = publish(draft(units["root"], writer), writer, approver)
    paths = [entry.path for entry in record_queries.record_sitemap()]
    assert paths == ["/kho-tu-lieu/", record.get_absolute_url()]
    for address in ("/kho-tu-lieu/khong-co/", "/luoc-do/khong-co.schema.json", "/kho-tu-lieu/don-vi/khong-co/"):
        assert client.get(address).status_code == 404


def test_the_desk_leads_a_record_to_the_public(client: Client, units: Units, writer: Person, approver: Person) -> None:
    author, second = desk(writer), desk(approver)
    data = {"organisation": units["root"].pk, "title": "Bài 1", "audience": "hoc-sinh", "language": "vi",
            "licence": "cc-by-4.0", **{f"detail_{name}": value for name, value in LESSON.items()}}  # fmt: skip
    add = reverse("library_records:add", args=[RecordKind.SCHOOL_MATERIAL])
    wrong = author.post(add, {**data, "detail_school": ""}).content.decode()
    assert "Chưa lưu được" in wrong
    author.post(add, data)
    record = Record.objects.get()
    here = reverse("library_records:record", args=[record.pk])
    author.post(here, {"submit": "1"})
    assert "Đã kiểm tra, chuyển duyệt" not in author.get(here).content.decode()
    second.post(here, {"return": "1", "note": "Thêm mục tiêu"})
    assert "Thêm mục tiêu" in author.get(here).content.decode()
    edit = reverse("library_records:edit", args=[record.pk])
    author.post(edit, {**data, "title": "Bài 2", "seen": "1"})
    author.post(here, {"submit": "1"})
    for act in ("check", "approve", "publish"):
        assert f'name="{act}"' in second.get(here).content.decode()
        second.post(here, {act: "1"})
    assert client.get("/kho-tu-lieu/bai-2/").status_code == 200
    listed = author.get(reverse("library_records:list"), {"q": "bài", "step": "published"})
    assert [row.title for row in listed.context["slice"]] == ["Bài 2"]
    stale = author.post(edit, {**data, "seen": "1"}).content.decode()
    assert "người khác đã lưu bản mới" in stale
    second.post(here, {"withdraw": "1", "reason": "Sai"})
    assert client.get("/kho-tu-lieu/bai-2/").status_code == 410


def test_tasks_are_never_ones_own(units: Units, writer: Person, approver: Person, make_staff: MakeStaff) -> None:
    record = draft(units["root"], approver)
    services.submit_record(record=record, by=approver, at=NOW)
    assert [task.count for task in record_queries.record_tasks(approver)] == [0, 0, 0]
    assert [task.count for task in record_queries.record_tasks(writer)] == [1, 0, 0]


def test_a_stranger_and_a_citizen_stay_outside(client: Client, units: Units, writer: Person) -> None:
    record = draft(units["root"], writer)
    citizen = desk(Person.objects.create_user("dan", "dan@example.invalid", "x"))
    for address in (reverse("library_records:list"), reverse("library_records:record", args=[record.pk])):
        assert client.get(address).status_code == 302
        assert citizen.get(address).status_code in (302, 403)


def test_a_precedent_is_read_from_markdown(units: Units, writer: Person, code: Document, approver: Person) -> None:
    record = precedents.import_precedent(MARKDOWN, organisation=units["root"], by=writer, at=NOW)
    content = record_queries.latest_revision(record).content
    assert (content["title"], content["number"]) == ("Ví dụ minh họa về đặt cọc", "901/2026/AL")
    assert (content["field"], content["issued_on"]) == ("Dân sự", "2026-04-06")
    assert content["details"] == {
        "situation": "Hai bên đặt cọc để mua nhà. Nhà bị thu hồi vì quy hoạch.",
        "solution": "Bên nhận cọc chỉ trả lại tiền cọc.\n\n- Nguyên tắc lỗi",
        "meaning": "- Phạt cọc cần có lỗi",
    }
    assert content["cites"] == ["Điều 328 BLDS 2015 — Đặt cọc"]
    publish(record, writer, approver)
    assert list(Citation.objects.values_list("eid", "says")) == [("art_328", "Đặt cọc")]
    assert Record.objects.get().slug == "an-le-901-2026-al"


def test_reading_a_precedent_again_keeps_one_record(units: Units, writer: Person) -> None:
    first = precedents.import_precedent(MARKDOWN, organisation=units["root"], by=writer, at=NOW)
    same = precedents.import_precedent(MARKDOWN, organisation=units["root"], by=writer, at=NOW)
    changed = MARKDOWN.replace("chỉ trả lại", "phải trả lại")
    again = precedents.import_precedent(changed, organisation=units["root"], by=writer, at=NOW)
    assert (first, first) == (same, again)
    assert first.revisions.count() == 2


@pytest.mark.parametrize("text", ["", "# Án lệ", "# Án lệ số 1/2026/AL\n\n## Tình huống\n\nchỉ có tình huống", "x" * 9])
def test_what_is_no_precedent_is_refused_in_words(text: str) -> None:
    with pytest.raises(precedents.NotAPrecedentError):
        precedents.read_precedent(text)


@pytest.mark.data
def test_real_precedents_are_read(units: Units, writer: Person) -> None:
    paths = sorted(PRECEDENTS.glob("an-le-*.md"))
    if not paths:
        pytest.skip("Không có shared/data/files/precedents_md cạnh thư mục dự án.")
    found = [precedents.read_precedent(path.read_text(encoding="utf-8")) for path in paths]
    assert [one.number for one in found] == ["05/2016/AL", "17/2018/AL", "25/2018/AL", "26/2018/AL"]
    assert all(one.title and one.section("situation") and one.section("solution") for one in found)
    contents = [precedents.precedent_content(one) for one in found]
    assert [len(content["cites"]) for content in contents] == [2, 1, 1, 0]
    assert [content["issued_on"] for content in contents] == ["2016-04-06", "", "", ""]


def test_records_never_touch_documents(units: Units, writer: Person, code: Document) -> None:
    draft(units["root"], writer)
    assert [document.number for document in queries.documents(queries.Wanted(text="", day=NOW.date()))] == [code.number]


def test_the_desk_reads_a_precedent(units: Units, writer: Person, make_staff: MakeStaff) -> None:
    address, author = reverse("library_records:precedents"), desk(writer)
    unit = {"organisation": units["root"].pk}
    for content, said in ((b"\xff\xfe", "không phải chữ Unicode"), (b"# Luat", "Không thấy số án lệ")):
        wrong = author.post(address, {**unit, "upload": SimpleUploadedFile("a.md", content)}).content.decode()
        assert said in wrong
    author.post(address, {**unit, "upload": SimpleUploadedFile("a.md", MARKDOWN.encode())})
    assert record_queries.latest_revision(Record.objects.get()).content["number"] == "901/2026/AL"
    elsewhere = desk(make_staff("editor", "ward-a"))
    refused = elsewhere.post(address, {**unit, "upload": SimpleUploadedFile("a.md", MARKDOWN.encode())})
    assert refused.status_code == 200
    assert Record.objects.count() == 1


def test_a_record_whose_law_expires_is_queued_and_says_so(
    client: Client, units: Units, writer: Person, approver: Person, code: Document
) -> None:
    record = publish(draft(units["ward-a"], writer, cites=["Điều 328 Bộ luật Dân sự 2015"]), writer, approver)
    flag_document(document=code, on=NOW.date(), by=None, at=NOW)
    content_changed()
    review = Review.objects.get()
    assert (review.source, review.organisation_code, review.label) == (record, "ward-a", record.name)
    assert "đơn vị chịu trách nhiệm đang xem lại" in client.get(record.get_absolute_url()).content.decode()
