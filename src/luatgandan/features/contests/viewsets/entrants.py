"""Entrants at the desk: the list, one of them, a roster out of a file, personal codes that are shown once."""

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.places.models import Ward
from luatgandan.lib.downloads import XLSX, download

from .. import queries, rules, services
from ..enums import Standing
from ..forms.desk_people import CorrectForm, EntrantFilter, ExtraForm, RosterForm
from ..importing import TableError, read_table
from ..importing.rosters import COLUMNS, NEEDED, RosterRow, read_row
from ..models import Correction, Entrant
from ..queries.desk import desk_entrants
from ..queries.log import corrections_of
from ..queries.sheets import codes_workbook
from ..services.correcting import correct_entrant, settle_correction
from ..services.judging import OUT
from ..services.rosters import Handed, import_roster, note_report, plan_roster, reissue_codes, set_extra_time
from .desk import OneContestDesk

PER_PAGE, SALT, SECONDS = 50, "contests.roster", 3_600


class EntrantsDesk(OneContestDesk):
    """A screen about who takes part."""

    may = staticmethod(rules.may_manage_entrants)

    def steps(self) -> list[tuple[str, Any]]:
        above = reverse("contests_desk:entrants", args=[self.contest.pk])
        is_inner = self.request.path != above
        return [*super().steps(), *([(above, _("Người dự thi"))] if is_inner else [])]

    def handed_out(self, handed: list[Handed]) -> HttpResponse:
        """Personal codes, once: as a page to print, or as a workbook."""
        if self.request.POST.get("as") == "xlsx":
            content = codes_workbook([(one.entrant, one.code) for one in handed])
            answer = download(content, name=f"ma-du-thi-{self.contest.slug}.xlsx", kind=XLSX)
        else:
            address = self.request.build_absolute_uri(reverse("contests:enter", args=[self.contest.slug]))
            context = self.get_context_data(handed=handed, address=address)
            answer = self.response_class(
                request=self.request, template="contests/desk/codes.html", context=context, using=self.template_engine
            )
        return answer


class EntrantsView(EntrantsDesk):
    """The list."""

    page_title = gettext_lazy("Người dự thi")
    template_name = "contests/desk/entrants.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        wanted = query.pop("p", [""])[-1]
        form = EntrantFilter(self.request.GET)
        rows = desk_entrants(form.narrow(self.contest.entrants.all()))
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "slice": Paginator(rows, PER_PAGE).get_page(wanted),
            "query": query.urlencode(),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """New personal codes for those the filter shows, who come from a roster."""
        rows = EntrantFilter(request.POST).narrow(self.contest.entrants.all())
        try:
            chosen = rows.exclude(login_digest="").select_related("unit").order_by("unit", "class_name", "name")
            handed = reissue_codes(contest=self.contest, entrants=chosen, by=request.user, at=timezone.now())
        except services.ContestError as refusal:
            messages.error(request, str(refusal))
            return redirect("contests_desk:entrants", self.contest.pk)
        return self.handed_out(handed)


class EntrantView(EntrantsDesk):
    """One entrant: what is known, more time."""

    page_title = gettext_lazy("Người dự thi")
    template_name = "contests/desk/entrant.html"

    @cached_property
    def entrant(self) -> Entrant:
        """The entrant the address names."""
        rows = self.contest.entrants.select_related("unit", "ward", "contest")
        return get_object_or_404(rows, code=self.kwargs["code"])

    def get_page_subtitle(self) -> str:
        return self.entrant.code

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.entrant
        asked = Correction.objects.filter(entrant=one).select_related("asked_by").first()
        may_decide = rules.may_decide(self.request.user, self.contest)
        return {
            **super().get_context_data(**kwargs),
            "entrant": one,
            "form": kwargs.get("form") or ExtraForm(initial={"percent": one.extra_percent}),
            "corrections": corrections_of(one),
            "asked": asked,
            "may_agree": may_decide and asked and asked.asked_by_id != self.request.user.pk,
            "attempts": one.attempts.select_related("round").order_by("round", "number"),
            "may_decide": may_decide and one.standing in (Standing.ACTIVE, *OUT),
            "is_out": one.standing in OUT,
            "round": self.contest.rounds.first(),
        }

    def post(self, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        form = ExtraForm(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        try:
            set_extra_time(entrant=self.entrant, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã lưu."))
        return redirect(request.path)


class CorrectView(EntrantView):
    """Name, birthday, class, unit and ward of an entrant put right."""

    page_title = gettext_lazy("Sửa thông tin dự thi")
    template_name = "contests/desk/correct.html"

    def _settle(self, request: HttpRequest, is_agreed: bool) -> HttpResponse:
        seen = request.POST.get("seen", "")
        try:
            settle_correction(
                entrant=self.entrant, seen=int(seen) if seen.isdecimal() else 0, is_agreed=is_agreed, by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except services.ContestError as refusal:
            messages.error(request, str(refusal))
        return redirect("contests_desk:entrant", self.contest.pk, self.entrant.code)

    def make_form(self, *data: Any) -> CorrectForm:
        """The form with what is known."""
        one = self.entrant
        known = {"name": one.name, "born_on": one.born_on, "class_name": one.class_name, "ward": one.ward,
                 "unit": one.unit}  # fmt: skip
        return CorrectForm(*data, initial=known, contest=self.contest)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"form": self.make_form(), **kwargs})

    def post(self, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        if "agree" in request.POST or "drop" in request.POST:
            return self._settle(request, "agree" in request.POST)
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        values = form.cleaned_data
        try:
            correct_entrant(
                entrant=self.entrant, known=form.known(), reason=values["reason"], by=request.user, at=timezone.now(),
                is_unfit_known=values["is_unfit_known"],
            )  # fmt: skip
        except services.ContestError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        if Correction.objects.filter(entrant=self.entrant).exists():
            messages.success(request, _("Đã có kết quả nên cần người thứ hai: đề nghị chờ ở trang của người này."))
        else:
            messages.success(request, _("Đã sửa. Người dự thi thấy ở trang của mình; ai có tài khoản được báo tin."))
        return redirect("contests_desk:entrant", pk, code)


class RosterView(EntrantsDesk):
    """A file, the report on it, and the second step that writes and hands out the codes."""

    page_title = gettext_lazy("Nhập danh sách dự thi")
    template_name = "contests/desk/roster.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": kwargs.get("form") or RosterForm()}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "read" in request.POST:
            return self._write(request.POST["read"])
        form = RosterForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.again(form=form)
        file, today = form.cleaned_data["file"], timezone.localdate()
        try:
            table = read_table(file.read(), file.name, columns=COLUMNS, needed=NEEDED)
        except TableError as refusal:
            form.add_error("file", str(refusal))
            return self.again(form=form)
        rows = [read_row(number, row, today=today) for number, row in table]
        plan = plan_roster(contest=self.contest, rows=rows, opens_on=queries.opens_on(self.contest))
        note_report(contest=self.contest, plan=plan, by=request.user, at=timezone.now())
        read = signing.dumps(json.dumps([_packed(one.row) for one in plan.new]), salt=self._salt(), compress=True)
        return self.render_to_response(self.get_context_data(plan=plan, read=read, form=form))

    def _salt(self) -> str:
        """A report is for one contest and one person."""
        return f"{SALT}.{self.contest.pk}.{self.request.user.pk}"

    def _write(self, read: str) -> HttpResponse:
        try:
            packed = json.loads(signing.loads(read, salt=self._salt(), max_age=SECONDS))
        except signing.BadSignature:
            messages.error(self.request, _("Báo cáo đã quá một giờ hoặc không còn nguyên vẹn. Hãy chọn lại tệp."))
            return redirect("contests_desk:roster", self.contest.pk)
        wards = Ward.objects.in_bulk([one["ward"] for one in packed if one["ward"]])
        rows = [_unpacked(one, wards) for one in packed]
        plan = plan_roster(contest=self.contest, rows=rows, opens_on=queries.opens_on(self.contest))
        try:
            handed = import_roster(contest=self.contest, plan=plan, by=self.request.user, at=timezone.now())
        except services.ContestError as refusal:
            messages.error(self.request, str(refusal))
            return redirect("contests_desk:entrants", self.contest.pk)
        if not handed:
            told = _("Không còn ai mới để nhập nên không có mã mới; tệp này có thể đã nhập rồi. Mã lần trước bị mất "
                     "thì lọc ra những người ấy ở đây rồi mở “Cấp lại mã riêng”.")  # fmt: skip
            messages.warning(self.request, told)
            return redirect("contests_desk:entrants", self.contest.pk)
        return self.handed_out(handed)


def _packed(row: RosterRow) -> dict[str, Any]:
    return {
        "number": row.number, "name": row.name, "born_on": row.born_on.isoformat() if row.born_on else "",
        "class_name": row.class_name, "unit": row.unit, "phone": row.phone, "ward": row.ward.pk if row.ward else "",
    }  # fmt: skip


def _unpacked(packed: dict[str, Any], wards: dict[Any, Ward]) -> RosterRow:
    born_on = date.fromisoformat(packed["born_on"]) if packed["born_on"] else None
    return RosterRow(**{**packed, "born_on": born_on, "ward": wards.get(packed["ward"])})
