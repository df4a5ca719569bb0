"""Making a backup, putting it back, proving it."""

from .journal import apply_journal, keep_journal
from .journal import places as journal_places
from .making import Made, forget_old, make_backup
from .moving import Moved, move_database
from .proving import prove
from .restoring import Opened, Restored, open_backup, restore_backup

__all__ = [
    "Made",
    "Moved",
    "Opened",
    "Restored",
    "apply_journal",
    "forget_old",
    "journal_places",
    "keep_journal",
    "make_backup",
    "move_database",
    "open_backup",
    "prove",
    "restore_backup",
]
