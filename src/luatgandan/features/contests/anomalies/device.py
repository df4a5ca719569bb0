"""Devices on which many people took part. A family or a school room shares one: only many are told."""

from collections.abc import Iterable, Iterator, Mapping
from math import sqrt

from ..enums import SignalKind
from .values import Oddity

MANY = 5  # people on one device


def shared_devices(uses: Mapping[str, Iterable[tuple[str, int]]]) -> Iterator[Oddity]:
    """`uses`: (entrant, attempt) by device. One oddity for each device with `MANY` people or more."""
    for device, pairs in uses.items():
        used = sorted(set(pairs))
        people = len({entrant for entrant, _attempt in used})
        if people >= MANY:
            yield Oddity(
                kind=SignalKind.DEVICE, key=device, strength=round(1 - sqrt((MANY - 1) / (people * MANY)), 3),
                attempts=tuple(attempt for _entrant, attempt in used), evidence={"people": people},
            )  # fmt: skip
