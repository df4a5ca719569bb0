"""The room of question banks at the staff desk."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.ui.viewsets import DeskViewSet

from ..rules import may_see_desk
from .banks import BanksView
from .files import ExportView, ImportView
from .items import ActView, ItemView, ListView
from .writing import EditView, NewView

__all__ = ["BankViewSet"]


class BankViewSet(DeskViewSet):
    """Menu entry "Ngân hàng câu hỏi"."""

    name = "questionbank_desk"
    url_prefix = "ngan-hang-cau-hoi"
    icon = "list-ul"
    menu_label = _("Ngân hàng câu hỏi")
    menu_order = 160
    add_to_admin_menu = True
    may_see = staticmethod(may_see_desk)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ListView.as_view(), name="list"),
            path("ngan-hang/", BanksView.as_view(), name="banks"),
            path("nhap/", ImportView.as_view(), name="import"),
            path("xuat/<slug:format>/", ExportView.as_view(), name="export"),
            path("them/<slug:kind>/", NewView.as_view(), name="new"),
            path("<int:pk>/", ItemView.as_view(), name="item"),
            path("<int:pk>/sua/", EditView.as_view(), name="edit"),
            path("<int:pk>/viec/<slug:act>/", ActView.as_view(), name="act"),
        ]
