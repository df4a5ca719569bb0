"""Addresses that an identity provider knows: never under a language prefix."""

from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path

from .. import views

urlpatterns = [
    path("huy/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("loi/", social.login_error, name="socialaccount_login_error"),
    path("<slug:provider_id>/", views.identity_login, name="openid_connect_login"),
    path("<slug:provider_id>/ve/", oidc.callback, name="openid_connect_callback"),
]
