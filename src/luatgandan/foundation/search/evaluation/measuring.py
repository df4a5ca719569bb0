"""The figures of one corpus: built, asked, and the same with plain SQLite FTS5, each step in a process of its own.

A process of its own, because memory while serving is not memory while building.
"""

import gc
import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from ..pipeline.passages import entries_of
from ..ranking import Unit, load_profile
from . import baseline
from .asking import Asker, asked
from .corpus import Question, read_questions
from .indexing import Built, Corpus, build, peak_memory, read_items, say
from .metrics import figures, percentile

_EVERY = 200
_TYPED = (2, 6, 15)  # letters of a question, when suggestions are asked for
_BASELINE_QUESTIONS = 500  # FTS5 takes some tenths of a second for each
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be measured."""

    corpus: Path
    questions: Path
    today: date
    profile: Path | None = None
    without_marks: bool = False
    with_baseline: bool = False
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """Orders of ids, what asking took, and what suggestions took while the question was typed."""

    orders: list[list[str]]
    seconds: list[float]
    typing: list[float]
    peak_rss_bytes: int


def evaluate(task: Task) -> dict[str, Any]:
    """All figures of `task`. Raises BadRowError."""
    questions = read_questions(task.questions)
    with tempfile.TemporaryDirectory(prefix="luatgandan-search-") as folder:
        built, plain_seconds = apart(prepare, task, Path(folder))
        answers = apart(answer, task, Path(folder), built.unit)
        found: dict[str, Any] = {
            "corpus": task.corpus.name,
            "questions": len(questions),
            "unit": built.unit,
            "without_marks": task.without_marks,
            "profile": dict(load_profile(task.profile).about),
            "index": built.to_dict(),
            "quality": figures(answers.orders, [one.relevant for one in questions]),
            "latency_ms": _latency(answers.seconds),
            "suggestions_ms": _latency(answers.typing),
            "serving_peak_rss_bytes": answers.peak_rss_bytes,
        }
        if task.with_baseline:
            found["baseline_fts5"] = _baseline(task, Path(folder), built, plain_seconds, questions)
    return found


def prepare(task: Task, folder: Path) -> tuple[Built, float]:
    """The index of the corpus in `folder`, and that of the baseline with the seconds it took."""
    corpus = read_items(task.corpus, is_quiet=task.is_quiet)
    if not task.is_quiet:
        say(f"lập chỉ mục: {len(corpus.items)} mục từ {corpus.rows} dòng")
    built = build(corpus, folder / "index")
    seconds = 0.0
    if task.with_baseline:
        if not task.is_quiet:
            say("lập chỉ mục SQLite FTS5 để so sánh")
        seconds = baseline.build(folder / "fts5.sqlite3", _plain_rows(corpus))
    return built, seconds


def answer(task: Task, folder: Path, unit: Unit) -> Answers:
    """All questions put to the index."""
    asker = Asker(folder / "index", load_profile(task.profile), unit, task.today)
    gc.collect()
    gc.freeze()  # as a web process does at its start
    orders, seconds, typing = [], [], []
    for count, question in enumerate(read_questions(task.questions), start=1):
        text = asked(question.text, without_marks=task.without_marks)
        order, took = asker.order(text)
        orders.append(order)
        seconds.append(took)
        typing += [asker.suggest(text[:letters]) for letters in _TYPED]
        if not task.is_quiet and count % _EVERY == 0:
            say(f"hỏi: {count} câu, trung vị {percentile(seconds, 0.5) * 1000:.1f} ms")
    return Answers(orders, seconds, typing, peak_memory())


def apart(function: Callable[..., Result], *values: Any) -> Result:
    """What `function` returns, run in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *values).result()


def _baseline(task: Task, folder: Path, built: Built, seconds: float, questions: Sequence[Question]) -> dict[str, Any]:
    """The same figures of SQLite FTS5, on at most some hundred questions evenly taken."""
    step = max(1, len(questions) // _BASELINE_QUESTIONS)
    chosen = questions[::step][:_BASELINE_QUESTIONS]
    path = folder / "fts5.sqlite3"
    orders, took = baseline.search(path, [asked(one.text, without_marks=task.without_marks) for one in chosen])
    return {
        "questions": len(chosen),
        "index_seconds": round(seconds, 1),
        "passages_per_second": round(built.passages / max(seconds, 1e-9)),
        "index_bytes": os.path.getsize(path),
        "quality": figures(orders, [one.relevant for one in chosen]),
        "latency_ms": _latency(took),
    }


def _plain_rows(corpus: Corpus) -> list[tuple[str, str]]:
    """The same passages as plain text, by the id that questions name."""
    rows = []
    for item in corpus.items:
        name = " ".join((*item.path, item.title))
        for entry in entries_of(item):
            key = entry.group if corpus.unit == "document" else entry.id.rpartition("#")[0]
            rows.append((key, f"{name}\n{entry.stored['text']}"))
    return rows


def _latency(seconds: Sequence[float]) -> dict[str, float]:
    return {f"p{share}": round(percentile(seconds, share / 100) * 1000, 2) for share in (50, 95, 99)}
