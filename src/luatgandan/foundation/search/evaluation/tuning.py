"""Making the profile of ranking out of corpora with labelled questions."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..pipeline.tokens import ANALYSIS_VERSION
from ..ranking import Model, Profile, Unit
from .asking import Asker
from .corpus import read_questions
from .indexing import build, read_items, say
from .measuring import apart
from .training import Cases, HeldOut, collect, cross_validate, model_of, train

UNITS: tuple[Unit, ...] = ("document", "article")
HELD_OUT: tuple[HeldOut, ...] = ("questions", "answers")


class SameUnitError(ValueError):
    """Two sets of one unit: a profile has one model for each."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What is known of one set."""

    unit: Unit
    name: str
    rows: int
    passages: int
    cases: Cases


def prepare(corpus: Path, questions: Path, today: date, weights: Mapping[str, float], is_quiet: bool = False) -> Learnt:
    """The columns of all questions of one set; the index is thrown away. Raises BadRowError."""
    asked = read_questions(questions)
    with tempfile.TemporaryDirectory(prefix="luatgandan-search-") as folder:
        found = read_items(corpus, is_quiet=is_quiet)
        built = build(found, Path(folder))
        del found
        if not is_quiet:
            say(f"{corpus.name}: {built.passages} đoạn; tính đặc trưng của {len(asked)} câu hỏi")
        asker = Asker(Path(folder), Profile(weights=weights), built.unit, today)
        return Learnt(built.unit, corpus.name, built.rows, built.passages, collect(asker, asked))


def prepare_all(sets: Sequence[tuple[Path, Path]], today: date, weights: Mapping[str, float]) -> list[Learnt]:
    """All sets, documents before articles. Raises SameUnitError."""
    found = [apart(prepare, corpus, questions, today, weights) for corpus, questions in sets]
    if len({one.unit for one in found}) < len(found):
        raise SameUnitError
    return sorted(found, key=lambda one: UNITS.index(one.unit))


def checked(sets: Sequence[Learnt], folds: int) -> Iterator[tuple[Learnt, HeldOut, dict[str, float], dict[str, float]]]:
    """(set, what was held out, figures as typed, without marks)."""
    for one in sets:
        for held_out in HELD_OUT:
            yield one, held_out, *cross_validate(one.cases, folds, held_out)


def fit(one: Learnt) -> list[Any]:
    """Boosters of all questions of a set."""
    return train(one.cases.of(set(range(len(one.cases.questions)))), one.cases.columns, one.unit)


def tuned(
    sets: Sequence[Learnt],
    boosters: Mapping[Unit, Sequence[Any]],
    weights: Mapping[str, float],
    about: Mapping[str, Any],
) -> Profile:
    """The profile of what was learnt from all questions."""
    models: dict[str, Model] = {one.unit: model_of(boosters[one.unit], one.cases.columns) for one in sets}
    described = [
        {"name": one.name, "rows": one.rows, "passages": one.passages, "questions": len(one.cases.questions)}
        for one in sets
    ]
    return Profile(weights, models, {**about, "analysis": ANALYSIS_VERSION, "sets": described})
