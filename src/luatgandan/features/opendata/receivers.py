"""When a law changes, other houses can see it at once."""

from luatgandan.features.library.events import DocumentPublished, ProvisionChanged, ValidityChanged
from luatgandan.lib.events import receives

from . import tasks

LAWS = "van-ban"


@receives(DocumentPublished)
@receives(ProvisionChanged)
@receives(ValidityChanged)
def on_law_changed(event: DocumentPublished | ProvisionChanged | ValidityChanged) -> None:
    tasks.stamp.enqueue(LAWS, str(event.document_id))
