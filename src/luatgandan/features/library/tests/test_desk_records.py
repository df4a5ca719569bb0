"""The repository at the desk: a record led to the public, who stays outside."""

from django.test import Client
from django.urls import reverse

from luatgandan.features.library.enums import RecordKind
from luatgandan.features.library.models import Record
from luatgandan.features.library.queries import records as record_queries
from luatgandan.features.library.services import records as services
from luatgandan.foundation.accounts.models import Person

from .conftest import MakeStaff, desk
from .drafting import LESSON, Units, draft
from .laws import NOW


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


def test_who_checks_reads_all_that_goes_public(units: Units, writer: Person, approver: Person) -> None:
    record = draft(
        units["root"], writer, number="5/2026/TL", issuer="Trường Lê Lợi", issued_on="2026-01-02", field="Giao thông",
        body="## Thêm\n- Một ý", source_url="https://example.org/bai",
    )  # fmt: skip
    services.submit_record(record=record, by=writer, at=NOW)
    page = " ".join(desk(approver).get(reverse("library_records:record", args=[record.pk])).content.decode().split())
    assert "5/2026/TL · Trường Lê Lợi · 02/01/2026 · Giao thông" in page
    assert "## Thêm - Một ý" in page
    assert '<a href="https://example.org/bai"' in page


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
