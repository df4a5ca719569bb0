"""The correction of what was read: the original beside its lines, one edit at a time, the difference before saving."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.lib.legaltext.corrections import EditKind

from ..forms import EditForm
from ..models import Correction, Transcript
from ..queries import drafts, sheets
from ..services import corrections
from .filedesk import FilesDesk


class SheetDesk(FilesDesk):
    """A screen that needs what was read of the file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not Transcript.objects.filter(file=self.file).exists():
            messages.warning(request, _("Tệp chưa được đọc từng dòng. Hãy bấm “Đọc lại” rồi sửa."))
            return redirect(self.to("file"))
        return super().get(request, *args, **kwargs)


class CorrectView(SheetDesk):
    """The original at the left, the lines with what they begin at the right; a chosen line can be mended."""

    page_title = gettext_lazy("Sửa cấu trúc")
    template_name = "library/desk/files/correct.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edits = sheets.edits_of(self.file, with_draft=True)
        line, number = (_whole(self.request.GET.get(name)) for name in ("dong", "doan"))
        sheet = sheets.sheet(self.file, edits, number=number or 1, line=line - 1 if line else None)
        return {
            **super().get_context_data(**kwargs),
            "sheet": sheet,
            "draft": sheets.draft_of(self.file),
            "expected": len(edits),
            "marks": sheets.marks(),
            "findings": [
                one for one in sheet.parsed.findings if sheet.part.start <= one.line < sheet.part.end and one.line >= 0
            ],
            "has_pictures": self.file.format in sheets.PAGED and sheet.part.page,
            "before": sheet.number - 1,
            "after": sheet.number + 1 if sheet.number < len(sheet.parts) else 0,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        part = {"doan": _whole(request.POST.get("doan")) or 1}
        if "undo" in request.POST:
            corrections.drop_last_edit(file=self.file)
            return redirect(f"{self.to('correct')}?{urlencode(part)}")
        if "discard" in request.POST:
            corrections.discard_draft(file=self.file)
            messages.success(request, _("Đã bỏ bản đang sửa. Văn bản trên cổng không thay đổi."))
            return redirect(f"{self.to('correct')}?{urlencode(part)}")
        return self.edit(request)

    def edit(self, request: HttpRequest) -> HttpResponse:
        """One edit, then the same line again."""
        data = request.POST.copy()
        data.setdefault("kind", EditKind.MARK.value if "mark" in data else "")
        form = EditForm(data)
        if not form.is_valid():
            messages.error(request, _("Chưa rõ bạn muốn sửa gì. Hãy chọn dòng rồi chọn việc."))
            return redirect(self.to("correct"))
        asked = form.edit()
        line = asked["line"]
        try:
            corrections.add_edit(file=self.file, by=request.user, at=timezone.now(), **asked)
            line -= asked["kind"] is EditKind.JOIN
        except corrections.CorrectionRefusedError as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{self.to('correct')}?{urlencode({'dong': line + 1})}#dong-{line + 1}")


class CompareView(SheetDesk):
    """Which units the draft changes, with their words; then it is saved or mended further."""

    page_title = gettext_lazy("Thay đổi trước khi lưu")
    template_name = "library/desk/files/compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = drafts.draft_differences(self.file)
        shown = drafts.fitting(found)
        return {
            **super().get_context_data(**kwargs),
            "draft": sheets.draft_of(self.file),
            "differences": shown,
            "count": len(found),
            "hidden": found[len(shown) :],
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            note = request.POST.get("note", "")
            outcome = corrections.save_draft(file=self.file, note=note, by=request.user, at=timezone.now())
        except corrections.CorrectionRefusedError as refusal:
            messages.error(request, str(refusal))
            return redirect(self.to("correct"))
        messages.success(request, _("Đã lưu bản sửa. %s") % outcome.message)
        return redirect(self.to("file"))


class HistoryView(SheetDesk):
    """Every correction of the file: who, when, what; an earlier one can be used again."""

    page_title = gettext_lazy("Các lần sửa")
    template_name = "library/desk/files/history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.file.corrections.select_related("made_by")
        return {**super().get_context_data(**kwargs), "corrections": rows}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        now, chosen = timezone.now(), request.POST.get("correction", "")
        if chosen == "machine":
            outcome = corrections.use_machine_reading(file=self.file, by=request.user, at=now)
        else:
            saved = Correction.objects.filter(file=self.file).exclude(state="draft")
            one = get_object_or_404(saved, pk=_whole(chosen))
            outcome = corrections.restore_correction(correction=one, by=request.user, at=now)
        messages.success(request, outcome.message)
        return redirect(self.to("file"))


def _whole(value: str | None) -> int | None:
    """A positive number out of an address; None for anything else."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 8 and int(value) else None
