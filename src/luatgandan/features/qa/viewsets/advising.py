"""The desk of advisers from outside: questions that offices opened to them, and those they have taken."""

from typing import Any

from django.core.paginator import Paginator
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.ui.viewsets import DeskViewSet

from .. import rules
from ..queries.advising import for_adviser, words_for
from .desk import QuestionDesk

PER_PAGE = 30


class AdvisingView(QuestionDesk):
    """Taken ones first, then what may be taken."""

    page_title = _("Tư vấn")
    template_name = "qa/desk/advising.html"
    may_see = staticmethod(rules.may_advise)
    trail = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, today = self.request.user, timezone.localdate()
        page = Paginator(for_adviser(person), PER_PAGE).get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "slice": page,
            "rows": [(one, words_for(one, person).title, one.is_late(today)) for one in page],
        }


class AdviserViewSet(DeskViewSet):
    """Menu entry "Tư vấn"."""

    name = "qa_advising"
    url_prefix = "hoi-dap-tu-van"
    icon = "user"
    menu_label = _("Tư vấn")
    may_see = staticmethod(rules.may_advise)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", AdvisingView.as_view(), name="list")]
