"""The room of contests at the staff desk."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.ui.viewsets import DeskViewSet

from ..rules import may_see_desk
from .contests import ConditionsView, ContestView, ListView, NewView, StepView, WordsView
from .outcome import ResultViewSet
from .rounds import ExtendView, PrizesView, RemoveView, RoundView, VoidView

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
        ]
