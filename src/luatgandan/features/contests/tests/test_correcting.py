"""What is known of an entrant is put right at the desk: who may, until when, with what the entrant reads of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.notifications.models import Notification
from luatgandan.foundation.places.models import Ward
from luatgandan.foundation.places.services import load_starter

from .. import tasks
from ..enums import LogKind, Phase, Standing
from ..models import Contest, Correction, Entrant, LogEntry, Round
from ..queries.log import corrections_of
from ..queries.winners import obstacles
from ..services import ContestError, NotAllowedError
from ..services.correcting import Known, UnfitError, correct_entrant, settle_correction
from ..services.forgetting import forget_entrants
from .desk import at_desk, url
from .making import CLOSES, OPENS
from .outcomes import RANKED, WINDOW_OVER, five_ranked, make_unit, officer
from .pages import CODE, HOME, pupil, round, text, texts, ward

__all__ = ["pupil", "round", "texts", "ward"]  # fixtures

pytestmark = pytest.mark.django_db
WHY = "Sổ điểm ghi sai dấu"


def known(entrant: Entrant, **changed: Any) -> Known:
    """What stands, with something else."""
    names = ("name", "born_on", "class_name", "unit", "ward")
    return Known(**{**{name: getattr(entrant, name) for name in names}, **changed})


def correct(entrant: Entrant, role: str = Role.EDITOR, reason: str = WHY, **changed: Any) -> Entrant:
    sure = changed.pop("is_unfit_known", False)
    return correct_entrant(
        entrant=entrant, known=known(entrant, **changed), reason=reason, by=officer(role), at=OPENS, is_unfit_known=sure
    )


def test_what_was_put_right_stands_in_the_log_of_the_contest_and_on_the_own_page(pupil: Entrant) -> None:
    now = correct(pupil, name="Trần Văn Hưng", born_on=date(2012, 3, 4))

    assert (now.name, now.folded, now.code) == ("Trần Văn Hưng", "tran van hung", pupil.code)
    line = LogEntry.objects.get(kind=LogKind.CORRECTED)
    assert line.detail["fields"] == ["name", "born_on"]
    assert "Hưng" not in str(line.detail)
    assert corrections_of(now) == [(OPENS, "họ và tên, ngày sinh", WHY)]
    assert WHY not in str(list(Entry.objects.values_list("detail", flat=True)))
    person = Client()
    person.post(f"{HOME}ma-rieng/", {"code": CODE, "agrees": "on"})
    page = text(person.get(f"{HOME}cua-toi/"))
    assert "Trần Văn Hưng" in page
    assert f"Đã sửa họ và tên, ngày sinh ngày 16/11/2026, lý do: {WHY}" in page


def test_who_may_and_what_is_refused(pupil: Entrant) -> None:
    for role in (Role.CONTRIBUTOR, Role.AUDITOR):
        with pytest.raises(NotAllowedError):
            correct(pupil, role, name="Trần Văn Hưng")
    for changed, words in (
        ({}, "Không có gì khác"),
        ({"name": ""}, "họ và tên"),
        ({"name": "A", "reason": " "}, "lý do"),
    ):
        with pytest.raises(ContestError, match=words):
            correct(pupil, **changed)
    for standing in (Standing.WITHDRAWN, Standing.REHEARSING):
        Entrant.objects.update(standing=standing)
        with pytest.raises(ContestError, match="không có gì để sửa"):
            correct(pupil, name="Trần Văn Hưng")


def test_whoever_no_longer_fits_is_told_and_written_down_only_on_purpose(pupil: Entrant) -> None:
    Contest.objects.update(eligibility={"age_from": 14})
    with pytest.raises(UnfitError, match="từ đủ 14 tuổi"):
        correct(pupil, born_on=date(2015, 1, 1))
    assert Entrant.objects.get().born_on is None

    correct(pupil, born_on=date(2015, 1, 1), is_unfit_known=True)

    assert (Entrant.objects.get().born_on, Entrant.objects.get().standing) == (date(2015, 1, 1), Standing.ACTIVE)
    assert LogEntry.objects.get(kind=LogKind.CORRECTED).detail["unfit"] is True


def test_a_unit_until_the_ranking_a_name_until_the_decision(db: None) -> None:
    load_starter()
    ranked = five_ranked()
    entrant = Entrant.objects.get(code="CT-00001")
    other, place = make_unit(ranked.contest, "Trường Đông"), Ward.objects.first()
    for changed in ({"unit": other}, {"ward": place}):
        with pytest.raises(ContestError, match="đã xếp hạng"):
            correct(entrant, **changed)
    correct(entrant, name="Lê Thị Hồng")
    assert settle(entrant).name == "Lê Thị Hồng"
    Round.objects.update(phase=Phase.SEALED)
    entrant = correct(entrant, unit=other)
    assert Entrant.objects.get(pk=entrant.pk).unit == other
    Round.objects.update(phase=Phase.DECIDED)
    with pytest.raises(ContestError, match="đã có quyết định"):
        correct(entrant, name="Lê Thị Hông")


def settle(entrant: Entrant, role: str = Role.APPROVER, *, is_agreed: bool = True, by: Any = None) -> Entrant:
    asked = Correction.objects.get(entrant=entrant)
    return settle_correction(
        entrant=entrant, seen=asked.pk, is_agreed=is_agreed, by=by or officer(role), at=RANKED
    )  # fmt: skip


def test_once_results_are_out_one_asks_and_another_writes(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False
    ranked = five_ranked()
    entrant, first, second = Entrant.objects.get(code="CT-00001"), officer(Role.APPROVER), officer(Role.APPROVER)
    named = entrant.name
    correct_entrant(entrant=entrant, known=known(entrant, name="Lê Hồng"), reason=WHY, by=first, at=RANKED)
    assert Entrant.objects.get(pk=entrant.pk).name == named
    for person in (first, officer(Role.EDITOR)):
        with pytest.raises(NotAllowedError):
            settle(entrant, by=person)
    assert "Còn đề nghị sửa thông tin chờ người thứ hai: CT-00001." in obstacles(ranked, at=WINDOW_OVER)
    page = url("entrant", ranked.contest_id, entrant.code)
    assert "đề nghị sửa thành: Lê Hồng" in text(at_desk(second).get(page))
    assert 'name="agree"' not in text(at_desk(first).get(page))
    old = Correction.objects.get().pk
    correct_entrant(entrant=entrant, known=known(entrant, name="Lê Hông"), reason=WHY, by=first, at=RANKED)
    at_desk(second).post(url("correct", ranked.contest_id, entrant.code), {"agree": "1", "seen": str(old)})
    assert Entrant.objects.get(pk=entrant.pk).name == named, "what was asked is another by now"
    seen = str(Correction.objects.get().pk)
    at_desk(second).post(url("correct", ranked.contest_id, entrant.code), {"agree": "1", "seen": seen})
    assert Entrant.objects.get(pk=entrant.pk).name == "Lê Hông"
    assert [fields for _at, fields, _why in corrections_of(entrant)] == ["họ và tên"]
    correct_entrant(
        entrant=entrant,
        known=known(Entrant.objects.get(pk=entrant.pk), class_name="9B"),
        reason=WHY,
        by=first,
        at=RANKED,
    )
    settle(entrant, by=first, is_agreed=False)
    assert not Correction.objects.exists()
    assert Entrant.objects.get(pk=entrant.pk).class_name == ""


def test_who_has_an_account_hears_of_it(pupil: Entrant) -> None:
    person = Person.objects.create_user("a", "a@example.invalid", "x")
    Entrant.objects.update(person=person)
    tasks.tell_corrected.func(pupil.pk)
    told = Notification.objects.get(person=person)
    assert (told.title, told.url) == (
        "Ban Tổ chức “Ví dụ minh họa” đã sửa thông tin dự thi của bạn", "/cuoc-thi/vi-du/cua-toi/"
    )  # fmt: skip


def test_the_reason_is_forgotten_with_the_person(pupil: Entrant) -> None:
    correct(pupil, name="Trần Văn Hưng")
    Round.objects.update(phase=Phase.DECIDED, decided_at=CLOSES, ends_at=CLOSES, starts_at=OPENS)
    Contest.objects.update(changed_at=CLOSES)
    assert forget_entrants(at=CLOSES + timedelta(days=366)) == 1
    assert LogEntry.objects.get(kind=LogKind.CORRECTED).detail == {"what": "correct_entrant"}


def test_the_form_of_the_desk(pupil: Entrant, settings: Any) -> None:
    """What stands is shown; sent back as it is nothing changes; then one thing does."""
    settings.STAFF_SECOND_FACTOR = False
    load_starter()
    unit = make_unit(pupil.contest, "Trường Bắc")
    Entrant.objects.update(unit=unit, ward=Ward.objects.first(), class_name="9A")
    desk, page = at_desk(officer(Role.EDITOR)), url("correct", pupil.contest_id, pupil.code)
    form = desk.get(page).context["form"]
    sent = {name: form[name].value() for name in ("name", "class_name", "unit", "ward")}
    shown = {name: form[name].field.widget.format_value(value) for name, value in sent.items()} | {"reason": WHY}

    assert "Không có gì khác" in desk.post(page, shown).content.decode()
    assert desk.post(page, shown | {"name": "Trần  Văn Hưng"}).status_code == 302
    now = Entrant.objects.get()
    assert (now.name, now.unit, now.ward, now.class_name) == ("Trần Văn Hưng", unit, Ward.objects.first(), "9A")
    assert WHY in desk.get(url("entrant", pupil.contest_id, pupil.code)).content.decode()
