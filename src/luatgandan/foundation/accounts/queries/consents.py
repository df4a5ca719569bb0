"""Which texts are asked now, and whether a consent stands."""

from datetime import date
from typing import Any

from django.utils import timezone, translation

from luatgandan.foundation.modules.registry import offers

from ..models import Consent, ConsentText, Guardianship, Person
from ..rules.consents import ConsentPurpose, guardian_needed, own_consent_needed


def current_texts(language: str | None = None) -> list[ConsentText]:
    """The newest text of every offered purpose, in the reader's language where there is one, in order of the offers."""
    wanted = language or translation.get_language() or "vi"
    codes = [purpose.code for purpose in offers(ConsentPurpose)]
    newest: dict[str, ConsentText] = {}
    texts = ConsentText.objects.filter(purpose__in=codes, language__in={wanted, "vi"}).order_by("version")
    for text in sorted(texts, key=lambda text: (text.language == wanted, text.version)):
        newest[text.purpose] = text
    return [newest[code] for code in codes if code in newest]


def live_consents(person: Person) -> list[Consent]:
    """What stands now, newest first."""
    return list(Consent.objects.filter(person=person).live().select_related("text"))


def consent_history(person: Person) -> list[Consent]:
    """All consents, newest first, withdrawn ones included."""
    return list(Consent.objects.filter(person=person).select_related("text"))


def has_consent(person: Any, purpose: str, *, on: date) -> bool:
    """Does everyone whose word counts agree: the person from 7 years on, a guardian too until 16?"""
    given = set(Consent.objects.filter(person=person, purpose=purpose).live().values_list("by_guardian", flat=True))
    needs_own = own_consent_needed(person.born_on, on)
    needs_guardian = guardian_needed(person.born_on, on)
    return (not needs_own or False in given) and (not needs_guardian or True in given)


def wards_of(guardian: Person) -> list[Guardianship]:
    """The children who named this person, confirmed or not."""
    return list(Guardianship.objects.filter(guardian=guardian).select_related("child").order_by("asked_at"))


def guardians_of(child: Person) -> list[Guardianship]:
    """The guardians a child named."""
    return list(Guardianship.objects.filter(child=child).select_related("guardian").order_by("asked_at"))


def may_contact(person: Any, channel: str) -> bool:
    """The consent "contact", for any channel."""
    return has_consent(person, "contact", on=timezone.localdate())
