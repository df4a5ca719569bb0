"""Under /tai-khoan/: allauth's pages at Vietnamese addresses, then ours."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.urls import include, path
from django.views.generic import RedirectView

from .. import views

ours = [
    path("", views.profile, name="profile"),
    path("thong-tin/", views.edit_profile, name="edit"),
    path("du-lieu/", views.my_data, name="data"),
    path("du-lieu/tai-ve.json", views.export_json, name="export_json"),
    path("du-lieu/tai-ve.html", views.export_html, name="export_html"),
    path("phien/", views.my_sessions, name="sessions"),
    path("dong-y/", views.my_consents, name="consents"),
    path("nguoi-giam-ho/", views.guardians, name="guardians"),
    path("nguoi-giam-ho/<int:pk>/xac-nhan/", views.confirm_ward, name="confirm_ward"),
    path("tre-em/<uuid:public_id>/", views.ward_consents, name="ward"),
]
# The names are allauth's: its code looks them up. Nobody has a password, so pages about passwords lead to the profile.
no_password = RedirectView.as_view(pattern_name="accounts:profile")

urlpatterns = [
    path("", include((ours, "accounts"))),
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-nhap/xin-ma/", RedirectView.as_view(pattern_name="account_login"), name="account_request_login_code"),
    path("dang-nhap/ma/", account.confirm_login_code, name="account_confirm_login_code"),
    path("dang-nhap/lop-hai/", mfa.authenticate, name="mfa_authenticate"),
    path("dang-nhap/khoa/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("dang-ky/", account.signup, name="account_signup"),
    path("bi-khoa/", account.account_inactive, name="account_inactive"),
    path("xac-nhan-lai/", account.reauthenticate, name="account_reauthenticate"),
    path("xac-nhan-lai/lop-hai/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("xac-nhan-lai/khoa/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("thu-dien-tu/", account.email, name="account_email"),
    path("thu-dien-tu/xac-minh/", account.email_verification_sent, name="account_email_verification_sent"),
    path("dien-thoai/", account.change_phone, name="account_change_phone"),
    path("dien-thoai/xac-minh/", account.verify_phone, name="account_verify_phone"),
    path("mat-khau/doi/", no_password, name="account_change_password"),
    path("mat-khau/dat/", no_password, name="account_set_password"),
    path("mat-khau/quen/", no_password, name="account_reset_password"),
    path("bao-ve/", mfa.index, name="mfa_index"),
    path("bao-ve/ung-dung/", totp.activate_totp, name="mfa_activate_totp"),
    path("bao-ve/ung-dung/go/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("bao-ve/ma-du-phong/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("bao-ve/ma-du-phong/tao/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("bao-ve/ma-du-phong/tai/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("bao-ve/khoa/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("bao-ve/khoa/them/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("bao-ve/khoa/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("bao-ve/khoa/<int:pk>/go/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("lien-ket/", social.connections, name="socialaccount_connections"),
    path("lien-ket/dang-ky/", social.signup, name="socialaccount_signup"),
]
