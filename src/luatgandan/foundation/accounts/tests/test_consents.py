"""The consent ledger: clear acts, exact words, guardians, withdrawal."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.core.management import call_command
from django.db import connection

from luatgandan.foundation.accounts import queries, services
from luatgandan.foundation.accounts.models import Consent, ConsentIsFinalError, ConsentText, Guardianship, Person
from luatgandan.foundation.accounts.rules import ConsentPurpose
from luatgandan.foundation.accounts.services.consents import (
    ConsentNotPossibleError,
    ask_guardian,
    confirm_guardian,
    set_consents,
)
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.modules import registry

from .conftest import NOW

TODAY = NOW.date()
CHILD, SMALL_CHILD = date(2015, 1, 1), date(2020, 6, 1)


@pytest.fixture
def texts(db: None) -> list[ConsentText]:
    services.publish_texts(at=NOW)
    return queries.current_texts("vi")


@pytest.fixture
def contact(texts: list[ConsentText]) -> ConsentText:
    return next(text for text in texts if text.purpose == "contact")


def test_boxes_are_never_ticked_in_advance(texts, make_person, client) -> None:
    client.force_login(make_person("an"))
    text = client.get("/tai-khoan/dong-y/").content.decode()
    assert text.count('type="checkbox"') == len(texts)
    assert "checked" not in text.partition('<form class="form"')[2].partition("</form>")[0]


def test_one_box_per_purpose_with_its_text(texts, make_person, client) -> None:
    person = make_person("an")
    client.force_login(person)
    client.post("/tai-khoan/dong-y/", {"contact": "on"})
    consent = Consent.objects.get()
    assert (consent.person, consent.purpose, consent.text.version, consent.channel) == (person, "contact", 1, "web")
    assert queries.has_consent(person, "contact", on=TODAY) is True
    assert queries.has_consent(person, "public_name", on=TODAY) is False
    client.post("/tai-khoan/dong-y/", {})
    assert Consent.objects.get().withdrawn_at is not None
    assert queries.has_consent(person, "contact", on=TODAY) is False
    assert list(Entry.objects.order_by("sequence").values_list("action", flat=True)) == [
        "accounts.give_consent",
        "accounts.withdraw_consent",
    ]


def test_saving_again_changes_nothing(contact, make_person) -> None:
    person = make_person("an")
    for _time in range(2):
        set_consents(person=person, texts=[contact], ticked={"contact"}, by=person, at=NOW)
    assert Consent.objects.count() == 1


def test_changed_words_become_a_new_version_and_old_consents_keep_theirs(contact, make_person, monkeypatch) -> None:
    person = make_person("an")
    services.give_consent(text=contact, person=person, at=NOW)
    changed = ConsentPurpose(code="contact", title="Nhận tin", text="Lời mới.", data="Dữ liệu: thư điện tử.")
    other = registry.Module(name="changed", title="", offers=(changed,))
    monkeypatch.setattr(registry, "_modules", {"changed": other})
    services.publish_texts(at=NOW + timedelta(days=1))
    newest = queries.current_texts("vi")[0]
    assert (newest.version, newest.body) == (2, "Lời mới.\n\nDữ liệu: thư điện tử.")
    assert Consent.objects.get().text.version == 1
    services.publish_texts(at=NOW + timedelta(days=2))
    assert ConsentText.objects.filter(purpose="contact", language="vi").count() == 2


def test_rows_are_never_rewritten(contact, make_person) -> None:
    consent = services.give_consent(text=contact, person=make_person("an"), at=NOW)
    consent.purpose = "other"
    with pytest.raises(ConsentIsFinalError):
        consent.save()
    with pytest.raises(ConsentIsFinalError):
        consent.delete()
    with pytest.raises(ConsentIsFinalError):
        Consent.objects.update(given_at=NOW)
    with pytest.raises(ConsentIsFinalError):
        Consent.objects.all().delete()
    services.withdraw_consent(person=consent.person, purpose="contact", by=consent.person, at=NOW)
    assert services.withdraw_consent(person=consent.person, purpose="contact", by=consent.person, at=NOW) == 0


def test_an_anonymous_consent_hangs_on_a_key(contact) -> None:
    consent = services.give_consent(text=contact, anonymous_key="k" * 32, at=NOW)
    assert (consent.person, consent.anonymous_key) == (None, "k" * 32)


def make_family(make_person, born_on: date) -> tuple[Person, Person]:
    child = make_person("be", born_on=born_on)
    parent = make_person("me", phone="+84912345678", phone_verified_at=NOW)
    confirm_guardian(guardianship=ask_guardian(child=child, phone=parent.phone, at=NOW), by=parent, at=NOW)
    return child, parent


@pytest.mark.parametrize(
    ("born_on", "own", "guardian", "stands"),
    [
        (CHILD, True, True, True),
        (CHILD, True, False, False),
        (CHILD, False, True, False),
        (SMALL_CHILD, False, True, True),
    ],
)
def test_whose_word_counts_by_age(contact, make_person, born_on, own, guardian, stands) -> None:
    child, parent = make_family(make_person, born_on)
    if own:
        services.give_consent(text=contact, person=child, at=NOW)
    if guardian:
        services.give_consent(text=contact, person=child, given_by=parent, at=NOW)
    assert queries.has_consent(child, "contact", on=TODAY) is stands


def test_a_child_under_seven_does_not_agree_alone(contact, make_person) -> None:
    child, _parent = make_family(make_person, SMALL_CHILD)
    with pytest.raises(ConsentNotPossibleError):
        services.give_consent(text=contact, person=child, at=NOW)


def test_child_or_guardian_may_each_withdraw(contact, make_person) -> None:
    child, parent = make_family(make_person, CHILD)
    services.give_consent(text=contact, person=child, at=NOW)
    services.give_consent(text=contact, person=child, given_by=parent, at=NOW)
    services.withdraw_consent(person=child, purpose="contact", by=child, at=NOW)
    assert queries.has_consent(child, "contact", on=TODAY) is False


def test_strangers_never_agree_for_others(contact, make_person) -> None:
    child, stranger, adult = make_person("be", born_on=CHILD), make_person("la"), make_person("lon")
    for person in (child, adult):
        with pytest.raises(ConsentNotPossibleError):
            services.give_consent(text=contact, person=person, given_by=stranger, at=NOW)


def test_a_guardian_confirms_in_the_own_account_only(make_person, client) -> None:
    child = make_person("be", born_on=CHILD)
    client.force_login(child)
    client.post("/tai-khoan/nguoi-giam-ho/", {"phone": "0912 345 678"})
    row = Guardianship.objects.get()
    assert (row.phone, row.guardian, row.confirmed_at) == ("+84912345678", None, None)
    stranger = make_person("la")
    client.force_login(stranger)
    assert client.post(f"/tai-khoan/nguoi-giam-ho/{row.pk}/xac-nhan/").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"/tai-khoan/tre-em/{child.public_id}/").status_code == HTTPStatus.NOT_FOUND
    parent = make_person("me")
    services.set_phone(person=parent, phone="+84912345678", at=NOW)
    client.force_login(parent)
    client.post(f"/tai-khoan/nguoi-giam-ho/{row.pk}/xac-nhan/")
    assert Guardianship.objects.get().confirmed_at
    assert client.get(f"/tai-khoan/tre-em/{child.public_id}/").status_code == HTTPStatus.OK


def test_a_child_is_not_a_guardian(make_person) -> None:
    child = make_person("be", born_on=CHILD)
    sibling = make_person("anh", born_on=date(2012, 1, 1), phone="+84912345678", phone_verified_at=NOW)
    row = ask_guardian(child=child, phone=sibling.phone, at=NOW)
    with pytest.raises(ConsentNotPossibleError):
        confirm_guardian(guardianship=row, by=sibling, at=NOW)


def test_the_chain_holds_no_contact(contact, make_person) -> None:
    child, parent = make_family(make_person, CHILD)
    services.give_consent(text=contact, person=child, given_by=parent, at=NOW)
    call_command("verify_audit")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_entry")
        rows = str(cursor.fetchall())
    assert "912345678" not in rows
    assert "example.vn" not in rows
