"""The acts on a person's own record."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.db import transaction

from luatgandan.foundation.audit import services as audit
from luatgandan.foundation.notifications import services as notifications
from luatgandan.foundation.search import services as search
from luatgandan.lib.events import publish

from .. import rules
from ..events import PersonErased
from ..models import Consent, DataRequest, Guardianship, Person
from ..rules.identity import CITIZEN_NUMBER, Identity, identity_of
from .roles import end_role
from .sessions import close_sessions

CLAIMS_WITH_NUMBER = ("citizen_id", "citizen_pid", "identity_number", "cccd", "sub")


class PersonHasRolesError(Exception):
    """Erasing waits until the person's roles are ended."""


def split_name(name: str) -> tuple[str, str]:
    """("Nguyễn Thị", "An") of "Nguyễn Thị An": the given name is the last word."""
    before, _space, given = " ".join(name.split()).rpartition(" ")
    return before[:150], given[:150]


def pseudonym(*, provider: str, subject: str) -> str:
    """A keyed hash of a provider's name for a person; the subject itself may be a citizen number."""
    return hmac.new(settings.SECRET_KEY.encode(), f"oidc:{provider}:{subject}".encode(), hashlib.sha256).hexdigest()


def identity_from_claims(claims: Mapping[str, Any]) -> Identity | None:
    """The reduced citizen number of an identity provider's claims, where there is one."""
    for name in CLAIMS_WITH_NUMBER:
        number = re.sub(r"\s", "", str(claims.get(name) or ""))
        if CITIZEN_NUMBER.match(number):
            return identity_of(number)
    return None


@transaction.atomic
def set_phone(*, person: Person, phone: str, at: datetime | None) -> None:
    """Set the phone; `at` is the moment of verification, None when it is still to be verified."""
    person.phone, person.phone_verified_at = phone, at
    person.save(update_fields=["phone", "phone_verified_at"])
    if at:
        Guardianship.objects.filter(phone=phone, guardian=None).update(guardian=person)


@transaction.atomic
def note_verified_mail(*, person: Person) -> None:
    """Keep the address on the record as verified, unless another account proved it first (`createsuperuser`)."""
    if not EmailAddress.objects.filter(email=person.email, verified=True).exists():
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


@transaction.atomic
def set_identity(*, person: Person, identity: Identity, at: datetime) -> None:
    """Keep the reduced citizen number that an identity provider vouches for."""
    person.identity_last4, person.identity_digest, person.identity_verified_at = identity.last4, identity.digest, at
    person.save(update_fields=["identity_last4", "identity_digest", "identity_verified_at"])
    audit.record(action="accounts.verify_identity", at=at, actor=person, target=person)


@transaction.atomic
def update_profile(*, person: Person, last_name: str, first_name: str, born_on: date | None, at: datetime) -> None:
    """Correct one's own data. The log says which fields changed, never to what."""
    before = (person.last_name, person.first_name, person.born_on)
    changed = [
        field
        for field, old, new in zip(
            ("last_name", "first_name", "born_on"), before, (last_name, first_name, born_on), strict=True
        )
        if old != new
    ]
    if not changed:
        return
    person.last_name, person.first_name, person.born_on = last_name, first_name, born_on
    person.save(update_fields=changed)
    audit.record(action="accounts.correct_data", at=at, actor=person, target=person, detail={"fields": changed})


@transaction.atomic
def set_active(*, person: Person, is_active: bool, by: Person, at: datetime) -> None:
    """Lock or unlock an account; locking ends its sessions. Raises PermissionError."""
    if not rules.may_lock(by, person):
        raise PermissionError("this account is not yours to lock")
    if person.is_active == is_active:
        return
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    if not is_active:
        close_sessions(person=person)
    audit.record(action="accounts.unlock" if is_active else "accounts.lock", at=at, actor=by, target=person)


@transaction.atomic
def erase_person(*, person: Person, by: Person | None, at: datetime) -> None:
    """Make the person unknown: name, contacts, sign-ins and secrets go; the row, its public id and the log stay.

    Consents stay as proof under the pseudonym. Other rooms follow `PersonErased`.
    Raises PersonHasRolesError while the person holds a role.
    """
    if person.role_assignments.live(at).exists():
        raise PersonHasRolesError
    contacts = [contact for contact in (person.email, person.phone, person.username) if contact]
    _forget_sign_in(person, contacts)
    _forget_record(person)
    Consent.objects.filter(person=person).withdraw(at)
    DataRequest.objects.filter(person=person).update(message="", answer="")
    Guardianship.objects.filter(child=person).delete()
    Guardianship.objects.filter(guardian=person).delete()
    notifications.forget_person(person_id=person.pk)
    search.forget_person(person_id=person.pk)
    person.erased_at = at
    person.save()
    audit.record(action="accounts.erase", at=at, actor=by, target=person)
    publish(PersonErased(person_id=person.pk, public_id=str(person.public_id)))


@transaction.atomic
def erase_again(public_id: str, at: datetime) -> bool:
    """After an old backup came back: erase who was erased at `at`, with roles they still held then; False when done."""
    person = Person.objects.filter(public_id=public_id, erased_at=None).first()
    if person is None:
        return False
    for assignment in person.role_assignments.live(at):
        end_role(assignment=assignment, by=None, at=at)
    erase_person(person=person, by=None, at=at)
    return True


def _forget_record(person: Person) -> None:
    """Blank every field that says who this is."""
    person.username = f"erased-{person.public_id}"
    person.last_name = person.first_name = person.email = person.phone = ""
    person.identity_last4 = person.identity_digest = ""
    person.born_on = person.phone_verified_at = person.identity_verified_at = person.last_login = None
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.groups.clear()
    person.user_permissions.clear()


def _forget_sign_in(person: Person, contacts: list[str]) -> None:
    """Remove addresses, providers, second factors, open sessions and failed attempts."""
    EmailAddress.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    for table in (AccessAttempt, AccessFailureLog, AccessLog):
        table.objects.filter(username__in=contacts).delete()
    close_sessions(person=person)


def forget_unverified(*, before: datetime) -> int:
    """Remove accounts that never proved their phone or address; returns how many."""
    stale = Person.objects.filter(
        date_joined__lt=before,
        last_login=None,
        phone_verified_at=None,
        is_staff=False,
        is_superuser=False,
        erased_at=None,
        role_assignments=None,
        consents=None,
        data_requests=None,
        socialaccount=None,
    ).exclude(emailaddress__verified=True)
    return stale.delete()[0]
