"""Records of the repository: kinds and schemas, two people, revisions."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator

from luatgandan.features.library.enums import RecordKind, State, Step
from luatgandan.features.library.forms import RecordForm
from luatgandan.features.library.forms.records import LinesField
from luatgandan.features.library.models import Record, Revision
from luatgandan.features.library.queries import records as record_queries
from luatgandan.features.library.queries.schemas import record_schema
from luatgandan.features.library.services import records as services
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.modules.services import content_changed

from .conftest import MakeStaff, desk
from .drafting import LESSON, Units, draft, publish, sample
from .laws import NOW

SCHEMAS = Path(__file__).parents[5] / "docs" / "schemas"


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


def test_a_list_may_be_typed_with_dashes_and_empty_lines() -> None:
    assert LinesField().clean("- Một ý\n\n• Hai\nBa – bốn\n + Năm\n-5 độ") == [
        "Một ý",
        "Hai",
        "Ba – bốn",
        "Năm",
        "-5 độ",
    ]


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
