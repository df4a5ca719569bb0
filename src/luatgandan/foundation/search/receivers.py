"""On a fact, enqueue one task."""

from luatgandan.lib.events import receives

from . import services, tasks
from .events import ChangesNoted, IndexLost


@receives(ChangesNoted)
def on_changes_noted(event: ChangesNoted) -> None:
    if services.ask_for_indexing():
        tasks.index_changes.enqueue()


@receives(IndexLost)
def on_index_lost(event: IndexLost) -> None:
    tasks.rebuild_index.enqueue()
