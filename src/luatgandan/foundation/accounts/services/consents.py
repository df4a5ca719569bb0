"""Giving and taking back consent."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import translation

from luatgandan.foundation.audit import services as audit
from luatgandan.foundation.modules.registry import offers
from luatgandan.lib.events import publish

from ..enums import Channel
from ..events import ConsentGiven, ConsentWithdrawn
from ..models import Consent, ConsentText, Guardianship, Person
from ..models.consents import ConsentQuerySet
from ..rules.consents import ConsentPurpose, guardian_needed, own_consent_needed

SOURCE, LANGUAGES = "vi", ("vi", "km", "en")


class ConsentNotPossibleError(ValueError):
    """This person cannot give this consent; the text says why."""


@transaction.atomic
def publish_texts(*, at: datetime) -> int:
    """Keep the ledger's texts in step with what rooms offer: changed words become a new version. Returns all texts.

    A language without a translation has no text of its own; readers see the Vietnamese one.
    """
    for purpose in offers(ConsentPurpose):
        source = _words(purpose, SOURCE)
        for language in LANGUAGES:
            words = _words(purpose, language)
            if language == SOURCE or words != source:
                _publish_text(purpose.code, language, words, at)
    return ConsentText.objects.count()


def _words(purpose: ConsentPurpose, language: str) -> tuple[str, str]:
    with translation.override(language):
        return str(purpose.title), f"{purpose.text}\n\n{purpose.data}"


def _publish_text(purpose: str, language: str, words: tuple[str, str], at: datetime) -> None:
    title, body = words
    texts = ConsentText.objects.filter(purpose=purpose, language=language)
    latest = texts.order_by("-version").first()
    if latest and (latest.title, latest.body) == (title, body):
        return
    version = (texts.aggregate(last=Max("version"))["last"] or 0) + 1
    ConsentText.objects.create(
        purpose=purpose, version=version, language=language, title=title, body=body, valid_from=at
    )


@transaction.atomic
def give_consent(
    *,
    text: ConsentText,
    at: datetime,
    person: Person | None = None,
    anonymous_key: str = "",
    given_by: Person | None = None,
    channel: str = Channel.WEB,
) -> Consent:
    """Record one act of agreeing to one text. `given_by` is the guardian when a guardian agrees for a child.

    Agreeing again to a newer text closes the older consent. Raises ConsentNotPossibleError.
    """
    giver = given_by or person
    by_guardian = bool(person and giver and giver.pk != person.pk)
    if person:
        _check_giver(person, giver, by_guardian, at)
        _live(person, text.purpose, by_guardian).withdraw(at)
    consent = Consent.objects.create(
        person=person,
        anonymous_key=anonymous_key,
        purpose=text.purpose,
        text=text,
        given_by=giver,
        by_guardian=by_guardian,
        given_at=at,
        channel=channel,
    )
    detail = {"purpose": text.purpose, "version": text.version, "language": text.language, "by_guardian": by_guardian}
    audit.record(action="accounts.give_consent", at=at, actor=giver, target=consent, detail=detail)
    publish(ConsentGiven(consent_id=consent.pk, person_id=consent.person_id, purpose=text.purpose))
    return consent


def _check_giver(person: Person, giver: Person | None, by_guardian: bool, at: datetime) -> None:
    if by_guardian:
        confirmed = Guardianship.objects.filter(child=person, guardian=giver).exclude(confirmed_at=None)
        if not guardian_needed(person.born_on, at.date()) or not confirmed.exists():
            raise ConsentNotPossibleError("only a confirmed guardian of a child under 16 agrees for another person")
    elif not own_consent_needed(person.born_on, at.date()):
        raise ConsentNotPossibleError("under 7 the guardian agrees")


def _live(person: Person, purpose: str, by_guardian: bool) -> ConsentQuerySet:
    return Consent.objects.filter(person=person, purpose=purpose, by_guardian=by_guardian).live()


@transaction.atomic
def withdraw_consent(*, person: Person, purpose: str, by: Person, at: datetime) -> int:
    """Take back all live consents of a person for one purpose; child and guardian may each do so. Returns how many."""
    live = list(Consent.objects.filter(person=person, purpose=purpose).live())
    Consent.objects.filter(pk__in=[consent.pk for consent in live]).withdraw(at)
    for consent in live:
        audit.record(action="accounts.withdraw_consent", at=at, actor=by, target=consent, detail={"purpose": purpose})
        publish(ConsentWithdrawn(consent_id=consent.pk, person_id=person.pk, purpose=purpose))
    return len(live)


@transaction.atomic
def set_consents(*, person: Person, texts: Iterable[ConsentText], ticked: set[str], by: Person, at: datetime) -> None:
    """Bring the ledger in step with a page of boxes: new ticks are given, removed ones withdrawn, the rest stay."""
    for text in texts:
        stands = _live(person, text.purpose, by.pk != person.pk).exists()
        if text.purpose in ticked and not stands:
            give_consent(text=text, person=person, given_by=by, at=at)
        elif text.purpose not in ticked and stands:
            withdraw_consent(person=person, purpose=text.purpose, by=by, at=at)


@transaction.atomic
def ask_guardian(*, child: Person, phone: str, at: datetime) -> Guardianship:
    """Name a guardian by phone; the account of that phone, now or later, is asked to confirm."""
    guardian = Person.objects.filter(phone=phone).exclude(phone_verified_at=None).exclude(pk=child.pk).first()
    if phone == child.phone:
        raise ConsentNotPossibleError("a child is not the own guardian")
    guardianship, _made = Guardianship.objects.get_or_create(
        child=child, phone=phone, defaults={"guardian": guardian, "asked_at": at}
    )
    audit.record(action="accounts.ask_guardian", at=at, actor=child, target=child)
    return guardianship


@transaction.atomic
def confirm_guardian(*, guardianship: Guardianship, by: Person, at: datetime) -> None:
    """The guardian says yes. Raises ConsentNotPossibleError for anyone else, and for a guardian who is a child."""
    if guardianship.guardian_id != by.pk or guardian_needed(by.born_on, at.date()):
        raise ConsentNotPossibleError("only the named, grown-up guardian confirms")
    guardianship.confirmed_at = at
    guardianship.save(update_fields=["confirmed_at"])
    audit.record(action="accounts.confirm_guardian", at=at, actor=by, target=guardianship.child)
