"""Addresses of contests that everybody or an entrant opens."""

from django.urls import path

from . import views
from .views import hints, live

app_name = "contests"
ROUND = "cuoc-thi/<slug:slug>/vong/<int:number>/"
ATTEMPT = f"{ROUND}luot/<int:attempt>/"
urlpatterns = [
    path("cuoc-thi/", views.contests, name="contests"),
    path("cuoc-thi/<slug:slug>/", views.contest, name="contest"),
    path("cuoc-thi/<slug:slug>/van-ban/<int:pk>/", views.document, name="document"),
    path("cuoc-thi/<slug:slug>/luyen-tap/", views.practice_paper, name="practice_paper"),
    path("cuoc-thi/<slug:slug>/dang-ky/", views.join, name="join"),
    path("cuoc-thi/<slug:slug>/ma-rieng/", views.enter, name="enter"),
    path("cuoc-thi/<slug:slug>/cua-toi/", views.mine, name="mine"),
    path("cuoc-thi/<slug:slug>/rut/", views.withdraw, name="withdraw"),
    path("cuoc-thi/<slug:slug>/thoat/", views.leave, name="leave"),
    path("cuoc-thi/<slug:slug>/bang/", views.board, name="board"),
    path("cuoc-thi/<slug:slug>/thong-ke/", views.statistics, name="statistics"),
    path("cuoc-thi/<slug:slug>/giai/", views.winners, name="winners"),
    path("cuoc-thi/<slug:slug>/hoc-tiep/", views.learn_next, name="learn_next"),
    path(f"{ROUND}khieu-nai/", views.complain, name="complain"),
    path("giay-chung-nhan/<uuid:code>/", views.certificate, name="certificate"),
    path("giay-chung-nhan/<uuid:code>/pdf/", views.certificate_file, name="certificate_file"),
    path(f"{ROUND}bat-dau/", views.start, name="start"),
    path(ATTEMPT, views.paper, name="paper"),
    path(f"{ATTEMPT}nop/", views.hand_in, name="hand_in"),
    path(f"{ATTEMPT}bien-nhan/", views.receipt, name="receipt"),
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
