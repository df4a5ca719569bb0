"""Files about a round that the worker makes, with names in them: how far each is, where it lies, when it goes."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePath

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction

from luatgandan.foundation.media.models import private_storage

from ..models import Round

CERTIFICATES, RESULTS = "giay-chung-nhan.zip", "bang-tinh.xlsx"
MADE = (CERTIFICATES, RESULTS)
KEPT_SECONDS = 7 * 86_400
ARCHIVES = "contests/archives"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a file is; `fault` says in words why there is none."""

    done: int
    total: int
    file: str = ""
    fault: str = ""

    @property
    def is_running(self) -> bool:
        """Neither finished nor failed."""
        return not self.file and not self.fault


def progress_of(round_: Round, name: str) -> Progress | None:
    """How far the newest file of this name is; None when nobody asked for one since the round was ranked."""
    values = cache.get(_key(round_, name))
    return Progress(**values) if values else None


def tell(round_: Round, name: str, progress: Progress) -> Progress:
    """Note how far it is, for whoever waits."""
    cache.set(_key(round_, name), asdict(progress), KEPT_SECONDS)
    return progress


def keep(round_: Round, name: str, content: bytes, *, at: datetime) -> str:
    """Where it lies now."""
    path = f"{ARCHIVES}/{_start(round_, name)}{at:%Y%m%d%H%M}{PurePath(name).suffix}"
    return private_storage().save(path, ContentFile(content))


def forget_archives(*, at: datetime) -> int:
    """Files older than a week go: they hold names, and are made again in a moment. Returns how many went."""
    storage, oldest = private_storage(), at - timedelta(seconds=KEPT_SECONDS)
    old = [path for path in _archives() if storage.get_modified_time(path) < oldest]
    for path in old:
        storage.delete(path)
    return len(old)


def forget_archives_of(rounds: Collection[Round]) -> None:
    """Once the change is kept: the files of these rounds go, whoever needs one has it made anew."""
    transaction.on_commit(lambda: _forget(rounds))


def _forget(rounds: Collection[Round]) -> None:
    storage, starts = private_storage(), tuple(_start(one, name) for one in rounds for name in MADE)
    for path in _archives():
        if Path(path).name.startswith(starts):
            storage.delete(path)
    cache.delete_many([_key(one, name) for one in rounds for name in MADE])


def _archives() -> list[str]:
    try:
        _folders, names = private_storage().listdir(ARCHIVES)
    except FileNotFoundError:
        return []
    return [f"{ARCHIVES}/{name}" for name in names]


def _start(round_: Round, name: str) -> str:
    """How the names of a round's files begin."""
    return f"{PurePath(name).stem}-{round_.pk}-"


def _key(round_: Round, name: str) -> str:
    ranked = round_.ranked_at.isoformat() if round_.ranked_at else ""
    return f"contests.files.{round_.pk}.{ranked}.{name}"
