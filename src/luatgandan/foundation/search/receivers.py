"""On a fact, enqueue one task."""

from luatgandan.lib.events import receives

from . import services, tasks
from .events import ChangesNoted, IndexLost, SavedSearchUnconfirmed


@receives(ChangesNoted)
def on_changes_noted(event: ChangesNoted) -> None:
    if services.ask_for_indexing():
        tasks.index_changes.enqueue()


@receives(IndexLost)
def on_index_lost(event: IndexLost) -> None:
    tasks.rebuild_index.enqueue()


@receives(SavedSearchUnconfirmed)
def on_saved_search_unconfirmed(event: SavedSearchUnconfirmed) -> None:
    tasks.send_confirmation.enqueue(event.saved_search_id)
