"""Acts on questions of banks."""

from .errors import BankError, FaultyError, MissingWordsError, NotAllowedError, ReadAgainError, WrongStateError
from .reviewing import approve_item, check_item, give_back, put_in_use, restore_item, retire_item
from .writing import Written, add_item, create_item, open_bank, save_version

__all__ = [
    "BankError",
    "FaultyError",
    "MissingWordsError",
    "NotAllowedError",
    "ReadAgainError",
    "Written",
    "WrongStateError",
    "add_item",
    "approve_item",
    "check_item",
    "create_item",
    "give_back",
    "open_bank",
    "put_in_use",
    "restore_item",
    "retire_item",
    "save_version",
]
