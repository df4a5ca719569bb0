"""From TOML files to published pages. What stands already is left alone: it belongs to the editors by then."""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Locale, Page, Site, Workflow, WorkflowPage, WorkflowTask

from luatgandan.features.library.models import Document
from luatgandan.foundation.accounts.services import sync_groups

from ..models import (
    CampaignPage,
    ContactField,
    ContactPage,
    HelpPage,
    HomePage,
    NewsPage,
    SectionPage,
    StaticPage,
    TopicPage,
    TwoPersonApprovalTask,
)

HERE = Path(__file__).parent
PAGE_TYPES = {
    "section": SectionPage,
    "static": StaticPage,
    "help": HelpPage,
    "contact": ContactPage,
    "campaign": CampaignPage,
    "news": NewsPage,
    "topic": TopicPage,
}
APPROVERS = ("role:approver", "role:unit_head")


def load() -> int:
    """Make the site, its pages, rights and workflow; returns how many pages stand."""
    with transaction.atomic():
        home = _home()
        for page in _pages():
            _add(home, page)
        _workflow(home)
    return Page.objects.filter(depth__gte=2).count()


def read(folder: str) -> Iterator[dict[str, Any]]:
    """The starter files of one folder, in the order of `order`, then of their names."""
    files = sorted((HERE / folder).glob("*.toml"))
    pages = [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]
    yield from sorted(pages, key=lambda page: page.get("order", 100))


def _pages() -> Iterator[dict[str, Any]]:
    yield from read("pages")
    for topic in read("topics"):
        yield {**topic, "type": "topic", "parent": "chu-de", "drawing": topic["picture"]}


def _home() -> HomePage:
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    if home := HomePage.objects.first():
        return home
    fields = tomllib.loads((HERE / "home.toml").read_text(encoding="utf-8"))
    home = HomePage(**fields, locale=Locale.objects.get(language_code="vi"))
    root = Page.objects.get(depth=1)
    root.add_child(instance=home)
    Page.objects.filter(depth=1).update(title="Gốc", draft_title="Gốc")
    address = urlsplit(settings.SITE_URL)
    site = {
        "hostname": address.hostname,
        "port": address.port or (443 if address.scheme == "https" else 80),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "root_page": home,
    }
    Site.objects.update_or_create(is_default_site=True, defaults=site)
    Page.objects.filter(depth=2).exclude(pk=home.pk).delete()
    home.save_revision().publish()
    return home


def _add(home: HomePage, fields: dict[str, Any]) -> None:
    parent = _parent(home, fields.get("parent", ""))
    if parent.get_children().filter(slug=fields["slug"]).exists():
        return
    kind = PAGE_TYPES[fields["type"]]
    page = kind(**_values(kind, fields))
    parent.add_child(instance=page)
    for order, field in enumerate(fields.get("form_fields", [])):
        page.form_fields.add(ContactField(sort_order=order, **field))
    page.full_clean()
    page.save_revision().publish()


def _parent(home: HomePage, slug: str) -> Page:
    return home if not slug else home.get_descendants().get(slug=slug)


def _values(kind: type[Page], fields: dict[str, Any]) -> dict[str, Any]:
    """The model fields of a page, with bodies and questions as stream data."""
    names = {field.name for field in kind._meta.get_fields()}
    values = {name: value for name, value in fields.items() if name in names and name != "form_fields"}
    if "body" in values:
        values["body"] = [{"type": block["type"], "value": _block_value(block)} for block in values["body"]]
    if kind is TopicPage:
        values["questions"] = [{"type": "question", "value": _question(one)} for one in fields["questions"]]
    for name in ("starts_on", "ends_on", "published_on"):
        if isinstance(values.get(name), str):
            values[name] = date.fromisoformat(values[name])
    return values


def _question(asked: dict[str, Any]) -> dict[str, Any]:
    """One question of a topic file as the value of a question block."""
    return {
        "question": asked["question"],
        "slug": asked["slug"],
        "variants": asked.get("variants", []),
        "short_answer": asked["short_answer"],
        "steps": asked["steps"],
        "example": asked.get("example", ""),
        "help": asked["help"],
        "to_confirm": asked.get("person_to_confirm", []),
        "citations": [_citation(cited) for cited in asked["citations"]],
    }


def _block_value(block: dict[str, Any]) -> Any:
    return _citation(block["value"]) if block["type"] == "citation" else block["value"]


def _citation(cited: dict[str, Any]) -> dict[str, Any]:
    """A citation of a starter file as the value of a citation block."""
    return {
        "document": _document_id(cited["document"]),
        "article": cited["article"],
        "clause": cited.get("clause", ""),
        "point": cited.get("point", ""),
        "says": cited["says"],
        "facts": cited.get("facts", []),
    }


@cache
def _document_id(number: str) -> int:
    return Document.objects.with_number(number).values_list("pk", flat=True).get()


def _workflow(home: HomePage) -> None:
    """Approval by a second person, for the whole tree."""
    Workflow.objects.filter(name="Moderators approval").delete()  # Wagtail's own examples, in English
    Group.objects.filter(name__in=("Moderators", "Editors")).delete()
    sync_groups()
    task, is_new = TwoPersonApprovalTask.objects.get_or_create(name="Người thứ hai duyệt")
    if is_new:
        task.groups.set(Group.objects.filter(name__in=APPROVERS))
    workflow, _ = Workflow.objects.get_or_create(name="Hai người: soạn và duyệt")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
