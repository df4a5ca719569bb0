"""Acts on organisations."""

from .details import Contact, update_contact
from .imports import Applied, NotAppliedError, apply_import, apply_report, keep_upload
from .rehearsal import Effect, rehearse
from .starter import load_starter
from .states import TreeError
from .tree import (
    Act,
    NewOrganisation,
    close_organisation,
    create_organisation,
    merge_organisations,
    move_organisation,
    rename_organisation,
    split_organisation,
)

__all__ = [
    "Act",
    "Applied",
    "Contact",
    "Effect",
    "NewOrganisation",
    "NotAppliedError",
    "TreeError",
    "apply_import",
    "apply_report",
    "close_organisation",
    "create_organisation",
    "keep_upload",
    "load_starter",
    "merge_organisations",
    "move_organisation",
    "rehearse",
    "rename_organisation",
    "split_organisation",
    "update_contact",
]
