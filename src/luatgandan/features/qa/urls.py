"""Addresses of questions and answers that everybody or the asker reads."""

from django.urls import path

from . import views

app_name = "qa"
urlpatterns = [
    path("hoi-dap/", views.board, name="board"),
    path("hoi-dap/atom/", views.AnswersAtom(), name="atom"),
    path("hoi-dap/atom/<slug:field>/", views.AnswersAtom(), name="field_atom"),
    path("hoi-dap/gui/", views.ask, name="ask"),
    path("hoi-dap/theo-doi/", views.status, name="status"),
    path("hoi-dap/loi-hua/", views.promises, name="promises"),
    path("hoi-dap/du-lieu/", views.data, name="data"),
    path("hoi-dap/du-lieu/dcat.jsonld", views.catalogue, name="catalogue"),
    path("hoi-dap/du-lieu/hoi-dap.<slug:extension>", views.data_file, name="data_file"),
    path("hoi-dap/cua-toi/<slug:token>/", views.own, name="own"),
    path("hoi-dap/cua-toi/<slug:token>/da-gui/", views.sent, name="sent"),
    path("hoi-dap/cua-toi/<slug:token>/tep/", views.add_files, name="add_files"),
    path("hoi-dap/cua-toi/<slug:token>/tep/<int:pk>/", views.file, name="file"),
    path("hoi-dap/cua-toi/<slug:token>/<slug:act>/", views.do, name="do"),
    path("hoi-dap/q/<slug:address>/", views.question, name="question"),
]
