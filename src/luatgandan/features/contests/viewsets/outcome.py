"""Menu entry of results: rounds, prizes, complaints, odd things."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.ui.viewsets import DeskViewSet

from .complaints import ComplaintListView, ComplaintView
from .prizes import AwardView, DecideView, ProposeView
from .results import FileView, MakeView, RoundListView, RoundView, WeakFieldsView, may_see_results
from .signals import SignalListView, SignalView, StandingView


class ResultViewSet(DeskViewSet):
    """Menu entry "Kết quả cuộc thi"."""

    name = "contests_results"
    url_prefix = "cuoc-thi-ket-qua"
    icon = "list-ol"
    menu_label = _("Kết quả cuộc thi")
    menu_order = 156
    add_to_admin_menu = True
    may_see = staticmethod(may_see_results)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", RoundListView.as_view(), name="list"),
            path("xa-phuong/", WeakFieldsView.as_view(), name="weak_fields"),
            path("<int:pk>/", RoundView.as_view(), name="round"),
            path("<int:pk>/lap-danh-sach/", ProposeView.as_view(), name="propose"),
            path("<int:pk>/quyet-dinh/", DecideView.as_view(), name="decide"),
            path("<int:pk>/giai/<int:award>/<slug:act>/", AwardView.as_view(), name="award"),
            path("<int:pk>/khieu-nai/", ComplaintListView.as_view(), name="complaints"),
            path("<int:pk>/khieu-nai/<int:complaint>/", ComplaintView.as_view(), name="complaint"),
            path("<int:pk>/dau-hieu/", SignalListView.as_view(), name="signals"),
            path("<int:pk>/dau-hieu/<int:signal>/", SignalView.as_view(), name="signal"),
            path("<int:pk>/nguoi-du-thi/<str:code>/", StandingView.as_view(), name="standing"),
            path("<int:pk>/lam/<str:name>", MakeView.as_view(), name="make"),
            path("<int:pk>/tep/<str:name>", FileView.as_view(), name="file"),
        ]
