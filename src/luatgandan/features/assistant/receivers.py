"""When the law changes, answers that rest on it are flagged; people who are forgotten."""

from luatgandan.features.library.events import ProvisionChanged, ValidityChanged
from luatgandan.foundation.accounts.events import ConsentWithdrawn, PersonErased
from luatgandan.lib.events import receives

from . import services, tasks


@receives(ProvisionChanged)
def on_provision_changed(event: ProvisionChanged) -> None:
    tasks.recall.enqueue(event.document_id, list(event.eids), event.on.isoformat())


@receives(ValidityChanged)
def on_validity_changed(event: ValidityChanged) -> None:
    tasks.recall.enqueue(event.document_id, [], event.on.isoformat())


@receives(ConsentWithdrawn)
def on_consent_withdrawn(event: ConsentWithdrawn) -> None:
    if event.purpose == services.HISTORY:
        services.forget_asked(person=event.person_id)


@receives(PersonErased)
def on_person_erased(event: PersonErased) -> None:
    services.forget_person(person_id=event.person_id)
