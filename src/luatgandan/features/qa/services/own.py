"""Questions that the portal asks itself: checked answers that came with it stand beside those of people."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from luatgandan.foundation.organisations.models import Organisation

from ..enums import Act, Audience, Channel, Field, State, Visibility
from ..models import Answer, Move, Question
from .sending import new_code
from .showing import show
from .wording import PublicWords, Written


@transaction.atomic
def publish_own(
    *, key: str, title: str, variants: Sequence[str], field: str, written: Written, says: Sequence[str],
    organisation: Organisation, at: datetime,
) -> Question:  # fmt: skip
    """A published answer that nobody sent; once there it is left as it is. It counts in no unit's promises."""
    known = Question.objects.filter(form_key=key).first()
    if known:
        return known
    question = Question.objects.create(
        code=new_code(), form_key=key, title=title, text=title, visibility=Visibility.PUBLIC, audience=Audience.CITIZEN,
        field=Field(field), organisation=organisation, channel=Channel.OWN, state=State.PUBLISHED, sent_at=at,
        changed_at=at,
    )  # fmt: skip
    Move.objects.create(question=question, act=Act.SEND, at=at, to_state=State.PUBLISHED, organisation=organisation)
    basis = [{"document": document, "eid": eid, "says": words}
             for (document, eid), words in zip(written.basis, says, strict=True)]  # fmt: skip
    answer = Answer.objects.create(
        question=question, number=1, short=written.short, basis=basis, steps=list(written.steps), office=written.office,
        day_of_law=written.day_of_law, saved_at=at, signed_at=at,
    )  # fmt: skip
    words = PublicWords(
        title=title, short=written.short, steps=tuple(written.steps), office=written.office, variants=tuple(variants)
    )
    show(question=question, answer=answer, words=words, by=None, at=at)
    return question
