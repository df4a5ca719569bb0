"""Acts on questions of banks."""

from .banks import mark_bank
from .errors import BankError, FaultyError, MissingWordsError, NotAllowedError, ReadAgainError, WrongStateError
from .exporting import export_items
from .exposing import count_papers
from .importing import Plan, RowState, import_items, keep_files, plan_import, plan_rows
from .keeping import forget_files, keep_file, keep_uploads
from .reading import note_reading
from .reviewing import approve_item, check_item, give_back, put_in_use, restore_item, retire_item
from .telling import DESK_KIND, tell_waiting
from .writing import Written, add_item, create_item, open_bank, save_version

__all__ = [
    "DESK_KIND",
    "BankError",
    "FaultyError",
    "MissingWordsError",
    "NotAllowedError",
    "Plan",
    "ReadAgainError",
    "RowState",
    "Written",
    "WrongStateError",
    "add_item",
    "approve_item",
    "check_item",
    "count_papers",
    "create_item",
    "export_items",
    "forget_files",
    "give_back",
    "import_items",
    "keep_file",
    "keep_files",
    "keep_uploads",
    "mark_bank",
    "note_reading",
    "open_bank",
    "plan_import",
    "plan_rows",
    "put_in_use",
    "restore_item",
    "retire_item",
    "save_version",
    "tell_waiting",
]
