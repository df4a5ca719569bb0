"""Running a live stage: the clock of the server decides, an answer counts once, nobody's act is done twice."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luatgandan.features.questionbank.models import Item
from luatgandan.foundation.audit.services import record
from luatgandan.foundation.organisations.models import Organisation

from ..enums import Nicknames, StageAct, StageState
from ..models import Player, PlayerAnswer, Stage, StageQuestion
from ..papers.drawing import draw
from ..papers.values import Quota, Rules, SealedQuestion
from ..queries.banks import questions_of
from ..queries.live import forget, taken_keys, usable_items
from ..rules import may_create, nicknames
from ..rules.live import LETTERS, TRANSITIONS, key_of, may_run, points_for, read_chosen, speed_ceiling, standing
from .errors import LateError, MovedOnError, NotAllowedError, StageError

UNUSED_DAYS, KEPT_DAYS = 30, 7  # after it was made; after its end
MOST_QUESTIONS = 40
ONE = Rules(quotas=(Quota(count=1),))


def make_stage(*, organisation: Organisation, by: Any, at: datetime, **words: Any) -> Stage:
    """A stage with a code of its own; `words` are title, nicknames, seconds, seats. Raises NotAllowedError."""
    if not may_create(by, organisation):
        raise NotAllowedError
    removed_at = at + timedelta(days=UNUSED_DAYS)
    for _try in range(20):
        try:
            with transaction.atomic():
                stage = Stage.objects.create(
                    organisation=organisation, author=by, made_at=at, removed_at=removed_at, code=_new_code(), **words
                )
                _note("stage_made", stage, by, at)
                return stage
        except IntegrityError:
            continue  # the code is taken
    raise StageError(_("Chưa tạo được mã. Hãy thử lại."))


def _new_code() -> str:
    """Six digits, easy to read out and to type on a phone."""
    return f"{secrets.randbelow(900_000) + 100_000}"


@transaction.atomic
def add_questions(*, stage: Stage, items: Iterable[Item], by: Any, at: datetime) -> int:
    """Copy approved questions of the banks to the end; those that are there already are left out. How many came."""
    now = _own(stage, by)
    if now.step:
        raise StageError(_("Buổi thi đã bắt đầu nên không thêm câu được nữa."))
    known = {one["item"] for one in now.questions.values_list("data", flat=True)}
    fresh = [one for one in questions_of(items) if one.item not in known and len(one.content.options) <= len(LETTERS)]
    if len(known) + len(fresh) > MOST_QUESTIONS:
        raise StageError(_("Một buổi thi có nhiều nhất %d câu.") % MOST_QUESTIONS)
    StageQuestion.objects.bulk_create(
        StageQuestion(stage=now, place=place, data=one.to_dict(), order=_order(one, now.code))
        for place, one in enumerate(fresh, len(known) + 1)
    )
    _tell(now)
    return len(fresh)


def draw_questions(*, stage: Stage, count: int, field: str, difficulty: int, by: Any, at: datetime) -> int:
    """So many questions by lot, none that is there already. Raises StageError when the banks have fewer."""
    known = {one["item"] for one in stage.questions.values_list("data", flat=True)}
    rows = usable_items(stage.organisation, at).exclude(pk__in=known)
    rows = rows.filter(field=field) if field else rows
    keys = list((rows.filter(difficulty=difficulty) if difficulty else rows).values_list("pk", flat=True))
    if len(keys) < count:
        raise StageError(_("Ngân hàng chỉ còn %d câu như vậy.") % len(keys))
    chosen = secrets.SystemRandom().sample(keys, count)
    return add_questions(stage=stage, items=usable_items(stage.organisation, at, among=chosen), by=by, at=at)


def _order(question: SealedQuestion, code: str) -> list[str]:
    slot = draw(ONE, [question], seed=code, entrant=question.code, number=1)[0]
    return list(slot.options)


@transaction.atomic
def drop_question(*, stage: Stage, question: int, by: Any) -> None:
    """Take out a question that was not asked; the others move up."""
    now = _own(stage, by)
    if not now.questions.filter(pk=question, opened_at=None).delete()[0]:
        raise StageError(_("Câu này đã hỏi hoặc không còn ở đây."))
    for place, one in enumerate(now.questions.order_by("place"), 1):
        if one.place != place:
            StageQuestion.objects.filter(pk=one.pk).update(place=place)
    _tell(now)


@transaction.atomic
def take_stage_step(*, stage: Stage, act: StageAct, step: int, by: Any, at: datetime) -> Stage:
    """Do one act of the table; `step` is what the person saw. Raises MovedOnError, StageError or NotAllowedError."""
    now = _own(stage, by)
    state = standing(now.state, now.asked.closes_at if now.asked else None, at)
    if now.step != step or (state, act) not in TRANSITIONS:
        raise MovedOnError
    _ACTS.get(act, _nothing)(now, at)
    now.state, now.step = TRANSITIONS[state, act], step + 1
    now.save()
    if act == StageAct.END:
        _note("stage_ended", now, by, at)
    _tell(now)
    return now


def _nothing(stage: Stage, at: datetime) -> None:
    pass


def _ask(stage: Stage, at: datetime) -> None:
    question = stage.questions.filter(opened_at=None).order_by("place").first()
    if question is None:
        raise StageError(_("Không còn câu hỏi nào."))
    if not usable_items(stage.organisation, at, among=[question.data["item"]]).exists():
        raise StageError(
            _("Câu %d không dùng được nữa (luật đã đổi, hoặc một cuộc thi còn dùng câu này). Hãy bỏ câu này.")
            % question.place
        )
    if not stage.for_speed:
        stage.for_speed = speed_ceiling(stage.questions.count())
    question.opened_at, question.closes_at = at, at + timedelta(seconds=stage.seconds)
    question.save()
    stage.asked = question


def _close(stage: Stage, at: datetime) -> None:
    _asked(stage).closes_at = at
    _asked(stage).save(update_fields=["closes_at"])


def _reveal(stage: Stage, at: datetime) -> None:
    _asked(stage).revealed_at = at
    _asked(stage).save(update_fields=["revealed_at"])


def _asked(stage: Stage) -> StageQuestion:
    if stage.asked is None:
        raise StageError(_("Chưa hỏi câu nào."))
    return stage.asked


def _end(stage: Stage, at: datetime) -> None:
    stage.ended_at, stage.removed_at = at, at + timedelta(days=KEPT_DAYS)


_ACTS: dict[StageAct, Callable[[Stage, datetime], None]] = {
    StageAct.ASK: _ask,
    StageAct.CLOSE: _close,
    StageAct.REVEAL: _reveal,
    StageAct.END: _end,
}


@transaction.atomic
def join_stage(*, code: str, nickname: str, at: datetime) -> Player:
    """Come in under a nickname. Raises StageError in words: no such stage, over, full, a name that cannot be."""
    stage = Stage.objects.select_for_update().filter(code=code).first()
    if stage is None:
        raise StageError(_("Không có buổi thi nào mang mã này. Hãy xem lại mã trên màn hình lớn."))
    if stage.state == StageState.ENDED:
        raise StageError(_("Buổi thi này đã kết thúc."))
    if not stage.is_open:
        raise StageError(_("Phòng đã đóng cửa. Hãy hỏi người điều khiển."))
    if stage.players.filter(is_removed=False).count() >= stage.seats:
        raise StageError(_("Phòng đã đủ người. Hãy hỏi người điều khiển."))
    key = nicknames.key_of(nickname)
    if reason := _why_not(stage, nickname):
        raise StageError(reason)
    if key in taken_keys(stage):
        raise StageError(_("Đã có người mang tên này. Hãy chọn tên khác."))
    return Player.objects.create(stage=stage, nickname=nickname, folded=key, joined_at=at)


def _why_not(stage: Stage, nickname: str) -> str:
    if stage.nicknames == Nicknames.LISTED:
        return "" if nickname in nicknames.LISTED else _("Hãy chọn một tên trong danh sách.")
    return nicknames.why_not(nickname)


@transaction.atomic
def answer_live(*, code: str, player: int, question: int, chosen: Iterable[str], at: datetime) -> PlayerAnswer:
    """Keep what a player chose: a later choice replaces it until the time is over, the same one again changes nothing.

    Raises LateError, or StageError in words. Its worth is computed now and told after the reveal only. Three queries.
    """
    rows = Player.objects.select_for_update(of=("self",)).select_related("stage__asked")
    who = rows.filter(pk=player, stage__code=code).first()
    if who is None or who.is_removed:
        raise StageError(_("Bạn không còn ở trong buổi thi này. Hãy hỏi người điều khiển."))
    asked = who.stage.asked
    if asked is None or asked.pk != question:
        raise StageError(_("Câu này không còn được hỏi. Trang đã chuyển sang câu đang hỏi."))
    if standing(who.stage.state, asked.closes_at, at) != StageState.ASKING:
        raise LateError
    letters = read_chosen(chosen, question=asked.question, order=asked.order)
    if not letters:
        raise StageError(_("Hãy chọn một phương án của câu này."))
    before = PlayerAnswer.objects.filter(player=who, question=asked).first()
    if before and before.chosen == letters:
        return before
    row = PlayerAnswer(player=who, question=asked, chosen=letters, at=at, points=_points(who.stage, asked, letters, at))
    PlayerAnswer.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["question", "player"], update_fields=["chosen", "at", "points"]
    )
    return row


def _points(stage: Stage, asked: StageQuestion, letters: str, at: datetime) -> int:
    left = (asked.closes_at - at) / timedelta(seconds=stage.seconds) if asked.closes_at else 0
    is_right = letters == key_of(asked.question, asked.order)
    return points_for(is_right=is_right, left=left, ceiling=stage.for_speed)


@transaction.atomic
def set_door(*, stage: Stage, is_open: bool, by: Any) -> None:
    """Let people in, or nobody new; who is in stays. Raises NotAllowedError."""
    now = _own(stage, by)
    now.is_open = is_open
    now.save(update_fields=["is_open"])
    _tell(now)


@transaction.atomic
def remove_player(*, stage: Stage, player: int, by: Any) -> None:
    """Somebody leaves the hall's game: no answer is taken, no board shows the name. Raises NotAllowedError."""
    if not may_run(by, stage):
        raise NotAllowedError
    Player.objects.filter(stage=stage, pk=player).update(is_removed=True)
    _tell(stage)


@transaction.atomic
def delete_stage(*, stage: Stage, by: Any, at: datetime) -> None:
    """Everything of it goes at once."""
    _delete(_own(stage, by), by, at)


def remove_old_stages(*, at: datetime) -> int:
    """Delete stages whose time of keeping is over, with all names and answers; how many there were."""
    return sum(_remove_old(key, at) for key in list(Stage.objects.outdated(at).values_list("pk", flat=True)))


@transaction.atomic
def _remove_old(key: int, at: datetime) -> bool:
    rows = Stage.objects.outdated(at).select_for_update(of=("self",)).select_related("organisation")
    if (stage := rows.filter(pk=key).first()) is None:
        return False  # somebody came in meanwhile, or deleted it
    _delete(stage, None, at)
    return True


def _delete(stage: Stage, by: Any, at: datetime) -> None:
    _note("stage_deleted", stage, by, at)
    stage.delete()
    _tell(stage)


def _tell(stage: Stage) -> None:
    """What this process has read is old once the change can be seen; before that it would read the old again."""
    transaction.on_commit(lambda: forget(stage.code))


def _own(stage: Stage, by: Any) -> Stage:
    """The stage under a lock; inside a transaction. Raises NotAllowedError or StageError."""
    rows = Stage.objects.select_for_update(of=("self",)).select_related("organisation", "author", "asked")
    now = rows.filter(pk=stage.pk).first()
    if now is None:
        raise StageError(_("Buổi thi này không còn."))
    if not may_run(by, now):
        raise NotAllowedError
    return now


def _note(action: str, stage: Stage, by: Any, at: datetime) -> None:
    record(
        action=f"contests.{action}", at=at, actor=by, target=stage, label=stage.code,
        organisation_code=stage.organisation.code, detail={},
    )  # fmt: skip
