"""The register of AI use at the desk."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.ui.viewsets import DeskViewSet

from .. import rules
from ..forms import UseForm
from ..models import AiUse
from ..queries import register as queries
from ..services import registering
from ..services.drafts import DraftError
from .desk import HelpDesk


class UseListView(HelpDesk):
    """The entries of one's units."""

    page_title = gettext_lazy("Sổ đăng ký dùng AI")
    template_name = "assistant/desk/uses.html"
    may_see = staticmethod(rules.may_register_somewhere)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        rows = [(use, use.is_late(today)) for use in queries.desk_register(self.request.user)]
        return {**super().get_context_data(**kwargs), "rows": rows}


class UseView(HelpDesk):
    """One entry, new or to be changed."""

    page_title = gettext_lazy("Việc dùng AI")
    template_name = "assistant/desk/form.html"
    may_see = staticmethod(rules.may_register_somewhere)
    trail = (("assistant_register:list", gettext_lazy("Sổ đăng ký dùng AI")),)

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and (not self.use.pk or rules.may_change_use(person, self.use))

    @cached_property
    def use(self) -> AiUse:
        """The entry of the address, or a new one."""
        pk = self.kwargs.get("pk")
        return get_object_or_404(AiUse.objects.select_related("organisation"), pk=pk) if pk else AiUse()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or UseForm(person=self.request.user, use=self.use)
        return {**super().get_context_data(**kwargs), "form": form}

    def post(self, request: HttpRequest, pk: int = 0) -> HttpResponse:
        form = UseForm(request.POST, person=request.user, use=self.use)
        if not form.is_valid():
            return self.again(form=form)
        try:
            registering.save_use(use=form.entry(), by=request.user, at=timezone.now())
        except DraftError as refusal:
            form.add_error(None, str(refusal))
            return self.again(form=form)
        messages.success(request, _("Đã ghi vào sổ."))
        return redirect("assistant_register:list")


class RegisterViewSet(DeskViewSet):
    """Menu entry "Sổ đăng ký dùng AI"."""

    name = "assistant_register"
    url_prefix = "soan/so-ai"
    icon = "list-ul"
    menu_label = gettext_lazy("Sổ đăng ký dùng AI")
    may_see = staticmethod(rules.may_register_somewhere)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", UseListView.as_view(), name="list"),
            path("moi/", UseView.as_view(), name="add"),
            path("<int:pk>/", UseView.as_view(), name="use"),
        ]
