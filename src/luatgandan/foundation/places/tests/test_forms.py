"""The ward picker."""

import pytest
from django import forms
from django.http import QueryDict

from luatgandan.foundation.places.forms import WardField
from luatgandan.foundation.places.models import Ward

pytestmark = pytest.mark.usefixtures("wards")


class Asking(forms.Form):
    ward = WardField()
    other = WardField(required=False)


def answer(query: str) -> Asking:
    return Asking(QueryDict(query))


def test_takes_a_typed_name() -> None:
    form = answer("ward=xa+my+tu")

    assert form.is_valid()
    assert form.cleaned_data == {"ward": Ward.objects.get(name="Xã Mỹ Tú"), "other": None}


def test_a_chosen_code_counts_more_than_the_text() -> None:
    form = answer("ward=gì+đó&ward-code=&ward-code=31135")

    assert form.is_valid()
    assert form.cleaned_data["ward"].code == "31135"
    assert 'value="Phường Ninh Kiều"' in str(form["ward"])


def test_an_ambiguous_name_offers_choices_and_keeps_the_text() -> None:
    form = answer("ward=quận+Ninh+Kiều")

    page = str(form["ward"]) if not form.is_valid() else ""
    assert form.errors["ward"] == [
        "“quận Ninh Kiều” có thể là nhiều xã, phường. Bạn chọn một nơi trong danh sách ngay bên dưới."
    ]
    assert page.count('type="radio"') == 4
    assert 'value="quận Ninh Kiều"' in page
    assert 'type="radio"' not in str(form["other"])


def test_a_near_miss_asks() -> None:
    form = answer("ward=cai+khue")

    assert not form.is_valid()
    assert "Có phải bạn muốn chọn" in form.errors["ward"][0]
    assert 'value="31120"' in str(form["ward"])


def test_an_unknown_name_says_what_to_do() -> None:
    form = answer("ward=%3Cscript%3E")

    assert "Bạn gõ lại tên xã, phường" in form.errors["ward"][0]
    assert "<script>" not in str(form["ward"])


def test_choices_of_one_answer_do_not_leak_into_the_next() -> None:
    answer("ward=cai+khue").is_valid()

    assert 'type="radio"' not in str(Asking()["ward"])


def test_without_script_there_is_a_whole_list() -> None:
    page = str(Asking()["ward"])

    noscript = page[page.index("<noscript>") :]
    assert noscript.count("<option value=") == 104
    assert noscript.count("<optgroup") == 3


def test_shows_a_stored_ward_by_name_and_counts_as_unchanged() -> None:
    ward = Ward.objects.get(code="31135")
    form = Asking(QueryDict("ward-code=31135&ward=Phường+Ninh+Kiều"), initial={"ward": ward})

    assert 'value="Phường Ninh Kiều"' in str(Asking(initial={"ward": ward})["ward"])
    assert not form.fields["ward"].has_changed(ward, "31135")
