"""Units at the desk: three ways to add them, one unit, a sheet of codes to print."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.organisations.spreadsheet import values as cells

from .. import rules
from ..forms.desk_people import UnitFileForm, UnitFilter, UnitForm, UnitNamesForm, UnitTreeForm
from ..importing import TableError, read_table
from ..models import Unit
from ..queries import desk as reads
from ..services import ContestError
from ..services.units import (
    COLUMNS,
    UnitRow,
    add_units,
    change_unit,
    remove_unit,
    rows_of_organisations,
    settle_unit,
    unit_rows,
    waiting_for,
)
from .desk import OneContestDesk

MOST_TOLD = 20
PER_PAGE = 30
CARDS = 60  # a page: each draws its code


class UnitsDesk(OneContestDesk):
    """A screen about units: for those who manage entrants."""

    may = staticmethod(rules.may_manage_entrants)

    def steps(self) -> list[tuple[str, Any]]:
        above = reverse("contests_desk:units", args=[self.contest.pk])
        is_inner = self.request.path != above
        return [*super().steps(), *([(above, _("Đơn vị dự thi"))] if is_inner else [])]


class UnitsView(UnitsDesk):
    """The list, and the ways to add."""

    page_title = gettext_lazy("Đơn vị dự thi")
    template_name = "contests/desk/units.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, query = UnitFilter(self.request.GET), self.request.GET.copy()
        wanted = query.pop("p", [""])[-1]
        found = form.narrow(self.contest.units.all())
        pages = Paginator(reads.with_entrants(found), PER_PAGE)
        pages.count = found.count()
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "slice": pages.get_page(wanted),
            "query": query.urlencode(),
            "names_form": kwargs.get("names_form") or UnitNamesForm(),
            "tree_form": kwargs.get("tree_form") or UnitTreeForm(contest=self.contest),
            "file_form": kwargs.get("file_form") or UnitFileForm(),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        way = {"names": self._names, "tree": self._tree}.get(request.POST.get("way", ""), self._file)
        return way(request)

    def _names(self, request: HttpRequest) -> HttpResponse:
        form = UnitNamesForm(request.POST)
        if not form.is_valid():
            return self.again(names_form=form)
        return self._add([UnitRow(name=name, kind=cells.kind("", name)[0]) for name in form.cleaned_data["names"]])

    def _tree(self, request: HttpRequest) -> HttpResponse:
        form = UnitTreeForm(request.POST, contest=self.contest)
        if not form.is_valid():
            return self.again(tree_form=form)
        return self._add(rows_of_organisations(form.organisations()))

    def _file(self, request: HttpRequest) -> HttpResponse:
        form = UnitFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.again(file_form=form)
        file = form.cleaned_data["file"]
        try:
            found, told = unit_rows(read_table(file.read(), file.name, columns=COLUMNS, needed=["name"]))
        except TableError as refusal:
            form.add_error("file", str(refusal))
            return self.again(file_form=form)
        for sentence in told[:MOST_TOLD]:
            messages.warning(request, sentence)
        return self._add(found)

    def _add(self, rows: list[UnitRow]) -> HttpResponse:
        try:
            count = add_units(contest=self.contest, rows=rows, by=self.request.user, at=timezone.now())
        except ContestError as refusal:
            messages.error(self.request, str(refusal))
        else:
            told = {"count": count, "known": len(rows) - count}
            messages.success(self.request, _("Đã thêm %(count)d đơn vị; %(known)d đã có.") % told)
        return redirect("contests_desk:units", self.contest.pk)


class UnitView(UnitsDesk):
    """One unit."""

    page_title = gettext_lazy("Sửa đơn vị")
    template_name = "contests/desk/unit.html"

    @cached_property
    def unit(self) -> Unit:
        """The unit the address names."""
        return get_object_or_404(self.contest.units.select_related("contest"), pk=self.kwargs["unit"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initial = {name: getattr(self.unit, name) for name in ("name", "kind", "headcount")}
        form = kwargs.get("form") or UnitForm(initial=initial)
        may_agree = rules.may_decide(self.request.user, self.contest) and self.unit.asked_by_id != self.request.user.pk
        return {**super().get_context_data(**kwargs), "form": form, "unit": self.unit, "may_agree": may_agree,
                "waiting_for": waiting_for(self.unit)}  # fmt: skip

    def post(self, request: HttpRequest, pk: int, unit: int) -> HttpResponse:
        form = UnitForm(request.POST)
        given: dict[str, Any] = {"unit": self.unit, "by": request.user, "at": timezone.now()}
        settle = partial(settle_unit, seen=request.POST.get("seen", ""))
        acts = {"remove": remove_unit, "agree": partial(settle, is_agreed=True),
                "drop": partial(settle, is_agreed=False)}  # fmt: skip
        act: Any = next((one for name, one in acts.items() if name in request.POST), None)
        if act is None and not form.is_valid():
            return self.again(form=form)
        try:
            changed = (act or partial(change_unit, values=form.cleaned_data))(**given)
        except ContestError as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        if act is None and changed.asked_reason:
            messages.success(request, _("Đã ghi; điều cần người thứ hai duyệt thì chờ ở trang của đơn vị này."))
        return redirect("contests_desk:units", self.contest.pk)


class SheetView(UnitsDesk):
    """Codes of all units to print and cut: a QR code and the same in letters."""

    page_title = gettext_lazy("Phiếu mã vào thi")
    template_name = "contests/desk/sheet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.contest.units.all(), CARDS).get_page(self.request.GET.get("p"))
        cards = [(one, f"{settings.SITE_URL}{reverse('contests:unit', args=[one.join_code])}") for one in page]
        return {**super().get_context_data(**kwargs), "cards": cards, "slice": page, "site": settings.SITE_URL}
