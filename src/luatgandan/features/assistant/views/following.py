"""Being told when an answer changes."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.foundation.notifications.queries import follower_of
from luatgandan.foundation.notifications.views import follow_page, page_or_form

from .. import services
from ..models import Follower
from .answers import answered_run, crumbs


@page_or_form
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """For who is signed in at once, for others after a letter is confirmed."""
    run = answered_run(token)
    lead = _("Khi một điều luật làm căn cứ đọc khác đi, bạn được báo một lần. Thôi nhận lúc nào cũng được.")
    return follow_page(
        request, mine=follower_of(Follower, request.user, run=run), back=reverse("assistant:answer", args=[run.token]),
        add=partial(services.follow, run=run, at=timezone.now()),
        texts={"lead": lead, "crumbs": crumbs(_("Báo cho tôi khi câu trả lời thay đổi"))},
    )  # fmt: skip
