"""Every address of the resolver, with the arguments that lead to what stands in the world."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.urls import URLPattern, get_resolver
from wagtail.models import Locale, Site, Task, Workflow

from luatgandan.features.contests.services.seats import screen_token
from luatgandan.features.library.enums import RecordKind
from luatgandan.features.qa.rules import token_of
from luatgandan.features.questionbank.models import Item

from .world import World

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
Arguments = dict[str, Any]


@dataclass(frozen=True)
class Address:
    """A route as the resolver knows it, and the path that leads to something of the world."""

    route: str
    path: str

    @property
    def has_object(self) -> bool:
        return "<" in self.route or "(" in self.route


def routes(patterns: Any = None, before: str = "") -> Iterator[str]:
    """All routes, those of included files with what stands before them."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from routes(one.url_patterns, route)


def addresses(world: World) -> list[Address]:
    """One address for each route; a route without known arguments is an error: add them to `known`."""
    table = known(world)
    return [Address(route, _path(route, table)) for route in dict.fromkeys(routes())]


def _path(route: str, table: dict[str, Arguments]) -> str:
    if route in PLAIN:
        return PLAIN[route]
    values: Arguments = {}
    for prefix in sorted((one for one in table if route.startswith(one)), key=len):
        values |= table[prefix]
    filled = GROUP.sub(lambda found: str(values[found[1]]), route)
    filled = PARAMETER.sub(lambda found: str(values[found[1]]), filled)
    return "/" + re.sub(r"[\^$\\]", "", filled)


PLAIN = {
    "quan-tri/^.*/$": "/quan-tri/khong-co/",
    "^((?:[\\w\\-]+/)*)$": "/chu-de/",
}


def known(world: World) -> dict[str, Arguments]:
    """What the parameters of routes that begin so stand for; longer beginnings win."""
    return {**_wagtail(world), **_foundation(world), **_rooms(world), **_contests(world)}


def _wagtail(world: World) -> dict[str, Arguments]:
    page, section = world.topic.pk, world.section.pk
    PLAIN["tai-lieu/^(\\d+)/(.*)$"] = f"/tai-lieu/{world.document.pk}/{world.document.filename}"
    compare = r"quan-tri/pages/^(\d+)/revisions/compare/(live|earliest|\d+)\.\.\.(live|latest|\d+)/$"
    PLAIN[compare] = f"/quan-tri/pages/{page}/revisions/compare/earliest...latest/"
    topic = {"app_label": "portal", "model_name": "topicpage"}
    types = {"content_type_app_name": "portal", "content_type_model_name": "topicpage"}
    workflow, task = Workflow.objects.first(), Task.objects.first()
    return {
        "quan-tri/api/": {"pk": page, "action_name": "copy"},
        "quan-tri/api/main/^documents": {"pk": world.document.pk},
        "quan-tri/api/main/^images": {"pk": world.picture.pk},
        "quan-tri/bulk/": {**topic, "action": "delete"},
        "quan-tri/pages/": {
            **types, **topic, "page_id": page, "parent_page_id": section, "page_to_move_id": page,
            "destination_id": section, "revision_id": world.revision.pk, "action_name": "approve",
            "task_state_id": world.task_state.pk, "task_id": task.pk, "workflow_state_id": world.workflow_state.pk,
        },
        "quan-tri/choose-page/": {"parent_page_id": section},
        "quan-tri/tag-autocomplete/": {"app_name": "taggit", "model_name": "tag"},
        "quan-tri/collections/": {"pk": world.collection.pk, "collection_id": world.collection.pk},
        "quan-tri/workflows/": {
            "pk": workflow.pk, "workflow_pk": workflow.pk, "page_pk": world.home.pk, "task_id": task.pk,
            "app_label": "portal", "model_name": "twopersonapprovaltask",
        },
        "quan-tri/workflows/tasks/": {"pk": task.pk},
        "quan-tri/editing-sessions/": {
            "app_label": "portal", "model_name": "topicpage", "object_id": page, "session_id": 1,
        },
        "quan-tri/forms/": {"page_id": world.contact.pk},
        "quan-tri/redirects/": {"redirect_id": world.redirect.pk},
        "quan-tri/settings/": {"app_name": "portal", "model_name": "siteidentity", "pk": Site.objects.get().pk},
        "quan-tri/translation/": {"page_id": page, "app_label": "library", "model_name": "term", "pk": world.term.pk},
        "quan-tri/documents/": {
            "document_id": world.document.pk, "doc_id": world.document.pk, "pk": world.document.pk,
            "uploaded_file_id": 1,
        },
        "quan-tri/images/": {
            "image_id": world.picture.pk, "pk": world.picture.pk, "filter_spec": "original", "uploaded_file_id": 1,
        },
        "quan-tri/sites/": {"pk": Site.objects.get().pk},
        "quan-tri/groups/": {"pk": Group.objects.order_by("pk").first().pk},
        "quan-tri/locales/": {"pk": Locale.objects.first().pk},
        "quan-tri/password_reset/": {"uidb64": "MQ", "token": "a-b"},
        "_util/": {"page_view_restriction_id": 1, "page_id": page},
        "tai-lieu/": {"restriction_id": 1},
    }  # fmt: skip


def _foundation(world: World) -> dict[str, Arguments]:
    day, unit, role = world.day_off.pk, world.ward.pk, world.role.pk
    return {
        "quan-tri/vai-tro/": {"pk": role},
        "quan-tri/yeu-cau-du-lieu/": {"pk": world.request.pk},
        "quan-tri/co-quan/": {"pk": unit},
        "quan-tri/co-quan/nhap/": {"pk": world.sheet.pk},
        "quan-tri/xa-phuong/": {"pk": world.place.pk},
        "quan-tri/ngay-nghi/": {"pk": day},
        "quan-tri/su-co/": {"pk": world.incident.pk},
        "quan-tri/nhat-ky/": {"pk": world.entry.pk},
        "quan-tri/users/": {"pk": world.asker.pk},
        "tep-cau-hoi/": {"name": "khong-co.jpg"},
        "tep/": {"path": world.picture.file.name},
        "tai-khoan/": {"pk": 1, "public_id": world.asker.public_id, "provider_id": "vneid"},
        "co-quan/": {"code": world.ward.code},
        "xa-phuong/": {"code": world.place.code, "name": "phuong-a"},
        "tim-kiem/": {"pk": world.search.pk, "token": world.search.token},
        "api/v1/questions/": {"code": world.published.code},
    }


def _rooms(world: World) -> dict[str, Arguments]:
    asked, published = world.question, world.published
    return {
        "quan-tri/thu-vien/xem-lai/": {"pk": world.review.pk},
        "quan-tri/thu-vien/sua-doi/": {"pk": world.change.pk},
        "quan-tri/thu-vien/sua-doi/quan-he/": {"pk": world.relation.pk},
        "quan-tri/thu-vien/sua-doi/van-ban/": {"pk": world.law.pk},
        "quan-tri/thu-vien/tep/": {"pk": world.file.pk, "page": 1},
        "quan-tri/snippets/library/document/": {"pk": world.law.pk},
        "quan-tri/snippets/choose/library/document/": {"pk": world.law.pk},
        "quan-tri/snippets/library/term/": {"pk": world.term.pk},
        "quan-tri/snippets/choose/library/term/": {"pk": world.term.pk},
        "quan-tri/thu-vien/tu-lieu/": {
            "pk": world.record.pk, "kind": RecordKind.SCHOOL_MATERIAL, "file": world.record_file.pk,
        },
        "quan-tri/ngan-hang-cau-hoi/": {
            "pk": Item.objects.order_by("pk").first().pk, "format": "xlsx", "kind": "one", "act": "approve",
        },
        "quan-tri/hoi-dap/": {"pk": asked.pk, "act": "accept", "file": world.paper.pk},
        "quan-tri/hoi-dap-soan-san/": {"pk": world.template.pk},
        "quan-tri/hoi-dap-duong-di/": {"pk": world.route.pk},
        "quan-tri/soan/bai/": {"pk": world.draft.pk, "index": 1},
        "quan-tri/soan/luyen/": {"pk": world.task.pk},
        "quan-tri/soan/luyen/ket-qua/": {"pk": world.practised.pk},
        "quan-tri/soan/loi-nhac/": {"pk": world.prompt_version.prompt_id},
        "quan-tri/soan/loi-nhac/bao-cao/": {"pk": world.prompt_report.pk},
        "quan-tri/soan/so-ai/": {"pk": world.ai_use.pk},
        "hoi-dap/atom/": {"field": "khac"},
        "hoi-dap/du-lieu/": {"extension": "csv"},
        "hoi-dap/cua-toi/": {"token": token_of(asked), "pk": world.paper.pk, "act": "withdraw"},
        "hoi-dap/q/": {"address": published.publication.address, "pk": world.paper.pk},
        "hoi-dap/bao-cho-toi/": {"token": "x"},
        "tro-ly/": {"token": world.run.token},
        "van-ban/": {"slug": world.law.slug, "extension": "docx", "pk": world.file.pk},
        "^van-ban/": {"slug": world.law.slug, "place": "dieu-2"},
        "kho-tu-lieu/": {"slug": world.published_record.slug, "pk": world.record_file.pk, "code": world.ward.code},
        "^luoc-do/": {"kind": RecordKind.SCHOOL_MATERIAL},
    }  # fmt: skip


def _contests(world: World) -> dict[str, Arguments]:
    contest, award = world.round.contest, world.award
    return {
        "quan-tri/cuoc-thi/": {
            "pk": contest.pk, "number": 1, "act": "publish", "unit": world.unit.pk, "code": world.entrant.code,
            "document": world.paper_of_contest.pk,
        },
        "quan-tri/cuoc-thi-ket-qua/": {
            "pk": world.round.pk, "award": award.pk, "act": "verify", "complaint": world.complaint.pk,
            "signal": world.signal.pk, "code": world.entrant.code, "name": "bang-tinh.xlsx",
        },
        "quan-tri/thi-hoi-truong/": {"pk": world.stage.pk, "name": "ket-qua.xlsx"},
        "cuoc-thi/": {"slug": contest.slug, "number": 1, "attempt": 1, "pk": world.paper_of_contest.pk},
        "giay-chung-nhan/": {"code": award.certificate},
        "thi/": {"code": world.unit.join_code},
        "truc-tiep/": {"code": world.stage.code},
        "truc-tiep/man-hinh/": {"token": screen_token(world.stage.code)},
        "on-tap/": {"field": "giao-thong"},
    }  # fmt: skip
