"""A temporary index of a corpus, built by the house's own engine on all cores."""

import gc
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from luatgandan.backends.search.tantivy import TantivySearch
from luatgandan.foundation.modules.registry import SearchItem

from ..pipeline.building import all_entries, spread
from ..pipeline.tokens import ANALYSIS_VERSION
from ..ranking import Unit
from .citing import count_cited
from .corpus import ArticleRow, Row, read_corpus
from .documents import Read, read_row

_HEAP_MB = 512
_EVERY = 500


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus cut into items."""

    unit: Unit
    rows: int
    text_bytes: int
    items: list[SearchItem]
    seconds: float


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index told."""

    unit: Unit
    rows: int
    passages: int
    text_bytes: int
    read_seconds: float
    index_seconds: float
    index_bytes: int
    peak_rss_bytes: int

    def to_dict(self) -> dict[str, float | str]:
        """For the report, with what follows from the figures."""
        return asdict(self) | {
            "passages_per_second": round(self.passages / max(self.index_seconds, 1e-9)),
            "index_per_text": round(self.index_bytes / max(1, self.text_bytes), 2),
        }


def read_items(path: Path, *, is_quiet: bool = False) -> Corpus:
    """The items of all rows, with how many documents rest on each. Raises BadRowError."""
    started = time.perf_counter()
    sizes: list[int] = []
    is_article: set[bool] = set()

    def counted() -> Iterator[Row]:
        for row in read_corpus(path):
            sizes.append(len(row.text.encode()))
            is_article.add(isinstance(row, ArticleRow))
            yield row

    reads: list[Read] = []
    for read in spread(_read, counted()):
        reads.append(read)
        if not is_quiet and len(reads) % _EVERY == 0:
            say(f"đọc và tách: {len(reads)} dòng, {time.perf_counter() - started:.0f} giây")
    cited = count_cited([read.cites for read in reads])
    items = [replace(item, cited=cited[item.group]) for read in reads for item in read.items]
    unit: Unit = "article" if True in is_article else "document"
    return Corpus(unit, len(reads), sum(sizes), items, time.perf_counter() - started)


def build(corpus: Corpus, folder: Path) -> Built:
    """An index of the items in `folder`."""
    gc.freeze()  # the whole corpus is held: it is not looked through again and again for cycles
    engine = TantivySearch(folder, heap_mb=_HEAP_MB)
    started = time.perf_counter()
    passages = engine.rebuild(all_entries(corpus.items), version=ANALYSIS_VERSION)
    seconds = time.perf_counter() - started
    return Built(
        unit=corpus.unit,
        rows=corpus.rows,
        passages=passages,
        text_bytes=corpus.text_bytes,
        read_seconds=round(corpus.seconds, 1),
        index_seconds=round(seconds, 1),
        index_bytes=engine.status().size_bytes,
        peak_rss_bytes=peak_memory(),
    )


def peak_memory() -> int:
    """The most memory this process ever held, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage(2)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def say(text: str) -> None:
    """Progress, on the error stream."""
    print(text, file=sys.stderr, flush=True)


def _read(row: Row) -> list[Read]:
    return [read_row(row)]
