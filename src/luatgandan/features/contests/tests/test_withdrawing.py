"""Taking part is taken back: what follows for attempts, places, prizes, names, and how somebody comes back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.foundation.accounts.models import Consent, Person
from luatgandan.foundation.accounts.services import withdraw_consent

from ..enums import LogKind, Refusal, Standing
from ..models import Attempt, Award, Entrant, LogEntry, Round
from ..proving import verify
from ..queries.boards import person_board
from ..queries.data import entries_of
from ..queries.proof import proof_lines
from ..services import end_round, rank_round, send_complaint
from ..services.refusing import RefusedError
from ..services.saving import Given, save_answers
from ..services.tokens import start_token
from ..services.withdrawing import forget_person, withdraw_entrant
from .outcomes import RANKED, five_ranked, nothing_kept, proposed, with_prizes
from .pages import CODE, HOME, citizen, clean_cache, pupil, round, seated, text, ward

__all__ = ["citizen", "clean_cache", "nothing_kept", "pupil", "round", "seated", "ward"]
pytestmark = pytest.mark.django_db
LATER = RANKED + timedelta(hours=1)


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

    forget_person(person_id=who.pk)
    complaint.refresh_from_db()
    entrant.refresh_from_db()
    assert (complaint.text, complaint.answer) == ("", "")
    assert (entrant.name, entrant.folded, entrant.phone, entrant.email) == ("", "", "", "")
    assert person_board(round_, at=LATER)[0].name == entrant.code
    assert entries_of(who) == []
