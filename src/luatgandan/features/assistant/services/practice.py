"""The practice room: making tasks by planting faults in the law's own words, and keeping how people did."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.features.library.services import cite
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.services import record as log
from luatgandan.lib.vietnamese import slug

from ..drafting.planting import grade, plant
from ..enums import Fault
from ..models import Attempt, PracticeTask
from ..queries.addressing import key_of
from ..queries.drafts import material_of
from ..queries.practice import repealed_names, sentences_of_task
from ..queries.retrieving import Key
from ..rules import may_make_practice, may_practise
from .citing import cited_at
from .drafts import DraftError, NotYoursError

LONGEST_SLUG = 70


@transaction.atomic
def make_task(*, title: str, keys: Sequence[Key], day: date, by: Person, at: datetime) -> PracticeTask:
    """A task from these articles: their own sentences, some spoiled."""
    if not may_make_practice(by):
        raise NotYoursError
    planted = plant(material_of(keys, day), repealed=repealed_names(day), seed=PracticeTask.objects.count())
    if not planted:
        raise DraftError(_("Các điều này quá ngắn để làm bài luyện. Hãy chọn điều có từ ba khoản, điểm trở lên."))
    task = PracticeTask.objects.create(
        slug=f"{slug(title)[:LONGEST_SLUG]}-{secrets.token_hex(3)}", title=title, day=day, author=by,
        sentences=[one.to_dict() for one in planted],
    )  # fmt: skip
    keys = [key for one in planted if (key := key_of(one.evidence))]
    cite(source=task, cited=cited_at(keys, label=f"Bài luyện {task.pk}"), as_of=day)
    log(action="assistant.make_practice", at=at, actor=by, target=task, label=f"{task.pk}")
    return task


@transaction.atomic
def close_task(*, task: PracticeTask, by: Person, at: datetime) -> None:
    """Offer a task no more; what people did of it stays."""
    if not may_make_practice(by):
        raise NotYoursError
    task.is_open = False
    task.save(update_fields=["is_open"])
    log(action="assistant.close_practice", at=at, actor=by, target=task, label=f"{task.pk}")


@transaction.atomic
def do_task(*, task: PracticeTask, marks: Sequence[Fault], by: Person, at: datetime) -> Attempt:
    """Keep what somebody saw in each sentence, and the score. The log knows that, not how well, it was done."""
    if not may_practise(by):
        raise NotYoursError
    sentences = sentences_of_task(task)
    if not task.is_open or len(marks) != len(sentences):
        raise DraftError(_("Bài luyện này đã đổi hoặc đã đóng. Hãy mở lại."))
    score, _rows = grade(sentences, marks)
    log(action="assistant.practise", at=at, actor=by, target=task, label=f"{task.pk}")
    return Attempt.objects.create(task=task, person=by, marks=[str(one) for one in marks], score=score, made_at=at)
