"""Drawing up a contest: from a template, its words and conditions, its rounds, its prizes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from luatgandan.features.questionbank.models import Bank
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.lib.events import publish
from luatgandan.lib.vietnamese import slug

from ..enums import Phase, RoundKind, State
from ..events import RoundMoved
from ..formats.checking import faults
from ..models import Attempt, Contest, Prize, Round
from ..papers.values import Rules
from ..queries.wording import final_in_words, rules_in_words
from ..rules import may_change_round, may_create, may_edit, may_publish
from ..rules.templates import RoundPlan, Template
from .changing import begin, finish, locked_round
from .errors import ContestError, NotAllowedError, WrongPhaseError

LONGEST_SLUG, TAIL = 70, 4
RANKING = timedelta(hours=1)  # a final takes the first of the rounds before, so these must be ranked
WORDS = ("title", "summary", "help_contact")
CONDITIONS = ("eligibility", "asked", "names", "complaint_days", "board_stops_minutes")


@transaction.atomic
def create_contest(
    *, organisation: Organisation, template: Template, title: str, opens_on: date, by: Any, at: datetime
) -> Contest:
    """A draft with the rounds and prizes of a template, from 0 o'clock of a day. Raises NotAllowedError."""
    if not may_create(by, organisation):
        raise NotAllowedError
    contest = Contest.objects.create(
        organisation=organisation, slug=_free_slug(title), title=title, is_practice=template.is_practice,
        eligibility=dict(template.eligibility), asked=list(template.asked), names=template.names, author=by,
        changed_at=at,
    )  # fmt: skip
    opens_at = timezone.make_aware(datetime.combine(opens_on, time.min))
    for plan in template.rounds:
        opens_at = _add_planned(contest, plan, opens_at + plan.rest).ends_at
    _add_prizes(contest, template)
    finish(contest, what="create", by=by, at=at, template=template.code)
    return contest


def _free_slug(title: str) -> str:
    name = slug(title)[:LONGEST_SLUG].strip("-") or "cuoc-thi"
    if not Contest.objects.filter(slug=name).exists():
        return name
    return f"{name}-{get_random_string(TAIL, 'abcdefghjkmnpqrstuvwxyz23456789')}"


def _add_planned(contest: Contest, plan: RoundPlan, starts_at: datetime) -> Round:
    return Round.objects.create(
        contest=contest, number=contest.rounds.count() + 1, title=str(plan.title), kind=plan.kind,
        takes_from_earlier=plan.takes_from_earlier, starts_at=starts_at, ends_at=starts_at + plan.length,
        rules_data=plan.rules.to_dict(),
    )  # fmt: skip


def _add_prizes(contest: Contest, template: Template) -> None:
    rounds = list(contest.rounds.all())
    Prize.objects.bulk_create(
        Prize(
            contest=contest, round=round, order=order, title=str(plan.title), kind=plan.kind, quantity=plan.quantity,
            least_score=plan.least_score, least_entrants=plan.least_entrants,
        )
        for order, plan in enumerate(template.prizes, 1)
        for round in ([None] if plan.of is None else [one for one in rounds if one.kind == plan.of])
    )  # fmt: skip


@transaction.atomic
def change_words(*, contest: Contest, words: Mapping[str, Any], by: Any, at: datetime) -> Contest:
    """Title, introduction, where to get help; what is public is changed by who may publish."""
    now = begin(contest=contest, by=by, may=may_change_words, is_draft_only=False)
    return _put(now, words, WORDS, what="change_words", by=by, at=at)


def may_change_words(person: Any, contest: Contest) -> bool:
    """What is public is changed by who may publish; the rest by who may edit."""
    return may_publish(person, contest) if contest.state == State.PUBLISHED else may_edit(person, contest)


@transaction.atomic
def change_conditions(*, contest: Contest, conditions: Mapping[str, Any], by: Any, at: datetime) -> Contest:
    """Who may take part, what is asked, how names are shown, how long complaints are taken: of a draft only."""
    now = begin(contest=contest, by=by, may=may_edit)
    return _put(now, conditions, CONDITIONS, what="change_conditions", by=by, at=at)


def _put(
    contest: Contest, values: Mapping[str, Any], names: Sequence[str], *, what: str, by: Any, at: datetime
) -> Contest:
    changed = [name for name in names if name in values and getattr(contest, name) != values[name]]
    own = {"was": contest.title} if "title" in changed else {}
    for name in changed:
        setattr(contest, name, values[name])
    if changed:
        finish(contest, what=what, by=by, at=at, fields=changed, own=own)
    return contest


@transaction.atomic
def save_round(
    *, contest: Contest, number: int, values: Mapping[str, Any], rules: Rules, by: Any, at: datetime
) -> Round:
    """Change a round or add the next one (`number` one above the last); never once it is sealed.

    Raises NotAllowedError, LockedError, WrongPhaseError or ContestError.
    """
    now = begin(contest=contest, by=by, may=may_change_round, is_draft_only=False)
    round = now.rounds.select_for_update(no_key=True).filter(number=number).first() or Round(contest=now, number=number)
    if round.phase != Phase.WAITING or (round.pk is None and number != now.rounds.count() + 1):
        raise WrongPhaseError(_("Vòng thi đã niêm phong đề nên không sửa được nữa. Chỉ gia hạn được giờ đóng."))
    before = (round.starts_at, round.ends_at) if round.pk else None
    was = _in_words(round) if round.pk and now.state == State.PUBLISHED else []
    _check_list(round, values)
    for name, value in values.items():
        setattr(round, name, value)
    round.rules_data, round.seed = rules.to_dict(), ""
    _check(now, round)
    round.save()
    round.attempts.all().delete()  # of a rehearsal: their papers were drawn by the rules of before
    moved: dict[str, Any] = _moved(round, before)
    finish(now, what="save_round", by=by, at=at, round=number, own=_changed_rules(was, _in_words(round)), **moved)
    if now.state == State.PUBLISHED and moved:
        publish(RoundMoved(round_id=round.pk))
    return round


def _in_words(round: Round) -> list[str]:
    """What people read of how a round goes, and what it asks from."""
    banks = ", ".join(str(one) for one in Bank.objects.filter(pk__in=round.banks).select_related("organisation"))
    return [
        *final_in_words(round),
        *rules_in_words(round.rules),
        _("Câu hỏi lấy từ: %s.") % (banks or _("ngân hàng của đơn vị và ngân hàng chung")),
    ]


def _changed_rules(was: Sequence[str], now: Sequence[str]) -> dict[str, list[str]]:
    """The sentences of a public round that are others now; nothing of a draft."""
    gone, come = [one for one in was if one not in now], [one for one in now if one not in was]
    return {"was": gone, "now": come} if was and (gone or come) else {}


def _moved(round: Round, before: tuple[datetime, datetime] | None) -> dict[str, str]:
    """The new times of a round that had others; nothing otherwise."""
    if before in (None, (round.starts_at, round.ends_at)):
        return {}
    return {"starts": round.starts_at.isoformat(), "ends": round.ends_at.isoformat()}


def _check(contest: Contest, round: Round) -> None:
    if told := faults(round.rules):
        raise ContestError(" ".join(told))
    if round.ends_at <= round.starts_at:
        raise ContestError(_("Giờ đóng phải sau giờ mở."))
    for other in contest.rounds.exclude(pk=round.pk):
        if other.number < round.number and other.starts_at > round.starts_at:
            raise ContestError(_("Vòng %d mở sau vòng này. Hãy xếp các vòng theo thời gian.") % other.number)
        if other.number > round.number and other.starts_at < round.starts_at:
            raise ContestError(_("Vòng %d mở trước vòng này. Hãy xếp các vòng theo thời gian.") % other.number)
    _check_opening(contest, round)
    check_closing(contest, round)


def _check_list(round: Round, values: Mapping[str, Any]) -> None:
    """Once the finalists are fixed a final only gets other times, and opens after that."""
    if round.finalists_at is None:
        return
    if any(values.get(name, getattr(round, name)) != getattr(round, name) for name in ("kind", "takes_from_earlier")):
        raise ContestError(_("Danh sách chung kết đã chốt nên không đổi được loại vòng và số người vào chung kết."))
    if values["starts_at"] < round.finalists_at:
        since = f"{timezone.localtime(round.finalists_at):%H:%M %d/%m/%Y}"
        raise ContestError(_("Chung kết phải mở sau lúc chốt danh sách (%s).") % since)


def _check_opening(contest: Contest, round: Round) -> None:
    late = contest.rounds.filter(number__lt=round.number, ends_at__gt=round.starts_at - RANKING).first()
    if late and round.kind == RoundKind.FINAL:
        raise ContestError(_("Chung kết phải mở sau khi vòng %d đóng ít nhất một giờ, để xếp hạng.") % late.number)


def check_closing(contest: Contest, round: Round) -> None:
    """Raises ContestError where a round would end too late for a final."""
    finals = contest.rounds.filter(number__gt=round.number, kind=RoundKind.FINAL)
    if final := finals.filter(starts_at__lt=round.ends_at + RANKING).first():
        raise ContestError(
            _("Vòng này phải đóng ít nhất một giờ trước khi chung kết (vòng %d) mở, để xếp hạng. Hãy chọn giờ đóng sớm "
              "hơn, hoặc dời chung kết trước.") % final.number
        )  # fmt: skip


@transaction.atomic
def remove_last_round(*, contest: Contest, by: Any, at: datetime) -> None:
    """A draft has one round less; at least one stays. Raises NotAllowedError, LockedError or ContestError."""
    now = begin(contest=contest, by=by, may=may_edit)
    last = now.rounds.order_by("-number").first()
    if last is None or last.number == 1:
        raise ContestError(_("Cuộc thi cần ít nhất một vòng."))
    number = last.number
    last.delete()
    finish(now, what="remove_round", by=by, at=at, round=number)


@transaction.atomic
def extend_round(*, round: Round, ends_at: datetime, reason: str, by: Any, at: datetime) -> Round:
    """A later end for a round that has not ended, with the reason for everybody. Raises ContestError."""
    now = begin(contest=round.contest, by=by, may=may_publish, is_draft_only=False)
    kept = locked_round(round)
    if kept.ends_at <= at:
        raise WrongPhaseError(_("Vòng thi đã đóng, không gia hạn được."))
    if ends_at <= kept.ends_at:
        raise ContestError(_("Giờ đóng mới phải sau giờ đóng đã công bố."))
    before, kept.ends_at = kept.ends_at, ends_at
    check_closing(now, kept)
    kept.save(update_fields=["ends_at"])
    papers = give_back_time(kept, before)
    finish(
        now, what="extend_round", by=by, at=at, round=kept.number, before=before.isoformat(),
        after=ends_at.isoformat(), papers=papers, reason=reason,
    )  # fmt: skip
    publish(RoundMoved(round_id=kept.pk))
    return kept


def give_back_time(round: Round, before: datetime) -> int:
    """Papers that run and that the old end had cut get the time they had left of their own; how many."""
    cut = Attempt.objects.select_for_update(of=("self",)).filter(round=round, submitted_at=None, ends_at=before)
    running = list(cut.select_related("entrant").order_by("pk"))
    for one in running:
        one.round = round
        own = max(before, one.begins_at + round.rules.lasts(one.entrant.extra_percent))
        one.ends_at = min(own, round.ends_at)
    Attempt.objects.bulk_update(running, ["ends_at"], batch_size=500)
    return len(running)


@transaction.atomic
def set_prizes(*, contest: Contest, prizes: Sequence[Mapping[str, Any]], by: Any, at: datetime) -> None:
    """These prizes and no others, in this order: of a draft only."""
    now = begin(contest=contest, by=by, may=may_edit)
    now.prizes.all().delete()
    Prize.objects.bulk_create(Prize(contest=now, order=order, **row) for order, row in enumerate(prizes, 1))
    finish(now, what="set_prizes", by=by, at=at, prizes=len(prizes))
