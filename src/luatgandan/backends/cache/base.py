"""What a cache does whose real store may fail: a stand-in answers, and nothing stale comes back afterwards."""

import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

DARK_SECONDS = 5.0  # for so long after a fault the real store is not tried
HEARSAY_SECONDS = 60  # what should last for ever: others' changes are not heard of meanwhile
MOST_CHANGES = 10_000  # above that the real store is emptied when it is back
TELL_SECONDS = 60.0
log = logging.getLogger(__name__)


@dataclass
class _Standing:
    """What this process knows of one store: until when it is left alone, and what was written elsewhere meanwhile."""

    dark_until: float = 0.0
    told_at: float = float("-inf")
    changed: set[tuple[str, Any]] = field(default_factory=set)


_standings: dict[str, _Standing] = {}


class OutlivedCache(BaseCache):
    """Stands before a backend in the order of bases. `STAND_IN` beside `LOCATION` names another cache of the settings.

    `faults` are the exceptions by which the store says that it is not there.
    """

    faults: ClassVar[tuple[type[Exception], ...]] = ()

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        self._stand_in = params.pop("STAND_IN")
        super().__init__(server, params)  # type: ignore[call-arg]  # the backend's own signature comes next
        self._standing = _standings.setdefault(f"{type(self).__name__} {server}", _Standing())

    @property
    def is_dark(self) -> bool:
        """Whether the stand-in answers now."""
        return time.monotonic() < self._standing.dark_until

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._ask("get", key, default, version=version)

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        return dict(self._ask("get_many", list(keys), version=version))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return bool(self._ask("has_key", key, version=version))

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._ask("add", key, value, timeout=timeout, version=version, changed=[key]))

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._ask("set", key, value, timeout=timeout, version=version, changed=[key])

    def set_many(
        self, data: Mapping[Any, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[Any]:
        return list(self._ask("set_many", dict(data), timeout=timeout, version=version, changed=data))

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._ask("touch", key, timeout=timeout, version=version, changed=[key]))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(self._ask("incr", key, delta, version=version, changed=[key]))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(self._ask("delete", key, version=version, changed=[key]))

    def delete_many(self, keys: Iterable[Any], version: int | None = None) -> None:
        wanted = list(keys)
        self._ask("delete_many", wanted, version=version, changed=wanted)

    def clear(self) -> None:
        self._ask("clear", changed=map(str, range(MOST_CHANGES + 1)))

    def _ask(self, act: str, *args: Any, changed: Iterable[Any] = (), **options: Any) -> Any:
        """The store's answer, or the stand-in's while it fails."""
        if not self.is_dark:
            try:
                self._catch_up()
                return getattr(super(), act)(*args, **options)
            except self.faults as fault:
                self._go_dark(fault)
        self._standing.changed.update((key, options.get("version")) for key in changed)
        if options.get("timeout", DEFAULT_TIMEOUT) is None:
            options["timeout"] = HEARSAY_SECONDS
        return getattr(caches[self._stand_in], act)(*args, **options)

    def _catch_up(self) -> None:
        """The store is back: what changed without it is forgotten there."""
        changed = self._standing.changed
        if not changed:
            return
        if len(changed) > MOST_CHANGES:
            super().clear()
        else:
            for key, version in list(changed):
                super().delete(key, version=version)
        self._standing.changed = set()
        log.warning("%s is back", type(self).__name__)

    def _go_dark(self, fault: Exception) -> None:
        now = time.monotonic()
        self._standing.dark_until = now + DARK_SECONDS
        if now > self._standing.told_at + TELL_SECONDS:
            self._standing.told_at = now
            log.warning("%s fails (%s): “%s” stands in", type(self).__name__, type(fault).__name__, self._stand_in)
