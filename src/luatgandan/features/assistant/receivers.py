"""When the law changes, answers that rest on it are flagged."""

from luatgandan.features.library.events import ProvisionChanged, ValidityChanged
from luatgandan.lib.events import receives

from . import tasks


@receives(ProvisionChanged)
def on_provision_changed(event: ProvisionChanged) -> None:
    tasks.recall.enqueue(event.document_id, list(event.eids), event.on.isoformat())


@receives(ValidityChanged)
def on_validity_changed(event: ValidityChanged) -> None:
    tasks.recall.enqueue(event.document_id, [], event.on.isoformat())
