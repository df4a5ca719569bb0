"""Every way past the editor: bulk actions, copies, moves, Wagtail's API and the workflow of another ward."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, Workflow

from luatgandan.features.portal.models import ContactPage, HomePage, NewsPage, SectionPage
from luatgandan.foundation.accounts.models import Person

from .conftest import MakeStaff
from .test_desk import desk, draft

Units = dict[str, Any]


@pytest.fixture
def ward_section(section: SectionPage, organisations: Units) -> SectionPage:
    section.organisation = organisations["ward-a"]
    section.save()
    return section


def is_live(page: Page) -> bool:
    return bool(Page.objects.get(pk=page.pk).live)


def publish_in_bulk(client: Client, page: Page) -> Any:
    return client.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={page.pk}")


def publish_by_api(client: Client, page: Page) -> Any:
    return client.post(f"/quan-tri/api/main/pages/{page.pk}/action/publish/", {}, content_type="application/json")


@pytest.mark.parametrize("way", [publish_in_bulk, publish_by_api])
@pytest.mark.parametrize("role", ["approver", "superuser"])
def test_nobody_publishes_own_writing_by_another_door(
    make_staff: MakeStaff, section: SectionPage, way: Any, role: str
) -> None:
    author = Person.objects.get(username="root") if role == "superuser" else make_staff(role)
    page = draft(section, author)
    way(desk(author), page)
    assert not is_live(page)


def test_a_draft_is_read_moved_copied_and_deleted_where_it_belongs_only(
    make_staff: MakeStaff, ward_section: SectionPage
) -> None:
    page = draft(ward_section, None)
    own, other = desk(make_staff("approver", "ward-a")), desk(make_staff("approver", "ward-b"))
    for name in ("view_draft", "history", "usage", "copy", "move", "delete"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        assert (own.get(address).status_code, other.get(address).status_code) == (200, 302), name


def test_approving_takes_a_role_where_the_page_belongs(make_staff: MakeStaff, ward_section: SectionPage) -> None:
    page = draft(ward_section, None)
    state = Workflow.objects.get().start(page, make_staff("contributor", "ward-a")).current_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    desk(make_staff("approver", "ward-b")).post(approve)
    assert not is_live(page)
    desk(make_staff("approver", "ward-a")).post(approve)
    assert is_live(page)


def test_messages_sent_to_the_city_are_not_read_by_a_ward(make_staff: MakeStaff, home: HomePage) -> None:
    contact = ContactPage(title="Liên hệ", slug="lien-he", summary="Liên hệ")
    home.add_child(instance=contact)
    address = reverse("wagtailforms:list_submissions", args=[contact.pk])
    assert desk(make_staff("editor", "root")).get(address).status_code == 200
    assert desk(make_staff("editor", "ward-a")).get(address).status_code == 302


def test_a_list_of_pages_reads_the_sections_once(make_staff: MakeStaff, ward_section: SectionPage) -> None:
    reader = desk(make_staff("approver", "ward-a"))

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(reverse("wagtailadmin_explore", args=[ward_section.pk])).status_code == 200
        return sum("portal_sectionpage" in query["sql"] for query in queries)

    draft(ward_section, None)
    cost()
    one = cost()
    for number in range(5):
        ward_section.add_child(instance=NewsPage(title=f"Tin {number}", summary="Tóm tắt", live=False))
    assert cost() == one
