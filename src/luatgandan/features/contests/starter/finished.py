"""A finished contest with results: invented people of invented schools, their papers sat through the real services.

Who answers how many right and how fast is fixed here, so places are the same everywhere; papers follow the drawn seed.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from luatgandan.features.questionbank.enums import Kind
from luatgandan.features.questionbank.formats.values import FALSE, TRUE
from luatgandan.foundation.organisations.enums import OrganisationKind
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.places.models import Ward
from luatgandan.lib.legaltext.tree import Header, Level, Node, Parsed
from luatgandan.lib.legaltext.writing import to_docx
from luatgandan.lib.vietnamese import fold

from ..enums import Counted, Criterion, DocumentKind, PredictionBase, PrizeKind, State
from ..models import Award, Contest, Document, Entrant, Prize, Round, Unit
from ..office import decision, minutes
from ..papers.values import Quota, Rules, SealedQuestion
from ..queries import paper_of
from ..queries.deciding import facts_of
from ..queries.winners import awards_of
from ..queries.wording import rules_in_words
from ..services import rank_round, reveal_round, seal_round
from ..services.decisions import close_round
from ..services.prizes import write_list
from ..services.saving import Given, save_answers
from ..services.sealing import LackingError
from ..services.taking import start_attempt, submit_attempt
from ..services.tokens import start_token

SLUG = "vi-du-ket-qua"
MARK = "(ví dụ minh họa)"
DAYS_AGO, DAYS_LONG = 20, 7
WARDS = 3
SCHOOLS = (("Trường Ví dụ Bến Sông", 40), ("Trường Ví dụ Vườn Cò", 25), ("Trường Ví dụ Đồng Xanh", None))
PEOPLE = (
    "Nguyễn Thị Mai Anh", "Trần Minh Quân", "Thạch Sa Ly", "Lê Hoàng Phúc", "Sơn Thị Chanh Đa", "Phạm Gia Hân",
    "Huỳnh Tấn Lộc", "Võ Ngọc Trâm", "Lý Văn Sơn", "Đặng Thị Yến Nhi", "Danh Thị Hồng", "Bùi Quốc Bảo",
    "Trương Mỹ Duyên", "Kim Sóc Kha", "Ngô Hải Đăng", "Phan Thanh Trúc", "Lâm Chí Thiện", "Châu Thị Bích",
    "Dương Khánh Vy", "Cao Văn Đạt", "Mai Thùy Linh", "Hồ Trọng Nhân", "Tô Kim Ngân", "Đỗ Anh Khoa",
)  # fmt: skip
RIGHT = (10, 10, 9, 9, 9, 8, 8, 8, 8, 7, 7, 7, 7, 6, 6, 6, 6, 5, 5, 5, 4, 4, 3, 2)
RULES = Rules(
    quotas=(Quota(count=10),),
    minutes=15,
    counted=Counted.BEST,
    prediction=PredictionBase.TAKING_PART,
    chain=(Criterion.SCORE, Criterion.PREDICTION, Criterion.TIME, Criterion.EARLIER),
)
PRIZES = (
    ("Giải nhất", PrizeKind.PERSON, 1, 1_000_000),
    ("Giải nhì", PrizeKind.PERSON, 2, 700_000),
    ("Giải ba", PrizeKind.PERSON, 3, 500_000),
    ("Tập thể có nhiều người dự thi nhất", PrizeKind.MOST_ENTRANTS, 1, 1_000_000),
)


def hold(unit: Organisation, at: datetime) -> Contest | None:
    """The whole contest in one transaction; None where the banks have too few questions."""
    try:
        with transaction.atomic():
            return _hold(unit, timezone.localdate(at))
    except LackingError:
        return None


def _hold(unit: Organisation, today: date) -> Contest:
    opens = timezone.make_aware(datetime.combine(today - timedelta(days=DAYS_AGO), time(7)))
    contest = _contest(unit, opens)
    round_ = _round(contest, opens)
    round_ = seal_round(round=round_, at=opens)
    for number, entrant in enumerate(_entrants(contest, opens)):
        _sit(entrant, round_, number)
    ended = round_.ends_at + timedelta(minutes=10)
    rank_round(round=round_, at=ended)
    round_ = reveal_round(round=round_, at=ended)
    _decide(round_, ended + timedelta(days=contest.complaint_days + 1))
    _write_papers(round_)
    return contest


def _contest(unit: Organisation, opens: datetime) -> Contest:
    return Contest.objects.create(
        organisation=unit,
        slug=SLUG,
        title=f"Tìm hiểu pháp luật quanh ta {MARK}",
        summary="Cuộc thi đã kết thúc, người và trường đều không có thật. Xem để biết bảng xếp hạng, thống kê, kết quả "
        "trao giải và cách tự kiểm tra.",
        asked=["born_on", "ward", "unit"],
        state=State.PUBLISHED,
        published_at=opens,
        changed_at=opens,
    )


def _round(contest: Contest, opens: datetime) -> Round:
    made = Round.objects.create(
        contest=contest, number=1, title="Vòng thi", starts_at=opens, ends_at=opens + timedelta(days=DAYS_LONG),
        rules_data=RULES.to_dict(),
    )  # fmt: skip
    Prize.objects.bulk_create(
        Prize(contest=contest, round=made, order=order, title=title, kind=kind, quantity=quantity, amount=amount)
        for order, (title, kind, quantity, amount) in enumerate(PRIZES, 1)
    )
    return made


def _entrants(contest: Contest, opens: datetime) -> list[Entrant]:
    wards = list(Ward.objects.order_by("code")[:WARDS]) or [None]
    units = [
        Unit.objects.create(
            contest=contest, name=f"{name} {MARK}", folded=fold(name), kind=OrganisationKind.SCHOOL,
            headcount=headcount, join_code=f"VIDU{number}", ward=wards[number % len(wards)],
        )
        for number, (name, headcount) in enumerate(SCHOOLS)
    ]  # fmt: skip
    return [
        Entrant.objects.create(
            contest=contest, code=f"VD-{number:03}", name=name, joined_at=opens,
            unit=units[number * number // 3 % len(units)],
            born_on=opens.date().replace(year=opens.year - 16 - number % 3, day=1), ward=wards[number % len(wards)],
        )
        for number, name in enumerate(PEOPLE, 1)
    ]  # fmt: skip


def _sit(entrant: Entrant, round_: Round, number: int) -> None:
    """One attempt: begun, answered question by question, handed in."""
    at = round_.starts_at + timedelta(hours=number, minutes=7 * number)
    attempt = start_attempt(entrant=entrant, round=round_, device=f"vi-du-{number}", at=at)
    pace = timedelta(seconds=14 + 5 * number % 31)
    given = [
        Given(slot=slot, answer=answer, sequence=slot + 1, given_at=at + pace * (slot + 1))
        for slot, (_slot, question) in enumerate(paper_of(attempt))
        if (answer := _answer(question, is_right=slot < RIGHT[number], number=number))
    ]
    done = at + pace * (RULES.questions + 1)
    save_answers(token=start_token(attempt), paper=attempt.paper, answers=given, at=done)
    submit_attempt(attempt=attempt, at=done, prediction=len(PEOPLE) + 3 * (number % 5))


def _answer(question: SealedQuestion, *, is_right: bool, number: int) -> tuple[str, ...]:
    """The key, or something wrong where there is something to choose, or nothing."""
    content = question.content
    if is_right:
        return content.key
    if content.kind == Kind.TRUE_FALSE:
        return (FALSE if content.key == (TRUE,) else TRUE,)
    if content.kind != Kind.ONE:
        return ()
    wrong: Sequence[str] = [one.id for one in content.options if one.id not in content.key]
    return (wrong[number % len(wrong)],)


def _decide(round_: Round, at: datetime) -> None:
    write_list(round_)
    Award.objects.filter(prize__round=round_).update(verified_at=at)
    close_round(round_, list(awards_of(round_)), by=None, at=at)


def _write_papers(round_: Round) -> None:
    """The rules for everybody; minutes and decision for the office, as drafts."""
    facts = facts_of(round_)
    papers = (
        (DocumentKind.RULES, f"Thể lệ {MARK}", to_docx(_rules(round_)), True),
        (DocumentKind.MINUTES, f"Biên bản xét giải {MARK}", minutes(facts), False),
        (DocumentKind.AWARD, f"Quyết định trao giải {MARK}", decision(facts), False),
    )
    for kind, title, content, is_public in papers:
        file = ContentFile(content, name=f"{SLUG}-{kind}.docx")
        Document.objects.create(contest=round_.contest, kind=kind, title=title, file=file, is_public=is_public)


def _rules(round_: Round) -> Parsed:
    lines = enumerate(rules_in_words(round_.rules), 1)
    body = tuple(Node(level=Level.CLAUSE, number=str(number), text=str(line)) for number, line in lines)
    unit = round_.contest.organisation
    return Parsed(header=Header(kind="Thể lệ", issuers=(unit.name,), title=round_.contest.title), body=body)
