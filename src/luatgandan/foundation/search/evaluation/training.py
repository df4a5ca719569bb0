"""Learning to rank from labelled questions: LambdaMART over the columns of `ranking`, checked by cross-validation.

LightGBM is needed here only; serving reads the trees with numpy. Each question is learnt twice, also without marks, and
some models that differ in their seed are added up. The model of articles goes on from that of documents, for which
there are more questions. Held out are questions (the same words are one question), or answers
as well: then no document or article that answers a held-out question first was an answer while learning, as in a corpus
that was never seen.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ..ranking import Model, Unit
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
BY_UNIT: Mapping[Unit, Mapping[str, Any]] = {  # hundreds of questions bear smaller trees than thousands
    "document": {},
    "article": {"num_leaves": 7, "min_data_in_leaf": 50},
}
ROUNDS, SEEDS = 200, 5
MORE_ROUNDS = 60  # of a model that goes on from another
HeldOut = Literal["questions", "answers"]


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

    unit: Unit
    columns: tuple[str, ...]
    typed: list[Case]
    bare: list[Case]
    questions: Sequence[Question]

    def of(self, questions: set[int]) -> list[Case]:
        """Both forms of these questions, where there is something to learn."""
        return [one for one in (*self.typed, *self.bare) if one.question in questions and one.labels.any()]


@dataclass(frozen=True, slots=True)
class Boosted:
    """LightGBM boosters that are added up, one for each seed; they read `columns` and go on from `start`."""

    boosters: tuple[Any, ...]
    columns: tuple[str, ...]
    start: Model | None = None


def collect(asker: Asker, questions: Sequence[Question], *, without_marks: bool) -> tuple[tuple[str, ...], list[Case]]:
    """What the engine finds for each question: the names of all columns, and these."""
    columns: tuple[str, ...] = ()
    cases = []
    for number, question in enumerate(questions):
        table = asker.table(asked(question.text, without_marks=without_marks))
        if table is None:
            continue
        columns = tuple(table.columns)
        labels = np.array([key in question.relevant for key in table.keys], np.int8)
        cases.append(Case(number, table.keys, table.matrix(columns), labels))
    return columns, cases


def train(
    cases: Sequence[Case], columns: tuple[str, ...], unit: Unit, *, start: Model | None = None, threads: int = 1
) -> Boosted:
    """Trees for the cases, on `threads` processors."""
    import lightgbm  # noqa: PLC0415  # only who tunes has it

    data = lightgbm.Dataset(
        np.concatenate([one.rows for one in cases]),
        np.concatenate([one.labels for one in cases]),
        group=[len(one.keys) for one in cases],
        init_score=_scores(start, cases, columns) / SEEDS if start else None,
        feature_name=list(columns),
        free_raw_data=False,
    )
    parameters = {**PARAMETERS, **BY_UNIT[unit], "num_threads": threads}
    rounds = MORE_ROUNDS if start else ROUNDS
    boosters = [lightgbm.train({**parameters, "seed": seed}, data, rounds) for seed in range(1, SEEDS + 1)]
    return Boosted(tuple(boosters), columns, start)


def _scores(model: Model, cases: Sequence[Case], columns: Sequence[str]) -> Floats:
    """What a model says of all rows of the cases."""
    places = [columns.index(name) for name in model.columns]
    return np.concatenate([model.forest.scores(one.rows[:, places]) for one in cases])


def model_of(learnt: Boosted) -> Model:
    """All trees for serving, added up: only columns that a tree asks for."""
    trees = [tree["tree_structure"] for one in learnt.boosters for tree in one.dump_model()["tree_info"]]
    used = {learnt.columns[place] for tree in trees for place in _asked(tree)}
    columns = tuple(sorted(used.union(learnt.start.columns if learnt.start else ())))
    places = {name: number for number, name in enumerate(columns)}
    forest = Forest.of([{"tree_structure": tree} for tree in trees])
    forest = forest.asking([places.get(name, 0) for name in learnt.columns])
    if learnt.start:
        forest = learnt.start.forest.asking([places[name] for name in learnt.start.columns]).joined(forest)
    return Model(columns, forest)


def gains(learnt: Boosted) -> list[tuple[str, float]]:
    """How much of the gain of all its own splits is due to each column, greatest first."""
    total = sum(booster.feature_importance("gain") for booster in learnt.boosters)
    order = np.argsort(-total, kind="stable")
    return [(learnt.columns[place], float(total[place] / total.sum())) for place in order]


def folds_of(questions: Sequence[Question], count: int, held_out: HeldOut) -> NDArray[np.int64]:
    """Which fold each question is in; those with the same words, or the same first answer, in the same."""
    is_words = held_out == "questions"
    keys = [" ".join(one.text.lower().split()) if is_words else min(one.relevant) for one in questions]
    names = sorted(set(keys))
    shuffled = np.random.default_rng(5).permutation(len(names))
    place = {name: int(number) % count for name, number in zip(names, shuffled, strict=True)}
    return np.array([place[key] for key in keys], np.int64)


def cross_validate(
    cases: Cases, count: int, held_out: HeldOut, start: Model | None = None
) -> tuple[dict[str, float], dict[str, float]]:
    """Figures as typed and without marks, over all questions, each ranked by models that never saw its fold.

    `start` has learnt from other questions.
    """
    folds = folds_of(cases.questions, count, held_out)
    typed: dict[int, list[str]] = {}
    bare: dict[int, list[str]] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # LightGBM leaves the interpreter to others
        for number, model in enumerate(pool.map(partial(_without, cases, folds, start), range(count))):
            held = set(np.flatnonzero(folds == number).tolist())
            typed |= _orders(model, cases.typed, cases.columns, held)
            bare |= _orders(model, cases.bare, cases.columns, held)
    return _figures(typed, cases.questions), _figures(bare, cases.questions)


def _without(cases: Cases, folds: NDArray[np.int64], start: Model | None, number: int) -> Model:
    """The model learnt from all folds but one."""
    learnt = cases.of(set(np.flatnonzero(folds != number).tolist()))
    return model_of(train(learnt, cases.columns, cases.unit, start=start))


def _orders(model: Model, form: Sequence[Case], columns: Sequence[str], held: set[int]) -> dict[int, list[str]]:
    """The keys of each question held out, best first."""
    places = [columns.index(name) for name in model.columns]
    orders = {}
    for one in form:
        if one.question in held:
            scores = model.forest.scores(one.rows[:, places])
            orders[one.question] = [one.keys[at] for at in np.argsort(-scores, kind="stable")]
    return orders


def _figures(orders: Mapping[int, list[str]], questions: Sequence[Question]) -> dict[str, float]:
    return figures([orders.get(at, []) for at in range(len(questions))], [one.relevant for one in questions])


def _asked(node: Mapping[str, Any]) -> Iterator[int]:
    """The columns a tree asks for."""
    if "split_feature" in node:
        yield node["split_feature"]
        yield from _asked(node["left_child"])
        yield from _asked(node["right_child"])
