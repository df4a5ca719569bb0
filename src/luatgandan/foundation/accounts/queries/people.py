"""Finding people, within what the reader may manage."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Prefetch, Q, QuerySet

from .. import rules
from ..models import Person, RoleAssignment

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class Contacts:
    """The verified ways to reach and recognise a person."""

    emails: list[EmailAddress]
    phone: str
    providers: list[str]


def contacts_of(person: Person) -> Contacts:
    """Addresses, phone and identity providers of one person."""
    return Contacts(
        emails=list(EmailAddress.objects.filter(user=person).order_by("-primary")),
        phone=person.phone if person.phone_verified_at else "",
        providers=list(SocialAccount.objects.filter(user=person).values_list("provider", flat=True)),
    )


def people_for(manager: Any, *, at: datetime) -> "QuerySet[Person]":
    """The staff a manager may see: who holds or held a role in the manager's subtree, with the roles in force.

    Citizens are never listed: they are found by their exact contact only (`find_person`).
    """
    live = RoleAssignment.objects.live(at).select_related("organisation")
    is_staff = Q(is_staff=True) | Q(role_assignments__isnull=False)
    people = Person.objects.filter(is_staff, erased_at=None).distinct()
    codes = rules.organisation_codes(manager, rules.Action.MANAGE_PEOPLE)
    if codes is not None:
        people = people.filter(role_assignments__organisation__code__in=codes)
    return people.prefetch_related(Prefetch("role_assignments", queryset=live, to_attr="roles_now"))


def find_person(contact: str) -> Person | None:
    """The one active account with this cleaned phone or e-mail, verified."""
    if "@" not in contact:
        return Person.objects.filter(phone=contact, is_active=True).exclude(phone_verified_at=None).first()
    address = EmailAddress.objects.filter(email=contact, verified=True, user__is_active=True).first()
    return Person.objects.filter(pk=address.user_id).first() if address else None


def erased_people() -> list[tuple[str, datetime]]:
    """(public id, moment) of everybody who was erased."""
    rows = Person.objects.exclude(erased_at=None).values_list("public_id", "erased_at")
    return [(str(public_id), at) for public_id, at in rows if at]


def has_second_factor(person: Any) -> bool:
    """TOTP or a passkey; recovery codes alone do not count."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists())


def staff_without_second_factor(*, at: datetime) -> int:
    """How many people with a live role or staff mark have no second factor."""
    staff = Person.objects.filter(is_active=True, is_staff=True)
    return staff.exclude(authenticator__type__in=FACTORS).distinct().count()
