"""Before everybody reads: the words looked through for personal data, place by place, by a person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import queries, rules, services
from ..enums import Act
from ..forms.desk_public import FIELDS, Proposal, PublicForm, first_words, hidden, pieces, proposals, typed_words
from ..models import Answer
from .desk import OneQuestionDesk
from .questions import read_basis


class PublishView(OneQuestionDesk):
    """Public words, what may be personal in them, and how the page will read."""

    page_title = gettext_lazy("Đăng công khai")
    template_name = "qa/desk/publish.html"

    @cached_property
    def signed(self) -> Answer | None:
        """The version that is published."""
        return queries.signed_answer(self.question)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = kwargs.pop("words", None) or first_words(self.question, self.signed)
        found = self.proposed(words)
        return {
            **super().get_context_data(**kwargs),
            "form": kwargs.get("form") or PublicForm(initial=words),
            "proposals": [(one, one.key not in self.kept) for one in found],
            "shown": {name: pieces(words[name], [one.find for one in found if one.name == name]) for name in FIELDS},
            "signed": self.signed,
            "files": self.question.attachments.select_related("public_copy"),
            "may_publish_files": rules.may_publish_files(self.caller, self.question),
            "basis": read_basis(self.signed),
            "may_do": self.signed and rules.may_do(self.caller, Act.PUBLISH, self.question, self.answer),
        }

    def proposed(self, words: dict[str, str]) -> list[Proposal]:
        """What may be personal data in these words; the asker's own name is looked for too."""
        return proposals(words, [self.question.name] if self.question.name.strip() else [])

    @cached_property
    def kept(self) -> set[str]:
        """Places that were shown and whose tick was taken away: the officer wants to keep them."""
        return set(self.request.POST.getlist("thay")) - set(self.request.POST.getlist("an"))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        words = typed_words(request.POST)
        found = self.proposed(words)
        if "hide" in request.POST:
            ticked = set(request.POST.getlist("an"))
            words = hidden(words, [one for one in found if one.key in ticked])
            return self.render_to_response(self.get_context_data(words=words))
        form = PublicForm({**request.POST.dict(), **words})
        if not form.is_valid():
            return self.again(form=form, words=words)
        if any(one.key not in self.kept for one in found):
            told = _("Còn chỗ được đánh dấu ẩn. Hãy bấm “Ẩn các chỗ đã đánh dấu”, hoặc bỏ dấu ở chỗ muốn giữ.")
            form.add_error(None, told)
            return self.again(form=form, words=words)
        return self._publish(form, words)

    def _publish(self, form: PublicForm, words: dict[str, str]) -> HttpResponse:
        try:
            services.publish_answer(
                question=self.question, words=form.words(), is_confirmed=form.cleaned_data["is_confirmed"],
                by=self.caller, at=timezone.now(),
            )  # fmt: skip
        except services.QuestionError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form, words=words)
        messages.success(self.request, _("Đã đăng. Ai cũng đọc được câu hỏi và câu trả lời."))
        return redirect(self.own_url())
