"""Learning to rank from labelled questions: LambdaMART over the columns of `ranking`, checked by cross-validation.

LightGBM is needed here only; serving reads the trees with numpy. Questions that share an answer stay in one fold, for
a document that was learnt by heart would flatter the figures. Each question is learnt twice, also
without marks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..ranking import Model
from ..ranking.forest import Forest
from .asking import Asker, asked
from .corpus import Question
from .metrics import figures

Floats = NDArray[np.float32]
PARAMETERS: Mapping[str, Any] = {
    "objective": "lambdarank",
    "learning_rate": 0.06,
    "num_leaves": 15,
    "max_depth": 7,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "lambdarank_truncation_level": 12,
    "label_gain": [0, 1],
    "max_bin": 63,
    "force_col_wise": True,
    "verbosity": -1,
}
ROUNDS = 200
FAMILIES: Mapping[str, tuple[str, ...]] = {  # by the beginning or a part of the names of columns
    "engine": ("engine", "found"),
    "words": ("words", "likelihood", "cover"),
    "marks": ("marked",),
    "headings": ("title", "path"),
    "neighbours": ("pairs", "gapped", "run", "triples", "near", "wide"),
    "passages": ("sum", "second", "third", "fading", "passages"),
    "document": ("year", "cited", "articles", "standing", "kin", "bears"),
    "intent": ("asks", "tells", "query"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One question as a model sees it: keys of groups, their columns, and which of them answer."""

    question: int
    keys: tuple[str, ...]
    rows: Floats
    labels: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Cases:
    """All questions of one set, as typed and without marks."""

    columns: tuple[str, ...]
    typed: list[Case]
    bare: list[Case]
    relevant: list[frozenset[str]]

    def of(self, questions: set[int]) -> list[Case]:
        """Both forms of these questions, where there is something to learn."""
        return [one for one in (*self.typed, *self.bare) if one.question in questions and one.labels.any()]


def collect(asker: Asker, questions: Sequence[Question]) -> Cases:
    """What the engine finds for each question, as columns."""
    columns: tuple[str, ...] = ()
    forms: list[list[Case]] = []
    for without_marks in (False, True):
        cases = []
        for number, question in enumerate(questions):
            table = asker.table(asked(question.text, without_marks=without_marks))
            if table is None:
                continue
            columns = tuple(table.columns)
            labels = np.array([key in question.relevant for key in table.keys], np.int8)
            cases.append(Case(number, table.keys, table.matrix(columns), labels))
        forms.append(cases)
    return Cases(columns, forms[0], forms[1], [one.relevant for one in questions])


def train(cases: Sequence[Case], columns: Sequence[str], *, start: Any = None, seed: int = 1) -> Any:
    """A LightGBM booster; goes on from `start`, a booster over the same columns."""
    import lightgbm  # noqa: PLC0415  # only who tunes has it

    data = lightgbm.Dataset(
        np.concatenate([one.rows for one in cases]),
        np.concatenate([one.labels for one in cases]),
        group=[len(one.keys) for one in cases],
        feature_name=list(columns),
        free_raw_data=False,
    )
    return lightgbm.train({**PARAMETERS, "seed": seed}, data, ROUNDS, init_model=start)


def model_of(booster: Any, columns: Sequence[str]) -> Model:
    """The booster for serving: only columns that a tree asks for."""
    trees = booster.dump_model()["tree_info"]
    used = sorted({place for tree in trees for place in _asked(tree["tree_structure"])})
    places = {place: number for number, place in enumerate(used)}
    for tree in trees:
        _renumber(tree["tree_structure"], places)
    return Model(tuple(columns[place] for place in used), Forest.of(trees))


def folds_of(relevant: Sequence[frozenset[str]], count: int) -> NDArray[np.int64]:
    """Which fold each question is in; those with the same first answer in the same."""
    first = [min(one) for one in relevant]
    names = sorted(set(first))
    shuffled = np.random.default_rng(5).permutation(len(names))
    fold = {name: int(place) % count for name, place in zip(names, shuffled, strict=True)}
    return np.array([fold[name] for name in first], np.int64)


def cross_validate(
    cases: Cases, count: int, *, without: str = "", start: Any = None
) -> Iterator[tuple[int, dict[str, float], dict[str, float]]]:
    """For each fold: its number, figures as typed and without marks, of a model that never saw its answers."""
    folds = folds_of(cases.relevant, count)
    kept = [place for place, name in enumerate(cases.columns) if not (without and in_family(name, without))]
    names = [cases.columns[place] for place in kept]
    for fold in range(count):
        learnt = [_narrow(one, kept) for one in cases.of(set(np.flatnonzero(folds != fold).tolist()))]
        model = model_of(train(learnt, names, start=start), names)
        held = np.flatnonzero(folds == fold).tolist()
        yield fold, _scored(model, cases.typed, cases, held), _scored(model, cases.bare, cases, held)


def in_family(column: str, family: str) -> bool:
    """Whether a column belongs to a family: the first whose part its name holds."""
    return next((name for name, parts in FAMILIES.items() if any(part in column for part in parts)), "") == family


def _scored(model: Model, form: Sequence[Case], cases: Cases, held: Sequence[int]) -> dict[str, float]:
    places = [cases.columns.index(name) for name in model.columns]
    orders: dict[int, list[str]] = {}
    for one in form:
        scores = model.forest.scores(one.rows[:, places])
        orders[one.question] = [one.keys[at] for at in np.argsort(-scores, kind="stable")]
    return figures([orders.get(number, []) for number in held], [cases.relevant[number] for number in held])


def _narrow(case: Case, kept: Sequence[int]) -> Case:
    return case if len(kept) == case.rows.shape[1] else Case(case.question, case.keys, case.rows[:, kept], case.labels)


def _asked(node: Mapping[str, Any]) -> Iterator[int]:
    """The columns a tree asks for."""
    if "split_feature" in node:
        yield node["split_feature"]
        yield from _asked(node["left_child"])
        yield from _asked(node["right_child"])


def _renumber(node: dict[str, Any], places: Mapping[int, int]) -> None:
    if "split_feature" in node:
        node["split_feature"] = places[node["split_feature"]]
        _renumber(node["left_child"], places)
        _renumber(node["right_child"], places)
