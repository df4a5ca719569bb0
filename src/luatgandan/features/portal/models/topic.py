"""Topic pages: a life event with the questions people really ask, each answered in five parts."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField

from luatgandan.features.library.models import Document
from luatgandan.features.library.queries import Notice, notices_for
from luatgandan.foundation.modules.queries import remember

from ..blocks import QuestionBlock
from .base import PublicPage


class TopicPage(RoutablePageMixin, PublicPage):
    """A life event. The page lists its questions; each question has an address of its own."""

    short_title = models.CharField(_("tên ngắn"), max_length=30, help_text=_("Hiện trên thẻ ở trang chủ."))
    field = models.CharField(_("lĩnh vực"), max_length=80, blank=True)
    intro = models.TextField(_("lời dẫn"), max_length=900)
    questions = StreamField([("question", QuestionBlock())], verbose_name=_("câu hỏi"), min_num=1)

    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    template = "portal/pages/topic.html"
    content_panels = [
        *PublicPage.head_panels,
        FieldPanel("short_title"),
        FieldPanel("field"),
        FieldPanel("intro"),
        FieldPanel("questions"),
    ]

    class Meta:
        verbose_name = _("chủ đề đời sống")
        verbose_name_plural = _("chủ đề đời sống")

    @path("<slug:slug>/", name="question")
    def question(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One question with its five parts."""
        stored = self.stored
        found = next((_plain(value) for value in stored if value["slug"] == slug), None)
        if found is None:
            raise Http404
        notice = self.notices.get(slug)
        is_hidden = bool(notice and notice.is_hidden)
        if is_hidden:
            found = {**found, "short_answer": "", "example": "", "steps": []}
        context = {
            "asked": found,
            "citations": lambda: _with_documents(found["citations"]),  # asked for only where they are not remembered
            "notice": notice,
            "others": [value for value in stored if value["slug"] != slug],
            "breadcrumb": [*self.breadcrumb(request), (self.title, self.get_url(request)), (found["question"], "")],
            "json_ld": super().json_ld(request)
            if notice and notice.is_hidden
            else self.question_json_ld(found, request),
        }
        return self.render(request, template="portal/pages/question.html", context_overrides=context)

    @property
    def notices(self) -> dict[str, Notice]:
        """What readers of each question are told because the law under it changed."""
        return remember(f"portal.notices.{self.pk}", lambda: notices_for(self, on=timezone.localdate()))

    @property
    def questions_with_notices(self) -> list[tuple[dict[str, Any], Notice | None]]:
        """The questions for lists, each with what readers are told about it."""
        return [(value, self.notices.get(value["slug"])) for value in self.stored]

    @property
    def stored(self) -> list[dict[str, Any]]:
        """The questions as Wagtail stores them, for their texts: lists in them are still wrapped."""
        return [block["value"] for block in self.questions.raw_data]

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The questions with all their parts; nothing is looked up for their citations."""
        return [_plain(value) for value in self.stored]

    def question_url(self, slug: str, request: HttpRequest | None = None) -> str:
        """The address of one question."""
        return f"{self.get_url(request)}{slug}/"

    def json_ld(self, request: HttpRequest) -> dict[str, Any]:
        open_questions = [value for value, notice in self.questions_with_notices if not (notice and notice.is_hidden)]
        entities = [_question_entity(value) for value in open_questions]
        return {**super().json_ld(request), "@type": "FAQPage", "mainEntity": entities}

    def question_json_ld(self, asked: Any, request: HttpRequest) -> dict[str, Any]:
        """schema.org QAPage of one question."""
        page = super().json_ld(request)
        return {**page, "@type": "QAPage", "name": asked["question"], "mainEntity": _question_entity(asked)}


def _plain(raw: Any) -> Any:
    """Stored block data without Wagtail's wrapping of list items."""
    if isinstance(raw, dict):
        return {name: _plain(value) for name, value in raw.items()}
    if isinstance(raw, list):
        return [_plain(item["value"] if isinstance(item, dict) and "type" in item else item) for item in raw]
    return raw


def _with_documents(citations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Citations with their documents, looked up in one query; one whose document is gone is left out."""
    documents = Document.objects.in_bulk([cited["document"] for cited in citations])
    known = [cited for cited in citations if cited["document"] in documents]
    return [{**cited, "document": documents[cited["document"]]} for cited in known]


def _question_entity(asked: Any) -> dict[str, Any]:
    answer = {"@type": "Answer", "text": asked["short_answer"]}
    return {"@type": "Question", "name": asked["question"], "answerCount": 1, "acceptedAnswer": answer}


class TopicQuestion(models.Model):
    """A question of a published topic, read out of the page for lists and search. Written only by `services`."""

    topic = models.ForeignKey(TopicPage, models.CASCADE, related_name="published_questions")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=100)
    question = models.CharField(max_length=200)
    variants = models.TextField(blank=True)
    short_answer = models.TextField()

    class Meta:
        verbose_name = _("câu hỏi của chủ đề")
        verbose_name_plural = _("câu hỏi của chủ đề")
        ordering = ["topic", "position"]
        constraints = [models.UniqueConstraint(fields=["topic", "slug"], name="one_slug_per_topic")]

    def __str__(self) -> str:
        return self.question
