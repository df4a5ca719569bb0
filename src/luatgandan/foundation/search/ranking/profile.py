"""The profile of ranking: one file with weights of the plan and the models, made by `luatgandan tune_search`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from .forest import Forest

FORMAT = 2
PACKAGED = "profile.npz"


@dataclass(frozen=True, slots=True)
class Model:
    """Which columns a forest reads, in its order."""

    columns: tuple[str, ...]
    forest: Forest


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that was tuned. `about` says when, on what and how well; `models` are for "document" and "article"."""

    weights: Mapping[str, float] = field(default_factory=dict)
    models: Mapping[str, Model] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)

    def save(self, path: Path) -> None:
        """Write the profile."""
        arrays: dict[str, Any] = {
            f"{unit}.{name}": array for unit, model in self.models.items() for name, array in model.forest.arrays()
        }
        told = {
            "format": FORMAT,
            "weights": dict(self.weights),
            "columns": {unit: list(model.columns) for unit, model in self.models.items()},
            "about": dict(self.about),
        }
        text = json.dumps(told, ensure_ascii=False).encode()
        with path.open("wb") as file:
            np.savez_compressed(file, told=np.frombuffer(text, np.uint8), **arrays)


class BadProfileError(ValueError):
    """The file is no profile, or of another format: tune again."""


def load_profile(path: Path | None = None) -> Profile:
    """The profile in `path`, else the packaged one; read once. Without one nothing is tuned. Raises BadProfileError."""
    packaged = Path(str(resources.files(__package__) / PACKAGED))
    return _load(path or packaged) if path or packaged.exists() else Profile()


@lru_cache(maxsize=4)
def _load(path: Path) -> Profile:
    try:
        # opened here: numpy leaves a damaged archive open
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            told = json.loads(file["told"].tobytes())
            arrays = {name: file[name] for name in file.files if name != "told"}
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise BadProfileError(f"{path.name} cannot be read: {error}") from error
    if told.get("format") != FORMAT:
        raise BadProfileError(f"{path.name} has format {told.get('format')}, this version reads {FORMAT}")
    models = {unit: Model(tuple(columns), _forest(arrays, unit)) for unit, columns in told["columns"].items()}
    return Profile(told["weights"], models, told["about"])


def _forest(arrays: Mapping[str, Any], unit: str) -> Forest:
    return Forest(**{name: arrays[f"{unit}.{name}"] for name in ("feature", "threshold", "children", "value", "roots")})
