"""What the portal offers to the house."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.features.library.registry import CitingSource, Policy
from luatgandan.foundation.accounts.rules import Role, RolePermissions
from luatgandan.foundation.modules.registry import (
    AnswerSource,
    DeskPanel,
    DeskTask,
    Module,
    QuestionTaker,
    Route,
    Schedule,
    SearchHelp,
    SearchSource,
    SitemapSource,
    Starter,
    register,
)

from . import queries, rules, services, starter, tasks
from .queries import answers, search_items


def desk_tasks(person: Any) -> list[DeskTask]:
    """Pages to approve and own drafts."""
    waiting, drafts = queries.waiting_for_approval(person), queries.own_drafts(person)
    reports = reverse("wagtailadmin_reports:workflow_tasks")
    return [
        DeskTask(label=_("Trang chờ bạn duyệt"), count=waiting, url=reports),
        DeskTask(label=_("Bản nháp của bạn chưa đăng"), count=drafts, url=reverse("wagtailadmin_explore_root")),
    ]


SITE = (
    "portal.change_siteidentity",
    *(f"wagtailredirects.{verb}_redirect" for verb in ("view", "add", "change", "delete")),
)

module = register(
    Module(
        name="portal",
        title=_("Cổng thông tin"),
        offers=(
            Route(prefix="", urlconf="luatgandan.features.portal.urls.public"),
            Route(prefix="", urlconf="luatgandan.features.portal.urls.root", localised=False),
            RolePermissions(root_grants={Role.ADMINISTRATOR: SITE}),
            QuestionTaker(take=services.take_question),
            CitingSource(
                model="portal.topicpage",
                title=_("Câu hỏi của chủ đề đời sống"),
                policy=Policy.HIDE,
                grace_days=30,
                organisation=rules.responsible_organisation,
                people=queries.editors_of,
                edit_url=queries.edit_url,
                says=queries.question_text,
                asked=search_items.asked_in,
            ),
            SearchSource(
                label=_("Câu hỏi đã có trả lời"),
                order=10,
                name=search_items.TOPICS,
                items=search_items.topic_items,
                load=search_items.load_topics,
                turning=search_items.turning_topics,
            ),
            SearchSource(
                label=_("Trang, tin"),
                order=40,
                name=search_items.PAGES,
                items=search_items.page_items,
                load=search_items.load_pages,
            ),
            AnswerSource(name=search_items.TOPICS, load=answers.published_answers),
            SearchHelp(title=_("Nhiều người hỏi"), links=queries.example_links, order=10),
            SearchHelp(title=_("Hoặc chọn việc bạn đang gặp"), links=queries.topic_links, order=20),
            SitemapSource(entries=queries.sitemap),
            DeskPanel(title=_("Trang và tin"), tasks=desk_tasks, order=10),
            Schedule(task=tasks.publish_scheduled, seconds=60),
            Starter(label="trang của cổng thông tin", load=starter.load, order=50),
        ),
    )
)
