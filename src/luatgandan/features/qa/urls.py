"""Addresses of questions and answers that everybody or the asker reads."""

from django.urls import path

from luatgandan.foundation.notifications.views import confirm, stop

from . import views
from .models import Follower

app_name = "qa"
urlpatterns = [
    path("hoi-dap/", views.board, name="board"),
    path("hoi-dap/atom/", views.AnswersAtom(), name="atom"),
    path("hoi-dap/atom/<slug:field>/", views.AnswersAtom(), name="field_atom"),
    path("hoi-dap/gui/", views.ask, name="ask"),
    path("hoi-dap/gui/tuong-tu/", views.beside, name="beside"),
    path("hoi-dap/gui/da-du/", views.enough, name="enough"),
    path("hoi-dap/theo-doi/", views.status, name="status"),
    path("hoi-dap/loi-hua/", views.promises, name="promises"),
    path("hoi-dap/du-lieu/", views.data, name="data"),
    path("hoi-dap/du-lieu/dcat.jsonld", views.catalogue, name="catalogue"),
    path("hoi-dap/du-lieu/hoi-dap.<slug:extension>", views.data_file, name="data_file"),
    path("hoi-dap/cua-toi/<slug:token>/", views.own, name="own"),
    path("hoi-dap/cua-toi/<slug:token>/da-gui/", views.sent, name="sent"),
    path("hoi-dap/cua-toi/<slug:token>/tep/", views.add_files, name="add_files"),
    path("hoi-dap/cua-toi/<slug:token>/tep/<int:pk>/", views.file, name="file"),
    path("hoi-dap/cua-toi/<slug:token>/du-lieu.json", views.own_data, name="own_data"),
    path("hoi-dap/cua-toi/<slug:token>/xoa/", views.erase, name="erase"),
    path("hoi-dap/cua-toi/<slug:token>/<slug:act>/", views.do, name="do"),
    path("hoi-dap/q/<slug:address>/", views.question, name="question"),
    path("hoi-dap/q/<slug:address>/bao-cho-toi/", views.follow, name="follow"),
    path("hoi-dap/q/<slug:address>/tep/<int:pk>/", views.public_file, name="public_file"),
    path("hoi-dap/bao-cho-toi/<str:token>/xac-nhan/", confirm, {"followers": Follower}, name="confirm"),
    path("hoi-dap/bao-cho-toi/<str:token>/thoi/", stop, {"followers": Follower}, name="stop"),
]
