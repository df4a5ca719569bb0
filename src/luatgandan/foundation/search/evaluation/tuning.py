"""Making the profile of ranking out of corpora with labelled questions."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from ..pipeline.tokens import ANALYSIS_VERSION
from ..ranking import Model, Profile, Unit
from .asking import Asker
from .corpus import read_questions
from .indexing import build, read_items, say
from .measuring import apart
from .training import Boosted, Case, Cases, HeldOut, collect, cross_validate, model_of, train

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


Checked = tuple[Learnt, HeldOut, dict[str, float], dict[str, float]]  # … as typed, without marks


def prepare(corpus: Path, questions: Path, today: date, weights: Mapping[str, float], is_quiet: bool = False) -> Learnt:
    """The columns of all questions of one set; the index is thrown away. Raises BadRowError."""
    asked = read_questions(questions)
    with tempfile.TemporaryDirectory(prefix="luatgandan-search-") as folder:
        found = read_items(corpus, is_quiet=is_quiet)
        built = build(found, Path(folder))
        del found
        if not is_quiet:
            say(f"{corpus.name}: {built.passages} đoạn; tính đặc trưng của {len(asked)} câu hỏi")
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            read = partial(_columns, Path(folder), questions, built.unit, today, weights)
            (columns, typed), (_, bare) = pool.map(read, (False, True))
        cases = Cases(built.unit, columns, typed, bare, asked)
        return Learnt(built.unit, corpus.name, built.rows, built.passages, cases)


def _columns(
    folder: Path, questions: Path, unit: Unit, today: date, weights: Mapping[str, float], without_marks: bool
) -> tuple[tuple[str, ...], list[Case]]:
    """One form of all questions, for a process of its own."""
    asker = Asker(folder, Profile(weights=weights), unit, today)
    return collect(asker, read_questions(questions), without_marks=without_marks)


def prepare_all(sets: Sequence[tuple[Path, Path]], today: date, weights: Mapping[str, float]) -> list[Learnt]:
    """All sets, documents before articles. Raises SameUnitError."""
    found = [apart(prepare, corpus, questions, today, weights) for corpus, questions in sets]
    if len({one.unit for one in found}) < len(found):
        raise SameUnitError
    return sorted(found, key=lambda one: UNITS.index(one.unit))


def learn(sets: Sequence[Learnt], kept: Mapping[str, Model]) -> dict[Unit, Boosted]:
    """The trees of all questions of each set; `sets` as `prepare_all` orders them, `kept`: models that there are."""
    found: dict[Unit, Boosted] = {}
    for one in sets:
        cases = one.cases.of(set(range(len(one.cases.questions))))
        start = _start(one.unit, found, kept)
        found[one.unit] = train(cases, one.cases.columns, one.unit, start=start, threads=os.cpu_count() or 1)
    return found


def _start(unit: Unit, learnt: Mapping[Unit, Boosted], kept: Mapping[str, Model]) -> Model | None:
    """What the model of a unit goes on from: articles from that of documents, learnt now or kept."""
    if unit != "article":
        return None
    return model_of(learnt["document"]) if "document" in learnt else kept.get("document")


def checked(
    sets: Sequence[Learnt], learnt: Mapping[Unit, Boosted], kept: Mapping[str, Model], folds: int
) -> Iterator[Checked]:
    """The figures of each set for each way of holding out."""
    for one in sets:
        start = _start(one.unit, learnt, kept)
        for held_out in HELD_OUT:
            yield one, held_out, *cross_validate(one.cases, folds, held_out, start)


def tuned(sets: Sequence[Learnt], learnt: Mapping[Unit, Boosted], kept: Profile, about: Mapping[str, Any]) -> Profile:
    """The profile of what was learnt from all questions; what no set was given for stays as it is in `kept`."""
    models: dict[str, Model] = {unit: model_of(one) for unit, one in learnt.items()}
    described = [
        {"name": one.name, "rows": one.rows, "passages": one.passages, "questions": len(one.cases.questions)}
        for one in sets
    ]
    before = {"kept": dict(kept.about)} if kept.models.keys() - models.keys() else {}
    told = {**about, "analysis": ANALYSIS_VERSION, "sets": described, **before}
    return Profile(kept.weights, {**kept.models, **models}, told)
