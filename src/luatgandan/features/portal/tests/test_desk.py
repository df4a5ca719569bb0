"""The desk: roles by subtree, two people before anything is public, publishing and expiry by the clock."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow

from luatgandan.features.portal.models import HomePage, NewsPage, SectionPage
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.media.models import Picture

from .conftest import MakeStaff


def desk(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def draft(section: SectionPage, author: Person | None, **fields: Any) -> NewsPage:
    page = NewsPage(title="Bản nháp", summary="Tóm tắt", body=[("notice", "Lưu ý")], live=False, owner=author, **fields)
    section.add_child(instance=page)
    page.save_revision(user=author)
    return page


def publish(client: Client, page: NewsPage, said: str = "Lưu ý") -> Page:
    """Press "Đăng" in the editor, without changing anything or with another text."""
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": "Tóm tắt",
        "published_on": page.published_on.isoformat(),
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "notice",
        "body-0-id": page.body.raw_data[0]["id"],
        "body-0-value": said,
        "action-publish": "1",
    }
    data["body-count"] = "1"
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    return Page.objects.get(pk=page.pk)


def test_a_stranger_at_the_desk_leaves_the_foot_of_all_pages_whole(client: Client, home: HomePage) -> None:
    citizen = Person.objects.create_user("le.thi.lan@example.vn")

    refused = desk(citizen).get("/quan-tri/")
    public = client.get("/")

    assert refused.status_code == 403
    assert 'href="tel:113"' in refused.content.decode()
    assert 'href="tel:113"' in public.content.decode()


@pytest.mark.parametrize(
    ("role", "opens"), [("contributor", 403), ("editor", 200), ("approver", 200), ("auditor", 403)]
)
def test_who_opens_anothers_page(make_staff: MakeStaff, section: SectionPage, role: str, opens: int) -> None:
    page = draft(section, None)
    answer = desk(make_staff(role)).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code in ({200} if opens == 200 else {302, 403})


def test_a_contributor_opens_an_own_page(make_staff: MakeStaff, section: SectionPage) -> None:
    author = make_staff("contributor")
    page = draft(section, author)
    assert desk(author).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_a_stranger_is_sent_to_sign_in(client: Client, section: SectionPage) -> None:
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[section.pk]))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/")


def test_an_editor_of_another_ward_may_not_edit(
    make_staff: MakeStaff, section: SectionPage, organisations: dict[str, Any]
) -> None:
    section.organisation = organisations["ward-a"]
    section.save()
    page = draft(section, None)
    own, other = make_staff("editor", "ward-a"), make_staff("editor", "ward-b")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert desk(own).get(address).status_code == 200
    assert desk(other).get(address).status_code in (302, 403)


def test_nobody_publishes_own_work(make_staff: MakeStaff, section: SectionPage) -> None:
    approver = make_staff("approver")
    page = draft(section, approver)
    assert publish(desk(approver), page).live is False


def test_another_person_publishes_and_it_is_on_record(make_staff: MakeStaff, section: SectionPage) -> None:
    author, approver = make_staff("contributor"), make_staff("approver")
    page = draft(section, author)
    assert publish(desk(approver), page).live is True
    entry = Entry.objects.get(action="portal.publish_page", object_id=str(page.pk))
    assert (entry.actor_id, entry.organisation_code) == (str(approver.public_id), "can-tho")


def test_who_changes_the_text_while_publishing_is_its_author(make_staff: MakeStaff, section: SectionPage) -> None:
    page = draft(section, make_staff("contributor"))
    assert publish(desk(make_staff("approver")), page, "Chữ khác").live is False


def test_the_workflow_asks_a_second_person(make_staff: MakeStaff, section: SectionPage) -> None:
    author, approver = make_staff("approver"), make_staff("unit_head")
    page = draft(section, author)
    state = Workflow.objects.get().start(page, author)
    task = state.current_task_state.task.specific
    assert task.get_actions(page, author) == []
    assert [name for name, *_ in task.get_actions(page, approver)] == ["reject", "approve", "approve"]
    state.current_task_state.approve(user=approver)
    assert Page.objects.get(pk=page.pk).live is True


def test_a_cover_without_description_is_not_published(make_staff: MakeStaff, section: SectionPage) -> None:
    cover = Picture.objects.create(title="ảnh", file="original_images/x.png", width=1, height=1, description="")
    page = draft(section, make_staff("contributor"), cover=cover)
    approver = desk(make_staff("approver"))
    assert publish(approver, page).live is False


def test_pages_appear_and_expire_by_the_clock(section: SectionPage) -> None:
    now = timezone.now()
    page = draft(section, None)
    page.go_live_at, page.expire_at = now + timedelta(hours=1), now + timedelta(hours=3)
    page.save_revision().publish()
    states = []
    for hours in (0, 2, 4):
        with time_machine.travel(now + timedelta(hours=hours)):
            call_command("publish_scheduled", verbosity=0)
        states.append(Page.objects.get(pk=page.pk).live)
    assert states == [False, True, False]


def test_the_start_page_says_what_waits(make_staff: MakeStaff, home: HomePage, section: SectionPage) -> None:
    author, approver = make_staff("contributor"), make_staff("approver")
    page = draft(section, author)
    Workflow.objects.get().start(page, author)
    start = desk(approver).get(reverse("wagtailadmin_home")).content.decode()
    assert "Việc đang chờ bạn hôm nay" in start
    assert "<strong>1</strong> Trang chờ bạn duyệt" in start
    assert (
        "<strong>1</strong> Bản nháp của bạn chưa đăng"
        in desk(author).get(reverse("wagtailadmin_home")).content.decode()
    )


def test_a_second_page_of_the_same_name_is_told_that_the_address_is_taken(
    make_staff: MakeStaff, section: SectionPage
) -> None:
    editor = make_staff("editor")
    draft(section, editor, slug="ban-nhap")
    data = {"title": "Bản nháp", "slug": "bản-nháp", "summary": "Tóm tắt", "body-count": "0"}
    counts = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "published_on": "2026-11-22"}
    answer = desk(editor).post(
        reverse("wagtailadmin_pages:add", args=["portal", "newspage", section.pk]), {**data, **counts}
    )
    assert answer.status_code == 200
    assert "slug" in answer.context["form"].errors
    assert section.get_children().count() == 1
