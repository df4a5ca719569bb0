"""The log of a contest at the desk."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy

from ..forms.desk_people import LogFilter
from ..queries.log import told
from .desk import OneContestDesk

PER_PAGE = 50


class LogView(OneContestDesk):
    """Its lines, newest first; never changed."""

    page_title = gettext_lazy("Nhật ký cuộc thi")
    template_name = "contests/desk/log.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        wanted = query.pop("p", [""])[-1]
        form = LogFilter(self.request.GET)
        rows = form.narrow(self.contest.log.all()).select_related("by", "attempt__entrant", "attempt__round")
        page = Paginator(rows.order_by("-at", "-pk"), PER_PAGE).get_page(wanted)
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "slice": page,
            "lines": [(one, told(one.detail)) for one in page],
            "query": query.urlencode(),
        }
