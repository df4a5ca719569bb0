"""A small site: home, the topics section and one topic with one question; people with roles."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Page

from luatgandan.features.library.models import Document
from luatgandan.features.portal.checks.content import Answer
from luatgandan.features.portal.checks.laws import Laws, read_laws
from luatgandan.features.portal.models import HomePage, SectionPage, TopicPage
from luatgandan.features.portal.starter import loader
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services import grant_role
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def document(db: None) -> Document:
    return Document.objects.create(
        slug="luat-31-2024-qh15",
        number="31/2024/QH15",
        kind="luat",
        title="Đất đai",
        short_name="Luật Đất đai 2024",
        issuer="Quốc hội",
        issued_on=date(2024, 1, 18),
        effective_on=date(2024, 8, 1),
        stated_validity="in_force",
    )


@pytest.fixture
def home(db: None) -> HomePage:
    home = loader._home()
    loader._workflow(home)
    content_changed()
    return home


@pytest.fixture
def section(home: HomePage) -> SectionPage:
    section = SectionPage(title="Chủ đề", slug="chu-de", summary="Các chủ đề", show_in_menus=True)
    home.add_child(instance=section)
    section.save_revision().publish()
    return section


def question(document: Document, **changes: Any) -> dict[str, Any]:
    """A complete question block as the editor sends it."""
    return {
        "question": "Mua đất giấy tay có làm sổ được không?",
        "slug": "",
        "variants": ["mua dat giay tay"],
        "short_answer": "Có trường hợp vẫn làm được sổ.",
        "steps": ["Gom giấy tờ.", "Hỏi xã, phường.", "Nộp hồ sơ."],
        "example": "",
        "help": [{"who": "Ủy ban nhân dân xã, phường", "what": "Nhận hồ sơ", "contact": ""}],
        "citations": [
            {
                "document": document.pk,
                "article": "27",
                "clause": "3",
                "point": "a",
                "says": "Phải công chứng.",
                "facts": [],
            }
        ],
        "to_confirm": [],
        **changes,
    }


def new_topic(section: SectionPage, questions: list[dict[str, Any]], **changes: Any) -> TopicPage:
    """A topic page under `section`, not saved yet."""
    fields = {
        "title": "Đất đai",
        "slug": "dat-dai",
        "summary": "Đất và nhà",
        "short_title": "Đất đai",
        "intro": "Lời dẫn",
    }
    return TopicPage(**{**fields, **changes}, questions=[{"type": "question", "value": value} for value in questions])


@pytest.fixture
def topic(section: SectionPage, document: Document) -> TopicPage:
    asked = question(document, slug="mua-dat-giay-tay")
    topic = new_topic(section, [asked])
    section.add_child(instance=topic)
    topic.save_revision().publish()
    return TopicPage.objects.get(pk=topic.pk)


@pytest.fixture
def organisations(db: None) -> dict[str, Organisation]:
    """The city, and two wards beside each other."""
    return city()


MakeStaff = Callable[..., Person]


@pytest.fixture
def make_staff(organisations: dict[str, Organisation], settings: Any) -> MakeStaff:
    """A person with one role; the second factor has its own tests."""
    settings.STAFF_SECOND_FACTOR = False
    superuser = Person.objects.create_superuser("root", "root@example.invalid", "x")

    def make(role: str, organisation: str = "root") -> Person:
        person = Person.objects.create_user(f"{role}-{organisation}", f"{role}@example.invalid", "x")
        where = organisations[organisation]
        grant_role(person=person, role=role, room="*", organisation=where, by=superuser, at=NOW, reason="thử")
        return Person.objects.get(pk=person.pk)

    return make


def children_of(page: Page) -> list[str]:
    """Titles of the live children."""
    return [child.title for child in page.get_children().live()]


def laws(data: Path, answers: Iterable[Answer]) -> Laws:
    """What the texts in `data` say of the articles these answers cite."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for cited in (cited for answer in answers for cited in answer.citations):
        wanted[cited.document].add(cited.article)
    return read_laws(data, wanted)
