"""The room of contests at the staff desk."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.ui.viewsets import DeskViewSet

from ..rules import may_see_desk
from .contests import ConditionsView, ContestView, ListView, NewView, PreviewView, StepView, WordsView
from .documents import DocumentsView, DocumentView
from .entrants import CorrectView, EntrantsView, EntrantView, RosterView
from .log import LogView
from .outages import OutagesView
from .outcome import ResultViewSet
from .rehearsal import RehearsalView
from .rounds import ExtendView, PrizesView, RemoveView, RoundView, VoidView
from .units import SheetView, UnitsView, UnitView

__all__ = ["ContestViewSet", "ResultViewSet"]


class ContestViewSet(DeskViewSet):
    """Menu entry "Cuộc thi"."""

    name = "contests_desk"
    url_prefix = "cuoc-thi"
    icon = "clipboard-list"
    menu_label = _("Cuộc thi")
    menu_order = 155
    add_to_admin_menu = True
    may_see = staticmethod(may_see_desk)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ListView.as_view(), name="list"),
            path("moi/", NewView.as_view(), name="new"),
            path("<int:pk>/", ContestView.as_view(), name="contest"),
            path("<int:pk>/loi/", WordsView.as_view(), name="words"),
            path("<int:pk>/dieu-kien/", ConditionsView.as_view(), name="conditions"),
            path("<int:pk>/viec/<slug:act>/", StepView.as_view(), name="step"),
            path("<int:pk>/giai/", PrizesView.as_view(), name="prizes"),
            path("<int:pk>/bo-vong/", RemoveView.as_view(), name="remove_round"),
            path("<int:pk>/vong/<int:number>/", RoundView.as_view(), name="round"),
            path("<int:pk>/vong/<int:number>/gia-han/", ExtendView.as_view(), name="extend"),
            path("<int:pk>/vong/<int:number>/huy-cau/", VoidView.as_view(), name="void"),
            path("<int:pk>/vong/<int:number>/su-co/", OutagesView.as_view(), name="outages"),
            path("<int:pk>/xem-truoc/", PreviewView.as_view(), name="preview"),
            path("<int:pk>/van-ban/", DocumentsView.as_view(), name="documents"),
            path("<int:pk>/van-ban/<int:document>/", DocumentView.as_view(), name="document"),
            path("<int:pk>/don-vi/", UnitsView.as_view(), name="units"),
            path("<int:pk>/don-vi/phieu/", SheetView.as_view(), name="sheet"),
            path("<int:pk>/don-vi/<int:unit>/", UnitView.as_view(), name="unit"),
            path("<int:pk>/nguoi/", EntrantsView.as_view(), name="entrants"),
            path("<int:pk>/nguoi/nhap/", RosterView.as_view(), name="roster"),
            path("<int:pk>/nguoi/<slug:code>/", EntrantView.as_view(), name="entrant"),
            path("<int:pk>/nguoi/<slug:code>/sua/", CorrectView.as_view(), name="correct"),
            path("<int:pk>/thi-thu/", RehearsalView.as_view(), name="rehearsal"),
            path("<int:pk>/nhat-ky/", LogView.as_view(), name="log"),
        ]
