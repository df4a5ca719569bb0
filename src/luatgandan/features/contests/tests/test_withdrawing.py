"""Taking part is taken back: what follows for attempts, places, prizes, names, and how somebody comes back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from luatgandan.foundation.accounts.models import Consent, Person
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.accounts.services import withdraw_consent
from luatgandan.foundation.backups.rules import Erasure
from luatgandan.foundation.media.models import private_storage
from luatgandan.foundation.modules.registry import offers
from luatgandan.foundation.places.models import Province, Ward

from ..enums import LogKind, Refusal, SignalKind, Standing
from ..models import Attempt, Award, Device, Entrant, LogEntry, Round, Signal
from ..proving import verify
from ..queries.boards import person_board
from ..queries.data import entries_of, withdrawals
from ..queries.proof import proof_lines
from ..queries.winners import public_winners
from ..rules.codes import phone_digest
from ..services import begin_certificates, decide_round, end_round, rank_round, send_complaint, write_log
from ..services.archives import CERTIFICATES, RESULTS, keep, progress_of
from ..services.forgetting import forget_person
from ..services.refusing import RefusedError
from ..services.saving import Given, save_answers
from ..services.tokens import start_token
from ..services.withdrawing import withdraw_entrant
from .making import make_entrant, make_round
from .outcomes import (
    RANKED,
    WINDOW_OVER,
    five_ranked,
    officer,
    proposed,
    verified,
    ward_with_bank,
    with_prizes,
)
from .pages import CODE, HOME, change, citizen, pupil, round, seated, text, texts, ward

__all__ = ["citizen", "pupil", "round", "seated", "texts", "ward"]
pytestmark = pytest.mark.django_db
LATER = RANKED + timedelta(hours=1)
TOLD_MOMENTS = ("guardian_agreed_at", "withdrawn_at", "joined_at")


def first_of(round_: Round) -> Entrant:
    return Attempt.objects.select_related("entrant").get(round=round_, place=1).entrant


def test_who_takes_the_consent_back_is_out_of_every_contest(
    citizen: Person, round: Round, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    Round.objects.update(contest=round.contest)
    round.contest.asked = ["phone", "email"]
    round.contest.save()
    client.post(
        f"{HOME}dang-ky/", {"name": "Hoa", "agrees": "on", "phone": "0912 345 678", "email": "H@example.invalid"}
    )
    assert list(Entrant.objects.values_list("phone", "email")) == [("+84912345678", "h@example.invalid")]
    client.post(f"{HOME}vong/1/bat-dau/")
    attempt = Attempt.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(person=citizen, purpose="contest", by=citizen, at=timezone.now())
    entrant, attempt = Entrant.objects.get(), Attempt.objects.get()
    assert (entrant.standing, entrant.phone, entrant.email) == (Standing.WITHDRAWN, "", "")
    assert attempt.submitted_at is not None
    given = Given(slot=0, answer=("a",), sequence=1, given_at=timezone.now())
    with pytest.raises(RefusedError) as refused:
        save_answers(token=start_token(attempt), paper=attempt.paper, answers=[given], at=timezone.now())
    assert refused.value.refusal == Refusal.SUBMITTED
    assert not Attempt.objects.submitted().exists()
    page = text(client.get(f"{HOME}cua-toi/"))
    assert ("Bạn đã rút khỏi cuộc thi này" in page, "Bắt đầu làm bài" in page) == (True, False)


def test_who_withdrew_comes_back_by_joining_again(citizen: Person, round: Round, client: Client) -> None:
    for _time in range(2):
        client.post(f"{HOME}dang-ky/", {"name": "Hoa", "agrees": "on"})
        assert Entrant.objects.get().standing == Standing.ACTIVE
        assert client.get(f"{HOME}rut/").status_code == 200
        client.post(f"{HOME}rut/")
        assert Entrant.objects.get().standing == Standing.WITHDRAWN
    told = LogEntry.objects.filter(kind=LogKind.WITHDRAWN).order_by("pk").values_list("detail__standing", flat=True)
    assert list(told) == ["withdrawn", "active", "withdrawn"]


def test_a_pupil_withdraws_with_a_personal_code_and_agrees_anew(seated: Client) -> None:
    seated.post(f"{HOME}rut/")
    assert not Consent.objects.live().exists()
    assert "Hãy đọc và đánh dấu đồng ý" in text(seated.post(f"{HOME}ma-rieng/", {"code": CODE}))
    seated.post(f"{HOME}ma-rieng/", {"code": CODE, "agrees": "on"})
    assert (Entrant.objects.get().standing, Consent.objects.live().count()) == (Standing.ACTIVE, 1)


def test_who_withdrew_by_code_is_back_after_joining_with_the_phone(
    citizen: Person, round: Round, client: Client
) -> None:
    row = make_entrant(round.contest, 1, phone_digest=phone_digest(citizen.phone))
    withdraw_entrant(entrant=row, at=timezone.now())
    client.post(f"{HOME}dang-ky/", {"name": "Hoa", "agrees": "on"})
    entrant = Entrant.objects.get()
    assert (entrant.person, entrant.standing, entrant.withdrawn_at) == (citizen, Standing.ACTIVE, None)


def test_who_withdrew_by_code_after_the_ranking_is_not_back_with_the_phone(
    citizen: Person, seated: Client, round: Round
) -> None:
    Entrant.objects.update(phone_digest=phone_digest(citizen.phone))
    withdraw_entrant(entrant=Entrant.objects.get(), at=timezone.now())
    Round.objects.update(phase="ranked")
    page = text(seated.post(f"{HOME}dang-ky/", {"name": "Hoa", "agrees": "on"}))
    entrant = Entrant.objects.get()
    assert "không dự lại cuộc thi này được" in page
    assert (entrant.person, entrant.standing) == (None, Standing.WITHDRAWN)


def test_who_comes_back_is_judged_by_what_is_kept(citizen: Person, round: Round, client: Client) -> None:
    row = make_entrant(round.contest, 1, person=citizen, born_on=date(2020, 1, 1))
    withdraw_entrant(entrant=row, at=timezone.now())
    change(round.contest, eligibility={"age_from": 18})
    page = text(client.post(f"{HOME}dang-ky/", {"name": "Hoa", "agrees": "on", "born_on": "1990-01-01"}))
    assert ("thể lệ ghi từ đủ 18 tuổi" in page, Entrant.objects.get().standing) == (True, Standing.WITHDRAWN)


def test_a_code_opens_nothing_new_once_the_contest_is_closed(pupil: Entrant, round: Round, client: Client) -> None:
    Round.objects.update(starts_at=round.starts_at - timedelta(days=1), ends_at=round.ends_at - timedelta(days=1))
    page = text(client.post(f"{HOME}ma-rieng/", {"code": CODE, "agrees": "on"}))
    assert ("không nhận đăng ký nữa" in page, Consent.objects.exists()) == (True, False)


def test_who_agreed_before_still_comes_in_by_code_after_the_end(seated: Client, round: Round) -> None:
    Round.objects.update(starts_at=round.starts_at - timedelta(days=1), ends_at=round.ends_at - timedelta(days=1))
    seated.post(f"{HOME}thoat/")
    assert seated.post(f"{HOME}ma-rieng/", {"code": CODE}).status_code == 302


def test_withdrawing_waits_for_a_ranking_of_a_round_that_was_sat() -> None:
    entrant = first_of(five_ranked())
    with CaptureQueriesContext(connection) as asked:
        withdraw_entrant(entrant=entrant, at=LATER)
    [locking] = [one["sql"] for one in asked if one["sql"].startswith('SELECT "contests_round"."id"')][:1]
    assert 'FROM "contests_attempt"' in locking.replace("INNER JOIN", "FROM")
    assert ("FOR NO KEY UPDATE" in locking) == connection.features.has_select_for_update


def test_after_the_ranking_nobody_comes_back(seated: Client, round: Round) -> None:
    seated.post(f"{HOME}vong/1/luot/1/nop/")
    seated.post(f"{HOME}rut/")
    Round.objects.update(phase="ranked")
    assert "không dự lại cuộc thi này được" in text(seated.post(f"{HOME}ma-rieng/", {"code": CODE, "agrees": "on"}))
    assert (Entrant.objects.get().standing, Consent.objects.live().count()) == (Standing.WITHDRAWN, 0)


def test_places_stay_without_a_name_and_a_prize_until_the_next_ranking(
    django_capture_on_commit_callbacks: Any,
) -> None:
    round_ = proposed(with_prizes(five_ranked()))
    first = first_of(round_)
    assert Award.objects.filter(attempt__entrant=first).exists()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_entrant(entrant=first, at=LATER)
    assert person_board(round_, at=LATER)[0].name == first.code
    assert not Award.objects.filter(attempt__entrant=first).exists()
    end_round(round=round_, at=LATER)
    lines = list(proof_lines(round_.contest, at=LATER))
    assert [str(one) for one in verify(lines).findings] == []
    rank_round(round=round_, at=LATER + timedelta(hours=1))
    assert first.code not in [line.code for line in person_board(round_, at=LATER)]
    assert [str(one) for one in verify(proof_lines(round_.contest, at=LATER)).findings] == []


def test_what_a_person_takes_along_and_what_erasing_clears() -> None:
    round_ = proposed(with_prizes(five_ranked()))
    who = Person.objects.create_user("hoa", "hoa@example.invalid", "x")
    entrant = first_of(round_)
    Entrant.objects.filter(pk=entrant.pk).update(person=who, phone="+84912345678", email="hoa@example.invalid")
    complaint = send_complaint(entrant=entrant, round=round_, text="Câu 2 chưa đúng", at=LATER)
    complaint.answer = "Chị Hoa nói đúng"
    complaint.save()
    [data] = entries_of(who)
    assert (data["Khiếu nại"][0]["Nội dung"], data["Giải thưởng"][0]["Giải"]) == ("Câu 2 chưa đúng", "Giải Nhất")
    assert data["Số điện thoại để liên hệ"] == "+84912345678"

    forget_person(person_id=who.pk, at=LATER)
    complaint.refresh_from_db()
    entrant.refresh_from_db()
    assert (complaint.text, complaint.answer) == ("", "")
    assert (entrant.name, entrant.folded, entrant.phone, entrant.email) == ("", "", "", "")
    assert person_board(round_, at=LATER)[0].name == entrant.code
    assert entries_of(who) == []


def test_nothing_that_ties_a_person_to_the_attempts_outlives_erasing(django_capture_on_commit_callbacks: Any) -> None:
    round_, who = five_ranked(), Person.objects.create_user("hoa", "hoa@example.invalid", "x")
    first = Attempt.objects.get(round=round_, place=1)
    Attempt.objects.filter(pk=first.pk).update(device="máy-a")
    Entrant.objects.filter(pk=first.entrant_id).update(person=who, extra_percent=25)
    Device.objects.create(attempt=first, digest="máy-a", first_at=LATER)
    signal = Signal.objects.create(round=round_, kind=SignalKind.DEVICE, key="máy-a", strength=1, found_at=LATER)
    signal.attempts.set(Attempt.objects.all())
    for kind in (LogKind.JOINED, LogKind.WITHDRAWN):
        LogEntry.objects.create(contest=round_.contest, kind=kind, at=LATER, by=who, detail={"entrant": "CT-00001"})
    paths = [keep(round_, name, b"x", at=LATER) for name in (CERTIFICATES, RESULTS)]
    begin_certificates(round=round_)
    with django_capture_on_commit_callbacks(execute=True):
        forget_person(person_id=who.pk, at=LATER)
    first, signal = Attempt.objects.select_related("entrant").get(pk=first.pk), Signal.objects.get()
    assert (first.device, first.entrant.extra_percent, Device.objects.count()) == ("", 0, 0)
    assert (signal.key, signal.attempts.count()) == (f"forgotten-{signal.pk}", 5)
    assert not LogEntry.objects.filter(by=who).exists()
    assert [private_storage().exists(path) for path in paths] == [False, False]
    assert progress_of(round_, CERTIFICATES) is None


def some_ward() -> Ward:
    province = Province.objects.create(code="92", name="Thành phố Thử", kind="city")
    return Ward.objects.create(code="31117", name="Phường Thử", kind="ward", area="urban", province=province)


INNER = {"id", "public_id", "contest", "person", "folded", "phone_digest", "login_digest"}  # keys, digests, the person


def test_a_person_takes_along_every_field_of_an_entry() -> None:
    round_, who = five_ranked(), Person.objects.create_user("hoa", "hoa@example.invalid", "x")
    first = Attempt.objects.get(round=round_, place=1)
    day = date(2031, 1, 1)
    moments = {name: LATER + timedelta(days=number) for number, name in enumerate(TOLD_MOMENTS, 1)}
    values: dict[str, Any] = {
        "name": "Tên thử", "born_on": day, "class_name": "11A9", "phone": "+84900000009", "email": "h@example.invalid",
        "shows_name": True, "extra_percent": 37, "language": "km", "standing": Standing.EXCLUDED,
        "standing_reason": "Vì thử", **moments,
    }  # fmt: skip
    Entrant.objects.filter(pk=first.entrant_id).update(person=who, ward=some_ward(), **values)
    entrant = Entrant.objects.select_related("ward", "unit").get(person=who)
    [data] = entries_of(who)
    told = list(data.values())
    for field in Entrant._meta.concrete_fields:
        if field.name not in INNER:
            shown = getattr(entrant, f"get_{field.name}_display", lambda name=field.name: getattr(entrant, name))()
            assert getattr(shown, "name", shown) in told, field.name


def test_a_person_reads_what_was_noticed_about_an_attempt_but_not_about_others() -> None:
    round_, who = five_ranked(), Person.objects.create_user("hoa", "hoa@example.invalid", "x")
    Entrant.objects.filter(pk=first_of(round_).pk).update(person=who)
    signal = Signal.objects.create(
        round=round_, kind=SignalKind.DEVICE, key="máy-a", strength=1, found_at=LATER, reason="Bạn Nam cho mượn máy"
    )
    signal.attempts.set(Attempt.objects.all())
    told = str(entries_of(who))
    assert (str(SignalKind.DEVICE.label) in told, "máy-a" in told, "Nam" in told) == (True, False, False)


def test_a_decided_certificate_stays_and_the_page_says_so(client: Client) -> None:
    round_ = decide_round(round=verified(with_prizes(five_ranked())), by=officer(Role.APPROVER), at=WINDOW_OVER)
    award = Award.objects.filter(attempt__isnull=False)[0]
    assert award.attempt is not None
    who = Person.objects.create_user("hoa", "hoa@example.invalid", "x")
    Entrant.objects.filter(pk=award.attempt.entrant_id).update(person=who)
    client.force_login(who)
    page = text(client.get(f"{HOME}rut/"))
    assert "trang đối chiếu giấy vẫn ghi tên bạn" in page
    assert "hãy xóa tài khoản" in page
    client.post(f"{HOME}rut/")
    assert award.shown_name in text(client.get(f"/giay-chung-nhan/{award.certificate}/"))
    assert award.shown_name not in [one.name for one in public_winners(round_.contest, on=date(2026, 12, 1))]
    forget_person(person_id=who.pk, at=LATER)
    assert award.shown_name not in text(client.get(f"/giay-chung-nhan/{award.certificate}/"))


def test_a_withdrawal_is_kept_outside_of_backups_and_done_again_after_one() -> None:
    entrant = make_entrant(make_round(ward_with_bank()).contest, 1, phone="+84912345678")
    gone = withdraw_entrant(entrant=entrant, at=RANKED)
    [(key, at)] = withdrawals()
    assert (str(gone.public_id) in key, entrant.code in key, at) == (True, False, RANKED)
    as_of_the_backup = {"standing": Standing.ACTIVE, "withdrawn_at": None, "phone": "+84912345678"}
    Entrant.objects.update(**as_of_the_backup)
    assert [offer.again(key, at) for _again in range(2) for offer in of_withdrawals()] == [True, False]
    gone.refresh_from_db()
    assert (gone.standing, gone.withdrawn_at, gone.phone) == (Standing.WITHDRAWN, RANKED, "")

    write_log(gone.contest, LogKind.WITHDRAWN, at=LATER, entrant=gone.code, standing="active")
    Entrant.objects.update(**as_of_the_backup)
    assert [offer.again(key, at) for offer in of_withdrawals()] == [False]  # agreed anew since, and the backup knows it


def of_withdrawals() -> list[Erasure]:
    return [one for one in offers(Erasure) if one.name == "contests.withdrawal"]


def test_coming_back_again_and_again_is_bounded_and_withdrawing_is_not(pupil: Entrant, client: Client) -> None:
    """Each turn throws away pages that everybody reads."""
    for _turn in range(8):
        client.post(f"{HOME}ma-rieng/", {"code": CODE, "agrees": "on"})
        client.post(f"{HOME}rut/")
        assert Entrant.objects.get().standing == Standing.WITHDRAWN
    assert "Hãy dự lại vào ngày mai" in client.post(f"{HOME}ma-rieng/", {"code": CODE, "agrees": "on"}).content.decode()
    assert LogEntry.objects.filter(kind=LogKind.WITHDRAWN).count() == 11
