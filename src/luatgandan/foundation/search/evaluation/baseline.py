"""What anyone gets in ten lines: SQLite FTS5 over the same passages, any word of the question, its own BM25."""

import re
import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

_WORD = re.compile(r"\w+")
_LIMIT = 400


def build(path: Path, rows: Iterable[tuple[str, str]]) -> float:
    """Index (id, text); how many seconds it took."""
    started = time.perf_counter()
    with sqlite3.connect(path) as database:
        database.execute("CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, text, tokenize='unicode61')")
        database.executemany("INSERT INTO passages VALUES (?, ?)", rows)
    database.close()
    return time.perf_counter() - started


def search(path: Path, texts: Sequence[str]) -> tuple[list[list[str]], list[float]]:
    """Ids for each question, best first and each once, and how many seconds each took."""
    database = sqlite3.connect(path)
    orders, seconds = [], []
    for text in texts:
        started = time.perf_counter()
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(_WORD.findall(text.lower())))
        found = database.execute(
            "SELECT id FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT ?", (words, _LIMIT)
        )
        orders.append(list(dict.fromkeys(row[0] for row in found)))
        seconds.append(time.perf_counter() - started)
    database.close()
    return orders, seconds
