"""Who takes part hears of what matters to them: a notice to all, a prize, an answer; by the channels they chose.

People with a personal code have no account and read the same on their own page.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from luatgandan.foundation.notifications.services import notify
from luatgandan.lib.links import in_language

from ..enums import Act, AwardState, LogKind, Notice, Standing
from ..models import Attempt, Complaint, Contest, Entrant, Round
from ..queries.rounds import WINNERS_TOLD
from ..queries.winners import awards_of
from .changing import locked_round
from .log import write_log

NOTICE_KIND, OWN_KIND = "contests.notice", "contests.own"
AT_ONCE = 500  # people told in one transaction
STEPS = {
    Act.CANCEL: gettext_lazy("Cuộc thi “%(contest)s” đã bị hủy, không thi nữa"),
    Act.GIVE_BACK: gettext_lazy("Cuộc thi “%(contest)s” đang được sửa, sẽ công bố lại"),
    Act.PUBLISH: gettext_lazy("Cuộc thi “%(contest)s” đã công bố lại; hãy xem lại thời gian và điều kiện"),
}
UNFIT = gettext_lazy("Cuộc thi “%(contest)s” đã đổi điều kiện và bạn không còn đủ điều kiện; hãy xem lý do")


@transaction.atomic
def tell_entrants(*, round: Round, notice: Notice, after: int = 0, at: datetime) -> int:
    """Tell some of those a notice is for; gives the key to go on after, 0 when all have heard."""
    return _tell_some(_concerned(round, notice, at), round.contest, lambda _one: _notice(round, notice), after, at)


@transaction.atomic
def tell_step(*, contest: Contest, act: Act, after: int = 0, at: datetime) -> int:
    """Tell some of those who take part what became of the contest; gives what `tell_entrants` gives."""

    def sentence(entrant: Entrant) -> str:
        told = UNFIT if act == Act.PUBLISH and entrant.standing == Standing.UNFIT else STEPS[act]
        return str(told) % {"contest": contest.title}

    return _tell_some(_with_account(contest.pk, Standing.ACTIVE, Standing.UNFIT), contest, sentence, after, at)


def _tell_some(
    concerned: QuerySet[Entrant], contest: Contest, sentence: Callable[[Entrant], str], after: int, at: datetime
) -> int:
    some = list(concerned.filter(pk__gt=after).order_by("pk")[:AT_ONCE])
    for one in some:
        with override(one.language):
            _tell(one, NOTICE_KIND, sentence(one), _where(one, contest), at)
    return some[-1].pk if len(some) == AT_ONCE else 0


def _where(entrant: Entrant, contest: Contest) -> str:
    """Who stands aside reads why on the own page."""
    page = "mine" if entrant.standing == Standing.UNFIT else "contest"
    return reverse(f"contests:{page}", args=[contest.slug])


@transaction.atomic
def tell_winners(*, round: Round, at: datetime) -> None:
    """After the decision: everybody who won something; all or none, and once: the log says that it was done."""
    now = locked_round(round)
    if now.contest.log.filter(kind=LogKind.CHANGED, detail__what=WINNERS_TOLD, detail__round=now.number).exists():
        return
    _tell_winners(now, at)
    write_log(now.contest, LogKind.CHANGED, at=at, what=WINNERS_TOLD, round=now.number)


def _tell_winners(round: Round, at: datetime) -> None:
    for award in awards_of(round).filter(state=AwardState.DECIDED):
        entrant = award.attempt.entrant if award.attempt else None
        if entrant is None or entrant.person_id is None:
            continue
        with override(entrant.language):
            told = {"prize": award.prize.title, "contest": round.contest.title}
            sentence = _("Chúc mừng, bạn đạt %(prize)s của “%(contest)s”") % told
            _tell(entrant, OWN_KIND, sentence, reverse("contests:learn_next", args=[round.contest.slug]), at)


def tell_complainant(*, complaint: Complaint, at: datetime) -> None:
    """A complaint has its answer."""
    round, entrant = complaint.round, complaint.entrant
    if entrant.person:
        with override(entrant.language):
            told = {"round": round.number, "contest": round.contest.title}
            sentence = _("Khiếu nại của bạn về vòng %(round)s của “%(contest)s” đã có trả lời") % told
            address = reverse("contests:complain", args=[round.contest.slug, round.number])
            _tell(entrant, OWN_KIND, sentence, address, at)


def tell_corrected(*, entrant: Entrant, at: datetime) -> None:
    """What is known of somebody was put right; what and why stands on the own page."""
    if entrant.person:
        with override(entrant.language):
            sentence = _("Ban Tổ chức “%(contest)s” đã sửa thông tin dự thi của bạn") % {
                "contest": entrant.contest.title
            }
            _tell(entrant, OWN_KIND, sentence, reverse("contests:mine", args=[entrant.contest.slug]), at)


def _concerned(round: Round, notice: Notice, at: datetime) -> QuerySet[Entrant]:
    """Of a question those who sat, of an outage those who may sit again, of a list those on it; else everybody."""
    rows = _with_account(round.contest_id, Standing.ACTIVE)
    sat = Attempt.objects.filter(round=round, entrant=OuterRef("pk"))
    if notice == Notice.FINALIST:
        rows = rows.filter(pk__in=round.finalists.order_by().values("entrant"))
    if notice == Notice.VOIDED:
        rows = rows.filter(Exists(sat))
    if notice == Notice.OUTAGE:
        later = Attempt.objects.filter(round=round, entrant=OuterRef("entrant"), number__gt=OuterRef("number"))
        rows = rows.filter(Exists(sat.given_again(at).filter(~Exists(later))))
    return rows


def _with_account(contest: int, *standings: Standing) -> QuerySet[Entrant]:
    rows = Entrant.objects.filter(contest=contest, standing__in=standings, person__isnull=False)
    return rows.select_related("person")


def _notice(round: Round, notice: Notice) -> str:
    start, end = (f"{timezone.localtime(one):%H:%M %d/%m/%Y}" for one in (round.starts_at, round.ends_at))
    told = {"round": round.number, "contest": round.contest.title, "start": start, "end": end}
    return str(notice.label) % told


def _tell(entrant: Entrant, kind: str, sentence: str, address: str, at: datetime) -> None:
    notify(person=entrant.person, kind=kind, title=sentence, at=at, url=in_language(address, entrant.language))
