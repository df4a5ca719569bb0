"""The acts of the portal: what follows when pages go public or are withdrawn, and starter content."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from luatgandan.features.library.services import Cited, cite
from luatgandan.foundation.audit.services import record
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.carrying import carry
from luatgandan.lib.events import publish
from luatgandan.lib.legaltext import Address

from .events import PagePublished, PageWithdrawn
from .models import ContactPage, TopicPage, TopicQuestion
from .rules import responsible_organisation


@transaction.atomic
def page_went_public(*, page: Any, actor: Any, at: datetime) -> None:
    """Keep in step with a page that was published: its questions, its citations, the audit log, stored pages."""
    if isinstance(page, TopicPage):
        _renew_questions(page)
        cite(source=page, cited=_citations(page), as_of=timezone.localdate(at))
    _recorded("portal.publish_page", page, actor, at)
    publish(PagePublished(page_id=page.pk))
    transaction.on_commit(content_changed)


@transaction.atomic
def page_was_withdrawn(*, page: Any, actor: Any, at: datetime) -> None:
    """Forget what was read out of a page that is no longer public."""
    if isinstance(page, TopicPage):
        page.published_questions.all().delete()
        cite(source=page, cited=(), as_of=timezone.localdate(at))
    _recorded("portal.withdraw_page", page, actor, at)
    publish(PageWithdrawn(page_id=page.pk))
    transaction.on_commit(content_changed)


def topic_was_deleted(*, topic: TopicPage, at: datetime) -> None:
    """Forget what a deleted topic cited; nothing of it waits to be looked at again."""
    cite(source=topic, cited=(), as_of=timezone.localdate(at))


def _recorded(action: str, page: Any, actor: Any, at: datetime) -> None:
    organisation = responsible_organisation(page)
    code = organisation.code if organisation else settings.ROOT_ORGANISATION
    record(action=action, at=at, actor=actor, target=page, label=page.slug, organisation_code=code)


def _renew_questions(page: TopicPage) -> None:
    page.published_questions.all().delete()
    TopicQuestion.objects.bulk_create(
        TopicQuestion(
            topic=page,
            position=position,
            slug=block.value["slug"],
            question=block.value["question"],
            variants="\n".join(block.value["variants"]),
            short_answer=block.value["short_answer"],
        )
        for position, block in enumerate(page.questions)
    )


def _citations(page: TopicPage) -> list[Cited]:
    return [
        Cited(
            document=cited["document"],
            address=Address(cited["article"], cited["clause"], cited["point"]),
            label=block.value["question"],
            url=page.question_url(block.value["slug"]),
            part=block.value["slug"],
            says=cited["says"],
        )
        for block in page.questions
        for cited in block.value["citations"]
    ]


def take_question(text: str) -> str:
    """Keep words for an hour and give the address of the contact form that has them; "" without a contact page."""
    page = ContactPage.objects.live().public().first()
    if page is None:
        return ""
    return carry(text, to=page.url)
