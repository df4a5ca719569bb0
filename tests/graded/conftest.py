"""An index of the starter content on disk, and the same with real laws in it."""

import json
import lzma
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from luatgandan.backends.search import get_search
from luatgandan.features.library.models import Citation
from luatgandan.features.library.services.folders import files_in, import_path
from luatgandan.foundation.modules.registry import Module, Starter, modules
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.search.pipeline.values import SearchQuery
from luatgandan.foundation.search.queries import search
from luatgandan.foundation.search.services import rebuild_index

from .grading import (
    Query,
    Row,
    Run,
    address,
    complaints,
    grade,
    group,
    read_baseline,
    read_queries,
    table,
    write_baseline,
)

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SHARED_DATA = Path(os.environ.get("LUATGANDAN_SHARED_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")
LAWS = {
    "laws/vbpl_documents.jsonl.xz": (
        "13/2022/QH15", "19/2023/QH15", "23/2004/QH11", "25/2018/QH14", "31/2024/QH15", "45/2019/QH14", "91/2015/QH13",
    ),
    "laws/congbao_documents.jsonl.xz": ("41/2024/QH15",),
}  # fmt: skip
UNLABELLED = frozenset({"qa"})
"""Rooms whose starter content came after the labels were written: they name none of it."""
DECREE = "files/docx/168_2024_ND-CP_619502.docx"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-baseline", action="store_true", help="tests/graded: make today's figures the baseline")


@pytest.fixture(scope="module")
def starter(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The starter content that the labels know, in an index of Tantivy that is gone afterwards."""
    with (
        TemporaryDirectory() as folder,
        override_settings(SEARCH=_tantivy(folder)),
        time_machine.travel(NOW),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        get_search.cache_clear()
        _load(module for module in modules() if module.name not in UNLABELLED)
        yield
        transaction.set_rollback(True)
    get_search.cache_clear()
    content_changed()  # what was remembered of the starter content


def _load(rooms: Iterable[Module]) -> None:
    """Their starter content and the index of everything."""
    found = [one for room in rooms for one in room.offers if isinstance(one, Starter)]
    for one in sorted(found, key=lambda one: one.order):
        if one.order < 1000:  # the index comes last, and is built here
            one.load()
    rebuild_index()


def _tantivy(folder: str) -> dict[str, object]:
    return {"BACKEND": "luatgandan.backends.search.tantivy.TantivySearch", "OPTIONS": {"folder": folder}}


@pytest.fixture(scope="module")
def starter_run(starter: None) -> Run:
    """All queries against the starter content."""
    return _run(read_queries())


@pytest.fixture(scope="module")
def beside_run(starter: None) -> Run:
    """All queries where content that no label names stands beside what they name."""
    _load(module for module in modules() if module.name in UNLABELLED)
    return _run(read_queries())


@pytest.fixture(scope="module")
def laws_run(starter_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All queries, with the articles that the best answers cite, against starter content and real laws."""
    if not SHARED_DATA.is_dir():
        pytest.skip("Không có dữ liệu luật (shared/data cạnh thư mục dự án, hoặc LUATGANDAN_SHARED_DATA).")
    folder = tmp_path_factory.mktemp("laws")
    chosen = [_chosen(SHARED_DATA / name, numbers, folder) for name, numbers in LAWS.items()]
    for task in files_in([*chosen, SHARED_DATA / DECREE]):
        outcome = import_path(task=task, at=NOW)
        assert outcome.articles, outcome.message
    rebuild_index()
    return _run(_with_articles(read_queries()))


def _chosen(path: Path, numbers: Iterable[str], folder: Path) -> Path:
    """The rows about these documents, as an export of their own."""
    copy = folder / path.name.removesuffix(".xz")
    wanted = set(numbers)
    with lzma.open(path, "rt", encoding="utf-8") as rows, copy.open("w", encoding="utf-8") as file:
        file.writelines(row for row in rows if json.loads(row)["so_hieu"] in wanted)
    return copy


def _with_articles(queries: Iterable[Query]) -> Iterator[Query]:
    """An article that an answer cites is a good answer too."""
    cited: dict[str, set[str]] = {}
    for row in Citation.objects.of_rooms().exclude(article="").select_related("document"):
        if row.document:
            cited.setdefault(address(row.url), set()).add(address(row.target_url))
    for query in queries:
        answers = [one for one, grade in query.expected.items() if grade == 3]
        articles = {article: 2 for one in answers for article in cited.get(one, ())}
        yield Query(query.text, query.kind, articles | dict(query.expected))


def hold_to_baseline(part: str, run: Run, *, writes: bool) -> None:
    """Prints what is reached and fails below the baseline of `part`."""
    print(f"\n{part}\n{table(run)}")
    if writes:
        write_baseline(part, run)
    baseline = read_baseline(part)
    assert baseline["figures"], "no baseline: pytest tests/graded --write-baseline"
    assert set(baseline["ndcg"]) == {one.text for one in run.queries}, "queries changed: renew the baseline"
    told = complaints(run, baseline)
    assert not told, "\n".join((f"{part}: search got worse", *told))


def _run(queries: Iterable[Query]) -> Run:
    held = addresses()
    known = [one.within(held) for one in queries]
    return Run(known, [_rows(one) for one in known])


def addresses() -> set[str]:
    """Of everything in the index."""
    engine = get_search()
    ids = [one for one, _digest in engine.digests()]
    return {address(one.stored["url"]) for one in engine.fetch(ids)}


def _rows(query: Query) -> list[Row]:
    """What a reader sees: where the site jumps to stands first; dictionary words and the first result in one view."""
    worth = partial(grade, expected=query.expected)
    results = search(SearchQuery(text=query.text), today=NOW.date())
    rows = [Row(address(one.url), tuple(address(other.url) for other in one.more)) for one in results.results]
    words = sorted((Row(address(one.url)) for one in results.words), key=worth, reverse=True)[:1]  # one line of them
    rows = [*sorted([*rows[:1], *words], key=worth, reverse=True), *rows[1:]]
    if not results.jump:
        return rows
    first = Row(address(results.jump))
    return [first, *(one for one in rows if group(one.address) != group(first.address))]
