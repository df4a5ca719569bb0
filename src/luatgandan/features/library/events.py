"""Facts the library tells the house. eIds go down to the clause or point that really changed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DocumentPublished:
    """A document got its text (or another text); `eids` are its provisions that are new."""

    document_id: int
    eids: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProvisionChanged:
    """These units of a document read otherwise from the day `on`; `is_undone`: they read again as before."""

    document_id: int
    eids: tuple[str, ...]
    on: date
    by_document_id: int | None = None
    is_undone: bool = False


@dataclass(frozen=True)
class ValidityChanged:
    """What is known of a document's validity changed: from the day `on` it is `new`, not `old` as was thought."""

    document_id: int
    old: str
    new: str
    on: date
    by_document_id: int | None = None


@dataclass(frozen=True)
class RecordPublished:
    """A record of the repository became public, or its public content changed."""

    record_id: int


@dataclass(frozen=True)
class RecordWithdrawn:
    """A record is no longer public; its address tells so."""

    record_id: int


@dataclass(frozen=True)
class ReviewsChanged:
    """Reviews of these things of a room (`model` "portal.topicpage") were raised or decided."""

    model: str
    object_ids: tuple[int, ...]
