"""Addresses of questions and answers that everybody or the asker reads."""

from django.urls import path

from . import views

app_name = "qa"
urlpatterns = [
    path("hoi-dap/", views.board, name="board"),
    path("hoi-dap/atom/", views.AnswersAtom(), name="atom"),
    path("hoi-dap/atom/<slug:field>/", views.AnswersAtom(), name="field_atom"),
    path("hoi-dap/q/<slug:address>/", views.question, name="question"),
]
