"""What the portal has answered already: the questions of topics, for whoever gives answers word for word."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from luatgandan.features.library import queries as library
from luatgandan.foundation.modules.queries import remember
from luatgandan.foundation.modules.registry import PublishedAnswer
from luatgandan.lib.legaltext import Address

from ..models import TopicPage
from ..rules import responsible_organisation
from . import identity, topics
from .search_items import TOPICS


def published_answers(ids: Iterable[str]) -> dict[str, PublishedAnswer]:
    """Answers by the ids of their search items ("topic:18/nhau-roi-lai-xe"); hidden ones are left out."""
    known = remember(f"portal.answers.{timezone.localdate()}", _answers)
    return {one: known[one] for one in ids if one in known}


def _answers() -> dict[str, PublishedAnswer]:
    hidden = library.hidden_parts(TopicPage, on=timezone.localdate())
    return {
        f"{TOPICS}:{topic.pk}/{asked['slug']}": _answer(topic, asked, signer)
        for topic in topics()
        for signer in [_signer(topic)]
        for asked in topic.asked
        if (topic.pk, asked["slug"]) not in hidden
    }


def _signer(topic: TopicPage) -> str:
    organisation = responsible_organisation(topic)
    return str(organisation.name if organisation else identity().agency)


def _answer(topic: TopicPage, asked: dict[str, Any], signer: str) -> PublishedAnswer:
    cited = ((one["document"], Address(one["article"], one["clause"], one["point"]).eid) for one in asked["citations"])
    published = topic.last_published_at
    return PublishedAnswer(
        question=asked["question"],
        answer=asked["short_answer"],
        url=topic.question_url(asked["slug"]),
        signer=signer,
        variants=tuple(asked.get("variants") or ()),
        steps=tuple(asked["steps"]),
        helpers=tuple((one["who"], one["what"], one.get("contact") or "") for one in asked["help"]),
        cited=tuple(cited),
        signed_on=timezone.localdate(published) if published else None,
    )
