"""Joining a contest: with an account, or as somebody of a roster by a personal code."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.models import Consent
from luatgandan.foundation.accounts.queries import current_texts
from luatgandan.foundation.accounts.services import give_consent
from luatgandan.foundation.accounts.services.consents import ConsentNotPossibleError
from luatgandan.foundation.places.models import Ward
from luatgandan.lib import limits
from luatgandan.lib.vietnamese import fold

from .. import queries
from ..enums import LogKind, Names, Phase, Standing, State
from ..models import Contest, Entrant, Unit
from ..rules.codes import login_digest, new_code, phone_digest
from ..rules.eligibility import Facts, why_not
from .errors import ContestError
from .log import write_log

TAKING_PART, SHOWING_NAME = "contest", "public_name"
PHONE_TAKEN = gettext_lazy("Số điện thoại này đã đăng ký dự thi. Mỗi người chỉ đăng ký một lần.")
UNKNOWN = gettext_lazy(
    "Cuộc thi có giải nên mỗi người chỉ dự một lần: hãy xác minh số điện thoại, hoặc đăng nhập bằng VNeID."
)
KNOWS_KEYS = gettext_lazy(
    "Bạn đã soạn, kiểm tra hoặc duyệt câu hỏi của ngân hàng mà cuộc thi này dùng, nên không dự thi được."
)
COMES_BACK = (Standing.WITHDRAWN, Standing.UNFIT)
ONCE_GIVEN = ("born_on", "ward", "unit", "class_name")  # not changed by the person afterwards
PREFIX, CODE_LENGTH = "CT-", 6
COMING_BACK: dict[str, Any] = {"name": "contests.back", "amount": 5, "seconds": 86_400}


class JoinError(ContestError):
    """Why somebody cannot join; `reasons` are sentences for the person."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class ConsentMissingError(JoinError):
    """Nobody's data is used before they agreed."""

    def __init__(self) -> None:
        super().__init__(_("Hãy đọc và đánh dấu đồng ý để dự thi."))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a person fills in to join."""

    name: str
    born_on: date | None = None
    ward: Ward | None = None
    unit: Unit | None = None
    class_name: str = ""
    phone: str = ""
    email: str = ""
    language: str = "vi"
    agrees: bool = False
    shows_name: bool = False


def join(*, contest: Contest, person: Any, entry: Entry, at: datetime) -> Entrant:
    """The entry of this person: one for each account and phone; a second time gives the first. Raises JoinError.

    Where something can be won a person is known by a phone or VNeID, unless the organiser takes an e-mail address.
    Who withdrew, or did not fit, comes back with what stands of them and what was not asked then. Somebody whose phone
    stands in the roster takes over that entry, with what the roster says.
    """
    found = queries.entrant_of_person(contest, person)
    if found and found.standing not in COMES_BACK:
        return found
    _check_contest(contest, at)
    if not is_known_enough(person, contest):
        raise JoinError(str(UNKNOWN))
    if queries.has_worked_on(person, contest):
        raise JoinError(str(KNOWS_KEYS))
    phone = phone_digest(person.phone) if person.phone and person.phone_verified_at else ""
    if not phone and entry.phone and _is_anothers(entry.phone, person, contest):
        raise JoinError(str(PHONE_TAKEN))
    if found:
        return _again(found, entry, at)
    facts = _facts(person, entry)
    if reasons := why_not(contest.eligibility, facts, opens_on=queries.opens_on(contest)):
        raise JoinError(*reasons)
    if not entry.agrees:
        raise ConsentMissingError
    try:
        return _enter(contest, person, phone, entry, at)
    except IntegrityError as error:
        raise JoinError(str(PHONE_TAKEN)) from error


def is_known_enough(person: Any, contest: Contest) -> bool:
    """Whether this account stands for one person as surely as the contest needs. At most one query."""
    if person.phone_verified_at or person.identity_verified_at or contest.eligibility.get("by_email"):
        return True
    return not contest.prizes.exists()


def _is_anothers(phone: str, person: Any, contest: Contest) -> bool:
    """Whether another entry has this phone, verified or typed."""
    same = contest.entrants.filter(Q(phone=phone) | Q(phone_digest=phone_digest(phone)))
    return same.exclude(person=person, person__isnull=False).exists()


def _facts(person: Any, entry: Entry) -> Facts:
    """With digests of all phones we hear of, verified or not: for those who may not take part."""
    return Facts(
        born_on=entry.born_on, ward=entry.ward.code if entry.ward else "",
        unit_kind=entry.unit.kind if entry.unit else "", class_name=entry.class_name,
        phones=[phone_digest(one) for one in {person.phone, entry.phone} if one],
    )  # fmt: skip


def _again(entrant: Entrant, entry: Entry, at: datetime) -> Entrant:
    """Facts that stand are kept; one that was not asked when they joined is taken from the form."""
    for name in ONCE_GIVEN:
        if not getattr(entrant, name):
            setattr(entrant, name, getattr(entry, name))
    entrant.phone, entrant.email = entry.phone, entry.email
    _check_fits(entrant)
    if not entry.agrees:
        raise ConsentMissingError
    return _back(entrant, at)


def once_given(entrant: Entrant | None) -> dict[str, Any]:
    """What stands of somebody who comes back, by the names of the form."""
    known = {name: getattr(entrant, name, None) for name in ("name", *ONCE_GIVEN)}
    return {name: value for name, value in known.items() if value}


def _check_fits(entrant: Entrant) -> None:
    if reasons := queries.reasons_against(entrant):
        raise JoinError(*reasons)


@transaction.atomic
def _back(entrant: Entrant, at: datetime) -> Entrant:
    """Who withdrew agrees anew, as they stand here; once a round they sat is ranked it is too late."""
    if entrant.attempts.filter(round__phase__in=(Phase.RANKED, Phase.DECIDED)).exists():
        raise JoinError(_("Bạn đã rút, và vòng bạn dự đã xếp hạng: không dự lại cuộc thi này được."))
    if not limits.take(key=str(entrant.pk), now=at, **COMING_BACK):
        raise JoinError(_("Hôm nay bạn đã rút rồi dự lại nhiều lần. Hãy dự lại vào ngày mai."))
    if entrant.person:
        _agree(entrant.person, {TAKING_PART}, at)
    entrant.standing, entrant.standing_reason, entrant.withdrawn_at = Standing.ACTIVE, "", None
    entrant.save(update_fields=["standing", "standing_reason", "withdrawn_at", "phone", "email", *ONCE_GIVEN])
    write_log(entrant.contest_id, LogKind.WITHDRAWN, at=at, by=entrant.person, entrant=entrant.code, standing="active")
    return entrant


@transaction.atomic
def _enter(contest: Contest, person: Any, phone: str, entry: Entry, at: datetime) -> Entrant:
    entrant = _taken_over(contest, person, phone, entry, at) or _new(contest, person, phone, entry, at)
    shows_name = entry.shows_name and contest.names == Names.FULL
    _agree(person, {TAKING_PART, SHOWING_NAME} if shows_name else {TAKING_PART}, at)
    _show_name(entrant, at)
    write_log(contest.pk, LogKind.JOINED, at=at, by=person, entrant=entrant.code)
    return entrant


def _check_contest(contest: Contest, at: datetime) -> None:
    if contest.state != State.PUBLISHED or contest.is_practice:
        raise JoinError(_("Cuộc thi này không nhận đăng ký."))
    if not contest.rounds.filter(ends_at__gt=at).exists():
        raise JoinError(_("Cuộc thi đã đóng, không nhận đăng ký nữa."))


def _taken_over(contest: Contest, person: Any, phone: str, entry: Entry, at: datetime) -> Entrant | None:
    if not phone:
        return None
    found = Entrant.objects.select_for_update(of=("self",)).filter(contest=contest, phone_digest=phone).first()
    if found is None:
        return None
    if found.person_id is not None or not found.name:  # without a name: erased while the contest goes on
        raise JoinError(str(PHONE_TAKEN))
    found.person, found.phone, found.email, found.language = person, entry.phone, entry.email, entry.language
    found.save(update_fields=["person", "phone", "email", "language"])
    if found.standing in COMES_BACK:
        return _again(found, entry, at)
    return found


def _new(contest: Contest, person: Any, phone: str, entry: Entry, at: datetime) -> Entrant:
    made, _is_new = Entrant.objects.get_or_create(
        contest=contest, person=person,
        defaults={
            "code": public_codes(contest, 1)[0], "name": entry.name, "folded": fold(entry.name),
            "born_on": entry.born_on, "ward": entry.ward, "unit": entry.unit, "class_name": entry.class_name,
            "phone_digest": phone, "phone": entry.phone, "email": entry.email, "language": entry.language,
            "joined_at": at,
        },
    )  # fmt: skip
    return made


def public_codes(contest: Contest, count: int) -> list[str]:
    """Codes for people to see that nobody in the contest has."""
    codes: set[str] = set()
    while len(codes) < count:
        codes |= {PREFIX + new_code(CODE_LENGTH) for _place in range(count - len(codes))}
        codes -= set(contest.entrants.filter(code__in=codes).values_list("code", flat=True))
    return sorted(codes)


def _agree(person: Any, wanted: set[str], at: datetime) -> None:
    own = Consent.objects.filter(person=person, by_guardian=False).live()
    given = set(own.values_list("purpose", flat=True))
    try:
        for text in current_texts():
            if text.purpose in wanted - given:
                give_consent(text=text, person=person, at=at)
    except ConsentNotPossibleError as error:
        raise JoinError(_("Người dưới 7 tuổi cần cha mẹ hoặc người giám hộ đăng ký.")) from error


def _show_name(entrant: Entrant, at: datetime) -> None:
    """A child's name is shown only once a guardian agreed too; until then `guardian_agreed_at` stays empty."""
    consents = Consent.objects.filter(person=entrant.person, purpose=SHOWING_NAME).live()
    by_guardian = set(consents.values_list("by_guardian", flat=True))
    entrant.shows_name = False in by_guardian and entrant.contest.names == Names.FULL
    entrant.guardian_agreed_at = at if True in by_guardian else None
    entrant.save(update_fields=["shows_name", "guardian_agreed_at"])


@transaction.atomic
def enter_by_code(*, contest: Contest, code: str, agrees: bool, at: datetime) -> Entrant:
    """Whoever holds a personal code of the roster; who agreed before comes in at any time.

    Raises JoinError; without consent ConsentMissingError.
    """
    entrant = queries.entrant_by_login(contest, login_digest(code))
    if entrant is None or contest.state != State.PUBLISHED:
        raise JoinError(_("Không có mã dự thi này trong danh sách. Hãy xem lại từng chữ, hoặc hỏi người phát mã."))
    if entrant.person_id is not None:
        raise JoinError(_("Mã này đã gắn với một tài khoản. Hãy đăng nhập bằng tài khoản đó."))
    if Consent.objects.filter(anonymous_key=consent_key(entrant), purpose=TAKING_PART).live().exists():
        return entrant
    _check_contest(contest, at)
    if not agrees:
        raise ConsentMissingError
    text = next(one for one in current_texts() if one.purpose == TAKING_PART)
    give_consent(text=text, anonymous_key=consent_key(entrant), at=at)
    if entrant.standing == Standing.WITHDRAWN:
        _check_fits(entrant)
        return _back(entrant, at)
    write_log(contest.pk, LogKind.JOINED, at=at, entrant=entrant.code)
    return entrant


def consent_key(entrant: Entrant) -> str:
    """Under which an entrant of a roster agrees."""
    return f"contest:{entrant.public_id.hex}"


def renew_name_consent(*, person_id: int, at: datetime) -> None:
    """What a person, or a guardian, agreed to or took back about the name counts in every contest at once."""
    rows = Entrant.objects.filter(person_id=person_id, contest__names=Names.FULL)
    for entrant in rows.select_related("person", "contest"):
        _show_name(entrant, at)
