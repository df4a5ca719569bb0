"""Trees read with numpy say what LightGBM says."""

from pathlib import Path

import lightgbm
import numpy as np
import pytest

from luatgandan.foundation.search.ranking import BadProfileError, Model, Profile, load_profile
from luatgandan.foundation.search.ranking.forest import LEAVES, Forest


@pytest.fixture(scope="module")
def learnt() -> tuple[lightgbm.Booster, np.ndarray]:
    """A small model and the rows it was learnt from."""
    random = np.random.default_rng(7)
    rows = random.normal(size=(400, 6)).astype(np.float32)
    target = rows[:, 0] * 2 - (rows[:, 3] > 0.3) + random.normal(scale=0.1, size=400)
    data = lightgbm.Dataset(rows, target)
    parameters = {"objective": "regression", "num_leaves": 7, "verbosity": -1, "num_threads": 1, "seed": 3}
    return lightgbm.train(parameters, data, 20), rows


def test_scores_are_those_of_lightgbm(learnt):
    booster, rows = learnt

    forest = Forest.of(booster.dump_model()["tree_info"])

    assert forest.scores(rows) == pytest.approx(booster.predict(rows), abs=1e-4)


@pytest.mark.parametrize("leaves", [2, 15, LEAVES])
def test_trees_of_any_shape_say_what_lightgbm_says(learnt, leaves):
    _, rows = learnt
    target = np.sin(rows[:, 1] * 3) + (rows[:, 4] > 1) * rows[:, 2]
    parameters = {"num_leaves": leaves, "min_data_in_leaf": 1, "verbosity": -1, "num_threads": 1, "max_depth": -1}
    booster = lightgbm.train(parameters, lightgbm.Dataset(rows, target), 30)

    scores = Forest.of(booster.dump_model()["tree_info"]).scores(rows)

    assert scores == pytest.approx(booster.predict(rows), abs=1e-4)


@pytest.mark.parametrize("count", [0, 1, 60])
def test_what_a_row_is_worth_does_not_hang_on_the_rows_beside_it(learnt, count):
    booster, rows = learnt
    forest = Forest.of(booster.dump_model()["tree_info"])
    alone = [float(forest.scores(rows[at : at + 1])[0]) for at in range(count)]

    assert forest.scores(rows[:count]) == pytest.approx(alone, abs=1e-6)


def test_a_table_is_read_whatever_its_layout_in_memory(learnt):
    booster, rows = learnt
    forest = Forest.of(booster.dump_model()["tree_info"])

    assert forest.scores(np.asfortranarray(rows)) == pytest.approx(booster.predict(rows), abs=1e-4)


def test_a_tree_without_a_split_says_the_same_of_all():
    trees = [{"tree_structure": {"leaf_value": 0.5}}, {"tree_structure": {"leaf_value": 0.25}}]

    assert Forest.of(trees).scores(np.zeros((3, 2), np.float32)).tolist() == [0.75] * 3


def test_a_profile_is_read_as_it_was_written(learnt, tmp_path: Path):
    booster, rows = learnt
    forest = Forest.of(booster.dump_model()["tree_info"])
    path = tmp_path / "profile.npz"

    Profile({"pairs": 1.5}, {"article": Model(tuple("abcdef"), forest)}, {"made_on": "2026-11-22"}).save(path)
    found = load_profile(path)

    assert (found.weights, found.about, found.models["article"].columns) == (
        {"pairs": 1.5},
        {"made_on": "2026-11-22"},
        tuple("abcdef"),
    )
    assert found.models["article"].forest.scores(rows).tolist() == forest.scores(rows).tolist()


def test_what_is_no_profile_is_refused(tmp_path: Path):
    path = tmp_path / "profile.npz"
    path.write_bytes(b"PK\x03\x04 nothing")

    with pytest.raises(BadProfileError, match=r"profile\.npz"):
        load_profile(path)
