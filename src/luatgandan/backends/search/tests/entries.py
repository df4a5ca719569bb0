"""Entries to ask for, and short ways of asking."""

from collections.abc import Callable
from itertools import pairwise

from luatgandan.backends.search import Clause, Entry, Field, Filter, Occur, Plan, SearchEngine
from luatgandan.lib.vietnamese import fold

Make = Callable[[], SearchEngine]


def entry(
    key: str,
    body: str,
    *,
    group: str = "",
    title: str = "",
    names: str = "",
    kind: str = "article",
    audience: str = "",
    valid: tuple[int, int] = (0, 9_999_999),
    issued: int = 0,
) -> Entry:
    """An entry with folded twins of its texts."""
    folded = fold(body)
    words = folded.split()
    fields = {
        Field.NAMES: names,
        Field.TITLE: fold(title),
        Field.TITLE_MARKED: title,
        Field.BODY: folded,
        Field.BODY_MARKED: body,
        Field.PAIRS: " ".join(map("_".join, pairwise(words))),
    }
    return Entry(
        id=key,
        group=group or key,
        fields=fields,
        facets={"kind": (kind,), "audience": tuple(audience.split())},
        numbers={"valid_from": valid[0], "valid_to": valid[1]} | ({"issued_on": issued} if issued else {}),
        stored={"text": body, "path": ["Luật", "Chương I"]},
        digest=f"d-{body}",
    )


ENTRIES = [
    entry("1", "đường sắt và đường bộ", group="a", title="giao thông", names="168-2024-nd-cp nd-168"),
    entry("2", "dương tính với chất cấm", group="a", title="y tế", audience="nguoi-dan"),
    entry("3", "con đường làng", group="b", kind="question", audience="nguoi-dan can-bo", valid=(100, 200)),
    entry("4", "đất đai của làng", group="c", kind="topic", valid=(200, 300)),
]


def look(engine: SearchEngine, *clauses: Clause, filters: tuple[Filter, ...] = ()) -> list[str]:
    """The ids that are found, best first."""
    return [one.id for one in engine.search(Plan(clauses=clauses, filters=filters)).candidates]


def marked(term: str, occur: Occur = Occur.SHOULD, *, weight: float = 1.0, is_prefix: bool = False) -> Clause:
    return Clause(field=Field.BODY_MARKED, term=term, weight=weight, occur=occur, is_prefix=is_prefix)
