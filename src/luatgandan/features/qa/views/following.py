"""Being told when a published answer changes."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.foundation.notifications.queries import follower_of
from luatgandan.foundation.notifications.views import follow_page, page_or_form

from .. import queries, services
from ..models import Follower
from .public import CODE_LETTERS, crumbs


@page_or_form
def follow(request: HttpRequest, address: str) -> HttpResponse:
    """For who is signed in at once, for others after a letter is confirmed."""
    found = queries.public_answer(address[-CODE_LETTERS:], on=timezone.localdate())
    if found is None:
        raise Http404
    question = found.question
    lead = _(
        "Khi luật làm căn cứ thay đổi hoặc cơ quan trả lời lại, bạn được báo một lần. Thôi nhận lúc nào cũng được."
    )
    return follow_page(
        request, mine=follower_of(Follower, request.user, question=question), back=found.get_absolute_url(),
        add=partial(services.follow_answer, question=question, at=timezone.now()),
        texts={"lead": lead, "thing": found.title, "crumbs": crumbs(_("Báo cho tôi khi câu trả lời thay đổi"))},
    )  # fmt: skip
