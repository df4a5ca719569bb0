"""Later ends, finals, the law of the opening day, rehearsals, codes given anew."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.features.library.models import Review
from luatgandan.features.library.tests import laws
from luatgandan.features.questionbank.enums import Field
from luatgandan.features.questionbank.models import Item
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.accounts.services import publish_texts

from ..enums import LogKind, RoundKind, Standing, State
from ..models import Attempt, Contest, LogEntry, Sealed
from ..papers.values import Quota, Rules
from ..queries import paper_of
from ..rules.codes import login_digest
from ..rules.templates import TEMPLATES
from ..services import ContestError, NotAllowedError, seal_for_rehearsal, seal_round
from ..services.contests import create_contest, extend_round, save_round
from ..services.rosters import reissue_codes
from ..services.saving import Given, save_answers
from ..services.taking import StartError, start_attempt
from ..services.tokens import start_token
from .making import CLOSES, OPENS, make_entrant, make_round
from .outcomes import RULES, officer, ward_with_bank

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_a_later_end_gives_back_the_time_that_the_old_one_had_cut() -> None:
    round_ = make_round(ward_with_bank(), Rules(quotas=(Quota(count=4),), minutes=15))
    people = [make_entrant(round_.contest, number, extra_percent=percent) for number, percent in ((1, 0), (2, 100))]
    whole = start_attempt(entrant=make_entrant(round_.contest, 3), round=round_, device="", at=CLOSES - 20 * MINUTE)
    cut = [start_attempt(entrant=one, round=round_, device="", at=CLOSES - 5 * MINUTE) for one in people]
    token = start_token(cut[0])
    assert {one.ends_at for one in cut} == {CLOSES}

    extend_round(
        round=round_, ends_at=CLOSES + 20 * MINUTE, reason="Mất điện", by=officer(Role.APPROVER), at=CLOSES - MINUTE
    )

    ends = list(Attempt.objects.order_by("pk").values_list("ends_at", flat=True))
    assert ends == [whole.ends_at, CLOSES + 10 * MINUTE, CLOSES + 20 * MINUTE]
    assert LogEntry.objects.get(kind=LogKind.CHANGED).detail["papers"] == 2
    late = CLOSES + 9 * MINUTE
    given = [Given(slot=0, answer=("x",), sequence=1, given_at=late)]
    saved = save_answers(token=token, paper=cut[0].paper, answers=given, at=late)
    assert (saved.slots, saved.refused) == ((0,), {})


def test_the_final_of_the_template_leaves_a_week_for_ranking() -> None:
    unit = ward_with_bank()
    contest = create_contest(
        organisation=unit, template=TEMPLATES["chung-ket"], title="Thử", opens_on=date(2027, 3, 1),
        by=officer(Role.EDITOR), at=OPENS,
    )  # fmt: skip
    *_earlier, third, final = contest.rounds.order_by("number")

    assert final.kind == RoundKind.FINAL
    assert final.starts_at - third.ends_at == timedelta(days=7)
    values = {"starts_at": third.ends_at, "ends_at": third.ends_at + timedelta(days=1), "kind": RoundKind.FINAL}
    with pytest.raises(ContestError, match="Chung kết phải mở sau"):
        save_round(contest=contest, number=4, values=values, rules=final.rules, by=contest.author, at=OPENS)


def test_no_round_before_a_final_is_moved_into_it() -> None:
    first = make_round(ward_with_bank(), is_sealed=False)
    opens = CLOSES + timedelta(hours=1)
    final = make_round(
        first.contest.organisation, is_sealed=False, kind=RoundKind.FINAL, starts_at=opens,
        ends_at=opens + timedelta(hours=2),
    )  # fmt: skip
    Contest.objects.update(author=officer(Role.EDITOR))
    given: dict[str, Any] = {"by": officer(Role.APPROVER), "at": OPENS - timedelta(days=1)}
    with pytest.raises(ContestError, match=r"trước khi chung kết \(vòng 2\) mở.*dời chung kết trước"):
        extend_round(round=first, ends_at=CLOSES + MINUTE, reason="Mất điện", **given)

    def moved(starts_at: datetime, ends_at: datetime) -> None:
        values = {"starts_at": starts_at, "ends_at": ends_at}
        save_round(contest=first.contest, number=1, values=values, rules=first.rules, **given)

    with pytest.raises(ContestError, match="trước khi chung kết"):
        moved(OPENS, CLOSES + MINUTE)
    with pytest.raises(ContestError, match="Vòng 2 mở trước vòng này"):
        moved(final.starts_at + MINUTE, final.ends_at)
    moved(OPENS, CLOSES - MINUTE)
    assert extend_round(round=first, ends_at=CLOSES, reason="Mất điện", **given).ends_at == CLOSES


def test_a_final_that_opens_too_early_may_still_get_a_later_end() -> None:
    """Its opening is published and stands; an approver can only move the end."""
    first = make_round(ward_with_bank(), is_sealed=False)
    final = make_round(first.contest.organisation, kind=RoundKind.FINAL, starts_at=CLOSES, ends_at=CLOSES + MINUTE)
    given: dict[str, Any] = {"reason": "Mất điện", "by": officer(Role.APPROVER), "at": CLOSES}
    assert extend_round(round=final, ends_at=CLOSES + 2 * MINUTE, **given).ends_at == CLOSES + 2 * MINUTE


def test_a_round_is_sealed_with_the_law_of_the_day_it_opens() -> None:
    """Midnight of Vietnam is 17:00 UTC; the grace of a changed article ends with the day before."""
    unit = ward_with_bank()
    opens = OPENS.replace(hour=17, minute=0)
    waiting = make_round(unit, is_sealed=False, starts_at=opens, ends_at=opens + timedelta(hours=2))
    item = Item.objects.get(code="c-003")
    Review.objects.create(
        source=item, document=laws.make_document("1/2020/QH14"), eid="art_2", reason="changed", label="x",
        changed_on=OPENS.date(), raised_at=OPENS, grace_until=OPENS.date(), url="/x/",
    )  # fmt: skip
    seal_round(round=waiting, at=opens - 5 * MINUTE)

    asked = {one["code"] for one in Sealed.objects.get().questions}
    assert (len(asked), "c-003" in asked) == (11, False)


def test_what_no_quota_takes_is_not_sealed() -> None:
    make_round(ward_with_bank(), Rules(quotas=(Quota(count=4, field=Field.LAND),)))

    assert {one["field"] for one in Sealed.objects.get().questions} == {Field.LAND}


def test_a_rehearsal_has_a_name_and_a_line_in_the_log() -> None:
    waiting = make_round(ward_with_bank(), is_sealed=False)
    for stranger in (officer(Role.CONTRIBUTOR), officer(Role.EDITOR, "ward-b")):
        with pytest.raises(NotAllowedError):
            seal_for_rehearsal(round=waiting, by=stranger, at=OPENS)
    assert not Sealed.objects.exists()
    editor = officer(Role.EDITOR)

    seal_for_rehearsal(round=waiting, by=editor, at=OPENS)

    line = LogEntry.objects.get(kind=LogKind.CHANGED)
    assert (line.by, line.detail) == (editor, {"what": "rehearsal_seal", "round": 1})


def test_a_changed_round_is_rehearsed_anew() -> None:
    """A paper of before is not what the changed rules draw."""
    waiting, editor = make_round(ward_with_bank(), RULES, is_sealed=False), officer(Role.EDITOR)
    Contest.objects.update(state=State.DRAFT)
    seat = make_entrant(waiting.contest, 1, standing=Standing.REHEARSING)
    start_attempt(entrant=seat, round=seal_for_rehearsal(round=waiting, by=editor, at=OPENS), device="", at=OPENS)
    rules = replace(RULES, quotas=(Quota(count=3),))

    changed = save_round(contest=waiting.contest, number=1, values={}, rules=rules, by=editor, at=OPENS)

    assert not Attempt.objects.exists()
    with pytest.raises(StartError, match="Chưa có đề thi thử"):
        start_attempt(entrant=seat, round=changed, device="", at=OPENS)
    seal_for_rehearsal(round=changed, by=editor, at=OPENS)
    changed.refresh_from_db()
    assert len(paper_of(start_attempt(entrant=seat, round=changed, device="", at=OPENS))) == 3


def test_a_code_given_anew_shuts_out_who_came_with_the_old_one() -> None:
    publish_texts(at=timezone.now())
    round_ = make_round(ward_with_bank(), starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1))
    entrant = make_entrant(round_.contest, 1, login_digest=login_digest("7K3M92QF"))
    phone = Client()
    typed: dict[str, Any] = {"code": "7K3M92QF", "agrees": "on"}
    assert phone.post("/cuoc-thi/vi-du/ma-rieng/", typed)["Location"] == "/cuoc-thi/vi-du/cua-toi/"
    assert phone.get("/cuoc-thi/vi-du/cua-toi/").status_code == 200

    [handed] = reissue_codes(contest=round_.contest, entrants=[entrant], by=officer(Role.EDITOR), at=OPENS)

    assert phone.get("/cuoc-thi/vi-du/cua-toi/").status_code == 302
    assert phone.post("/cuoc-thi/vi-du/ma-rieng/", typed | {"code": handed.code}).status_code == 302
    assert phone.get("/cuoc-thi/vi-du/cua-toi/").status_code == 200
