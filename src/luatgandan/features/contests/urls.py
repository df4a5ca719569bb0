"""Addresses of contests that everybody or an entrant opens."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from . import views
from .views import hints, live
from .views.contests import of_contest

app_name = "contests"
ROUND = "vong/<int:number>/"
ATTEMPT = f"{ROUND}luot/<int:attempt>/"


def page(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """A page of one contest, which says so when the contest was cancelled."""
    return path(f"cuoc-thi/<slug:slug>/{route}", of_contest(view), name=name)


urlpatterns = [
    path("cuoc-thi/", views.contests, name="contests"),
    page("", views.contest, "contest"),
    page("van-ban/<int:pk>/", views.document, "document"),
    page("luyen-tap/", views.practice_paper, "practice_paper"),
    page("dang-ky/", views.join, "join"),
    page("ma-rieng/", views.enter, "enter"),
    page("cua-toi/", views.mine, "mine"),
    page("rut/", views.withdraw, "withdraw"),
    page("thoat/", views.leave, "leave"),
    page("bang/", views.board, "board"),
    page("thong-ke/", views.statistics, "statistics"),
    page("giai/", views.winners, "winners"),
    page("du-lieu-kiem-tra/", views.proof, "proof"),
    page("hoc-tiep/", views.learn_next, "learn_next"),
    page(f"{ROUND}danh-sach/", views.finalists, "finalists"),
    page(f"{ROUND}khieu-nai/", views.complain, "complain"),
    path("giay-chung-nhan/<uuid:code>/", views.certificate, name="certificate"),
    path("giay-chung-nhan/<uuid:code>/pdf/", views.certificate_file, name="certificate_file"),
    page(f"{ROUND}bat-dau/", views.start, "start"),
    page(ATTEMPT, views.paper, "paper"),
    page(f"{ATTEMPT}nop/", views.hand_in, "hand_in"),
    page(f"{ATTEMPT}bien-nhan/", views.receipt, "receipt"),
    path("thi/", views.type_code, name="type_code"),
    path("thi/luu/", views.save, name="save"),
    path("thi/<str:code>/", views.unit, name="unit"),
    path("truc-tiep/", live.stage_code, name="stage_code"),
    path("truc-tiep/man-hinh/<str:token>/", live.screen, name="screen"),
    path("truc-tiep/man-hinh/<str:token>/tin/", hints.screen_hints, name="screen_hints"),
    path("truc-tiep/<slug:code>/", live.stage, name="stage"),
    path("truc-tiep/<slug:code>/vao/", live.stage_join, name="stage_join"),
    path("truc-tiep/<slug:code>/tra-loi/", live.stage_answer, name="stage_answer"),
    path("on-tap/", views.practice, name="practice"),
    path("on-tap/<slug:field>/", views.practice_question, name="practice_question"),
]
