"""Files that came with a question: reading them, and making the copy that everybody may get."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import rules, services
from ..forms.desk_files import CopyForm
from ..models import Attachment, PublicCopy
from ..services.copying import finds_in
from .desk import OneQuestionDesk, SharedDesk

MOST_FINDS = 20


class FileView(SharedDesk):
    """One file that came with the question: for the office, and for the adviser who has taken it."""

    def is_open_to(self, person: Any) -> bool:
        return rules.reads_files(rules.Caller(person=person), self.question)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        one = get_object_or_404(self.question.attachments, pk=kwargs["file"])
        return FileResponse(one.content.open("rb"), as_attachment=True, filename=one.name)


class CopyDesk(OneQuestionDesk):
    """A screen about the public copy of one file."""

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and rules.may_drop_files(rules.Caller(person=person), self.question)

    @cached_property
    def attachment(self) -> Attachment:
        """The file the address names."""
        return get_object_or_404(self.question.attachments, pk=self.kwargs["file"])

    @property
    def copy(self) -> PublicCopy | None:
        """Its public copy as it stands now."""
        return PublicCopy.objects.filter(attachment=self.attachment).select_related("by").first()


class CopyView(CopyDesk):
    """What is in the file, and what everybody will get of it."""

    page_title = gettext_lazy("Bản công khai của tệp")
    template_name = "qa/desk/copy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        with self.attachment.content.open("rb") as kept:
            finds, is_read = finds_in(self.question, self.attachment.name, kept.read())
        return {
            **super().get_context_data(**kwargs), "file": self.attachment, "copy": self.copy,
            "form": kwargs.get("form") or CopyForm(), "may_make": rules.may_publish_files(self.caller, self.question),
            "finds": finds[:MOST_FINDS], "more": len(finds[MOST_FINDS:]), "is_read": is_read,
            "is_picture": self.attachment.name.lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".webp")),
        }  # fmt: skip

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        who: dict[str, Any] = {"attachment": self.attachment, "by": self.caller, "at": timezone.now()}
        if "drop" in request.POST:
            services.drop_public_copy(**who)
            messages.success(request, _("Tệp không còn công khai."))
            return redirect(self.own_url())
        form = CopyForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.again(form=form)
        try:
            services.make_public_copy(**form.cleaned_data, **who)
        except (services.QuestionError, ValidationError) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã lưu bản công khai; mọi người tải được khi câu trả lời đang đăng."))
        return redirect(self.own_url())


class CopyFileView(CopyDesk):
    """The public copy itself, as everybody gets it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        copy = get_object_or_404(PublicCopy, attachment=self.attachment)
        return FileResponse(copy.content.open("rb"), as_attachment=True, filename=copy.name)
