"""The graded set as plain values: queries with what answers them, and figures of what a search gave."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from pathlib import Path
from statistics import mean
from typing import Any

HERE = Path(__file__).parent
QUERIES, BASELINE = HERE / "queries.tsv", HERE / "baseline.json"
DEPTH = 10
BEST = 3
TOLERANCE = 0.005
FIGURES = ("ndcg", "mrr", "first", "top3")


@dataclass(frozen=True)
class Query:
    """What somebody types, and the addresses that answer it: 3 = the answer, 2 = good, 1 = related."""

    text: str
    kind: str
    expected: Mapping[str, int]

    def within(self, addresses: Iterable[str]) -> "Query":
        """The same, expecting only what the index holds."""
        held = set(addresses)
        return replace(self, expected={one: grade for one, grade in self.expected.items() if one in held})


@dataclass(frozen=True)
class Row:
    """One result as the page shows it: its address, and the few others of the same document below it."""

    address: str
    below: tuple[str, ...] = ()


def read_queries(path: Path = QUERIES) -> list[Query]:
    """The set."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Query(
                row["query"], row["kind"], {one: int(grade) for one, _, grade in map(_halved, row["expected"].split())}
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _halved(text: str) -> tuple[str, str, str]:
    return text.rpartition("=")


def address(url: str) -> str:
    """What a result is known by: its path; a clause or a point counts as its article."""
    return url.partition("?")[0].partition("/khoan-")[0].rstrip("/") + "/" if "#" not in url else url


def group(one: str) -> str:
    """What a page shows as one row: a document with its articles; a question of a topic is a row of its own."""
    return whole(one) if one.startswith("/van-ban/") else one


def whole(one: str) -> str:
    """What an address is a part of: the document of an article, the topic of a question."""
    parts = one.split("/")
    return "/".join((*parts[:3], "")) if parts[1] in ("chu-de", "van-ban") else one


def grade(row: Row, expected: Mapping[str, int]) -> int:
    """What a row is worth; what stands only in small print below its result counts one less."""
    below = max((_worth(one, expected) for one in row.below), default=0)
    return max(_worth(row.address, expected), below - 1)


def _worth(one: str, expected: Mapping[str, int]) -> int:
    """Of one address: a part of what is expected (another article of the law) counts one less than the whole."""
    return expected.get(one) or max(0, expected.get(whole(one), 0) - 1)


def figures(rows: Sequence[Row], expected: Mapping[str, int]) -> dict[str, float]:
    """nDCG, reciprocal rank and success of one search, over the first ten rows.

    Gains are 2^grade - 1 (Burges et al. 2005). Rank and success ask for the best that the index holds.
    """
    grades = [grade(row, expected) for row in rows[:DEPTH]]
    best = max(expected.values())
    rank = next((place for place, one in enumerate(grades, start=1) if one == best), 0)
    return {
        "ndcg": _dcg(grades) / _dcg(_ideal(expected)),
        "mrr": 1 / rank if rank else 0.0,
        "first": float(rank == 1),
        "top3": float(1 <= rank <= 3),
    }


def _ideal(expected: Mapping[str, int]) -> list[int]:
    best: dict[str, int] = {}
    for one, worth in expected.items():
        best[group(one)] = max(worth, best.get(group(one), 0))
    return sorted(best.values(), reverse=True)[:DEPTH]


def _dcg(grades: Iterable[int]) -> float:
    return float(sum((2**one - 1) / log2(place + 1) for place, one in enumerate(grades, start=1)))


@dataclass(frozen=True)
class Run:
    """All searches of the set: what was expected, what came, and the figures of each."""

    queries: Sequence[Query]
    rows: Sequence[Sequence[Row]]

    @property
    def each(self) -> list[dict[str, float]]:
        """The figures of each query."""
        return [figures(rows, query.expected) for query, rows in zip(self.queries, self.rows, strict=True)]

    def summary(self) -> dict[str, dict[str, float]]:
        """The mean figures over all and of each kind."""
        each = self.each
        kinds = {"all": each}
        for query, one in zip(self.queries, each, strict=True):
            kinds.setdefault(query.kind, []).append(one)
        return {
            kind: {"queries": len(rows)} | {name: round(mean(one[name] for one in rows), 4) for name in FIGURES}
            for kind, rows in kinds.items()
        }

    def to_dict(self) -> dict[str, Any]:
        """For the baseline: the means, and nDCG of each query, for telling which got worse."""
        each = zip(self.queries, self.each, strict=True)
        return {"figures": self.summary(), "ndcg": {query.text: round(one["ndcg"], 3) for query, one in each}}


def complaints(run: Run, baseline: Mapping[str, Any]) -> list[str]:
    """What is below the baseline: figures first, then the queries that got worse with what came instead."""
    now = run.summary()
    fallen = [
        f"{kind}: {name} {now[kind][name]:.3f} < {then[name]:.3f}"
        for kind, then in baseline["figures"].items()
        for name in FIGURES
        if now[kind][name] < then[name] - TOLERANCE
    ]
    return [*fallen, *_worse(run, baseline["ndcg"])] if fallen else []


def _worse(run: Run, before: Mapping[str, float]) -> Iterator[str]:
    for query, rows, one in zip(run.queries, run.rows, run.each, strict=True):
        if one["ndcg"] < before.get(query.text, 0.0) - TOLERANCE:
            best = [name for name, worth in query.expected.items() if worth == max(query.expected.values())]
            came = ", ".join(row.address for row in rows[:3]) or "nothing"
            fall = f"{before[query.text]:.2f} → {one['ndcg']:.2f}"
            yield f"  {query.text!r} {fall}: wanted {', '.join(best)}; came {came}"


def table(run: Run) -> str:
    """The means, for people."""
    lines = [f"{'':14}{'queries':>8}" + "".join(f"{name:>8}" for name in FIGURES)]
    for kind, row in run.summary().items():
        lines.append(f"{kind:14}{row['queries']:8.0f}" + "".join(f"{row[name]:8.3f}" for name in FIGURES))
    return "\n".join(lines)


def read_baseline(part: str) -> dict[str, Any]:
    """What was reached when the baseline was made; empty for a part that never was measured."""
    known: dict[str, dict[str, Any]] = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    return known.get(part, {"figures": {}, "ndcg": {}})


def write_baseline(part: str, run: Run) -> None:
    """Make what is reached now the mark for later."""
    known = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    text = json.dumps({**known, part: run.to_dict()}, ensure_ascii=False, indent=1, sort_keys=True)
    BASELINE.write_text(text + "\n", encoding="utf-8")
