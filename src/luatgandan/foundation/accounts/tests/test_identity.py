"""The citizen number is never kept: not in a table, not in a log, not in a page."""

import logging

import pytest
from django import forms

from luatgandan.foundation.accounts import services
from luatgandan.foundation.accounts.forms import CitizenNumberField, clean_contact, clean_phone
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.rules import identity_of

from .conftest import NOW
from .test_data import everything_stored

NUMBER = "092201001234"


class IdentityForm(forms.Form):
    number = CitizenNumberField()


def test_a_number_is_reduced_to_four_digits_and_a_keyed_hash(settings) -> None:
    identity = identity_of("092 201 001 234")
    assert identity == identity_of(NUMBER)
    assert (identity.last4, len(identity.digest), str(identity)) == ("1234", 64, "•••• •••• 1234")
    assert identity_of("092201001235").digest != identity.digest
    settings.SECRET_KEY = "another key another key another key another key"
    assert identity_of(NUMBER).digest != identity.digest


@pytest.mark.parametrize("number", ["", "09220100123", "0922010012345", "09220100123a", "０９２２０１００１２３４"[:3]])
def test_malformed_numbers_are_refused_without_repeating_them(number: str) -> None:
    with pytest.raises(ValueError, match="12 digits") as caught:
        identity_of(number)
    assert number == "" or number not in str(caught.value)


def test_the_field_never_gives_the_number_back() -> None:
    form = IdentityForm({"number": NUMBER})
    assert form.is_valid()
    assert form.cleaned_data == {"number": identity_of(NUMBER)}
    assert NUMBER not in str(form)
    bad = IdentityForm({"number": NUMBER[:-1]})
    assert bad.errors["number"] == ["Số căn cước có đúng 12 chữ số. Hãy xem lại trên thẻ."]
    assert NUMBER[:-1] not in str(bad)


@pytest.mark.django_db
def test_no_table_and_no_log_holds_the_number(make_person, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    form = IdentityForm({"number": NUMBER})
    form.full_clean()
    services.set_identity(person=make_person("an"), identity=form.cleaned_data["number"], at=NOW)
    person = Person.objects.get()
    assert (person.identity_last4, person.identity_verified_at) == ("1234", NOW)
    assert NUMBER not in everything_stored()
    assert NUMBER not in caplog.text


@pytest.mark.parametrize(
    "text",
    ["0912345678", "0912 345 678", "0912.345.678", "(0912) 345-678", "+84912345678", "84 912345678", "0084912345678"],
)
def test_phones_become_one_form(text: str) -> None:
    assert clean_phone(text) == "+84912345678"
    assert clean_contact(text) == ("phone", "+84912345678")
