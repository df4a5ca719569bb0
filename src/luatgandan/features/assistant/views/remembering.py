"""What one asked, kept with the account: deleted here, consented to on the page of consents."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luatgandan.lib.links import in_language

from .. import services
from ..forms import ForgetForm


@require_POST
@login_required
def forget(request: HttpRequest) -> HttpResponse:
    """One question, or all."""
    form = ForgetForm(request.POST)
    if form.is_valid():
        services.forget_asked(person=request.user, one=form.cleaned_data["one"])
        messages.success(request, _("Đã xóa."))
    return redirect(in_language(reverse("assistant:ask"), get_language()) + "#da-hoi")
