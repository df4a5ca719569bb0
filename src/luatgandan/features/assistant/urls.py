"""Addresses of the assistant."""

from django.urls import path

from luatgandan.foundation.notifications.views import confirm, stop

from . import views
from .models import Follower

app_name = "assistant"
urlpatterns = [
    path("so-dang-ky-ai/", views.register, name="register"),
    path("tro-ly/", views.ask, name="ask"),
    path("tro-ly/tinh-trang/", views.state, name="state"),
    path("tro-ly/da-hoi/xoa/", views.forget, name="forget"),
    path("tro-ly/theo-doi/<str:token>/xac-nhan/", confirm, {"followers": Follower}, name="confirm"),
    path("tro-ly/theo-doi/<str:token>/thoi/", stop, {"followers": Follower}, name="stop"),
    path("tro-ly/<str:token>/", views.answer, name="answer"),
    path("tro-ly/<str:token>/tung-buoc/", views.steps, name="steps"),
    path("tro-ly/<str:token>/bao-cho-toi/", views.follow, name="follow"),
    path("tro-ly/<str:token>/gui-can-bo/", views.hand_over, name="hand_over"),
    path("tro-ly/<str:token>/y-kien/", views.opinion, name="opinion"),
    path("tro-ly/<str:token>/can-cu/", views.proof, name="proof"),
    path("tro-ly/<str:token>/can-cu.json", views.proof_json, name="proof_json"),
    path("tro-ly/<str:token>/can-cu.pdf", views.proof_pdf, name="proof_pdf"),
]
