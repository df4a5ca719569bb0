"""The editor of a question, with a preview and the linter beside."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.rules import Action, may_somewhere

from .. import queries, rules, services
from ..enums import Act, Kind
from ..forms.desk import UnitForm
from ..forms.initial import form_of, new_initial
from ..forms.media import PREFIX
from ..forms.writing import FORMS, ItemForm
from ..models import Bank
from .desk import BankDesk, OneItemDesk


class EditorMixin:
    """What a new question and a new version have in common: form, preview, findings."""

    template_name = "questionbank/desk/write.html"

    def given(self, request: HttpRequest) -> dict[str, Any]:
        """What the form is made of: what was uploaded is kept, so that a form shown again does not lose it."""
        data, files = request.POST.copy(), request.FILES.copy()
        uploads = [(name, file) for name, file in files.items() if name.startswith(PREFIX)]
        kept, refused = services.keep_uploads(files=uploads, at=timezone.now())
        for name, value in kept.items():
            form, _sign, field = name.rpartition("-")
            data[f"{form}-kept_{field}"] = value
            del files[name]
        return {"data": data, "files": files, "refused": refused}

    def looked_at(self, form: ItemForm, bank: Bank | None, *, but: int = 0) -> dict[str, Any]:
        """The preview and the findings of what was typed; nothing while the form has errors."""
        if not form.is_bound or not form.is_valid():
            return {}
        written = form.written()
        today = timezone.localdate()
        basis = queries.basis_of(written.basis, day_of_law=written.day_of_law, today=today)
        view: Any = self
        return {
            "content": written.content,
            "shown": queries.shown_media(written.content),
            "basis": basis,
            "findings": view.findings(written.content, basis, bank, but=but),
        }


class NewView(EditorMixin, BankDesk):
    """A new question of one kind."""

    page_title = gettext_lazy("Thêm câu hỏi")

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and may_somewhere(person, Action.CREATE, room=rules.ROOM)

    @cached_property
    def kind(self) -> Kind:
        """The kind the address names."""
        if self.kwargs["kind"] not in Kind.values:
            raise Http404
        return Kind(self.kwargs["kind"])

    def get_page_subtitle(self) -> str:
        return str(self.kind.label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.request.user
        form = kwargs.get("form") or FORMS[self.kind](initial=new_initial(timezone.localdate()))
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "unit_form": kwargs.get("unit_form") or UnitForm(person=person),
            "kind": self.kind,
            "may_write": True,
            **self.looked_at(form, None),
        }

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        form, unit_form = FORMS[self.kind](**self.given(request)), UnitForm(request.POST, person=request.user)
        is_whole = form.is_valid() and unit_form.is_valid()
        if not is_whole:
            return self.again(form=form, unit_form=unit_form)
        if "preview" in request.POST:
            return self.render_to_response(self.get_context_data(form=form, unit_form=unit_form))
        try:
            item = services.create_item(
                organisation=unit_form.cleaned_data["unit"], written=form.written(), by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except services.BankError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form, unit_form=unit_form)
        messages.success(request, _("Đã thêm câu %s. Người khác kiểm tra rồi duyệt.") % item.code)
        return redirect(item.desk_path())


class EditView(EditorMixin, OneItemDesk):
    """A new version of a question."""

    page_title = gettext_lazy("Sửa câu hỏi")

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and self.is_own

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or form_of(self.item, self.version, self.basis)
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "kind": Kind(self.item.kind),
            "may_write": rules.may_do(self.request.user, Act.WRITE, self.item),
            **self.looked_at(form, self.item.bank, but=self.item.pk),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        may_write = rules.may_do(request.user, Act.WRITE, self.item)
        given = self.given(request) if may_write else {"data": request.POST}
        form = FORMS[Kind(self.item.kind)](**given, before=self.version.content_of(self.item.kind).options)
        if not (form.is_valid() and may_write):  # whoever may not write keeps the words, to take them elsewhere
            return self.again(form=form)
        if "preview" in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            services.save_version(
                item=self.item, written=form.written(), seen=form.cleaned_data["seen"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except services.BankError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã lưu bản mới của câu %s.") % self.item.code)
        return redirect(self.own_url())
