"""The acts of the library."""

from .changes import (
    ChangeRefusedError,
    Confirmed,
    confirm_change,
    confirm_changes,
    reject_change,
    renew_versions,
    undo_change,
)
from .citing import Cited, cite, note_lent
from .proposing import ProposedChange, propose_changes, renew_problems
from .relations import (
    Related,
    RelationRefusedError,
    decide_relation,
    refresh_around,
    relate,
    remove_relation,
    resolve_targets,
    state_relation,
)
from .reviews import (
    NOTIFICATION,
    OVER,
    decide_review,
    flag_document,
    flag_missing,
    flag_provisions,
    remind_of_reviews,
    settle_document,
    settle_source,
)
from .starter import load_documents, load_glossary
from .validity import refresh_validity

__all__ = [
    "NOTIFICATION",
    "OVER",
    "ChangeRefusedError",
    "Cited",
    "Confirmed",
    "ProposedChange",
    "Related",
    "RelationRefusedError",
    "cite",
    "confirm_change",
    "confirm_changes",
    "decide_relation",
    "decide_review",
    "flag_document",
    "flag_missing",
    "flag_provisions",
    "load_documents",
    "load_glossary",
    "note_lent",
    "propose_changes",
    "refresh_around",
    "refresh_validity",
    "reject_change",
    "relate",
    "remind_of_reviews",
    "remove_relation",
    "renew_problems",
    "renew_versions",
    "resolve_targets",
    "settle_document",
    "settle_source",
    "state_relation",
    "undo_change",
]
