"""Processor and memory of the parts of a running portal, from the kernel's tables."""

import os
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Parts:
    """Process trees by the name of their part."""

    def __init__(self, pids: dict[str, int]) -> None:
        self.pids = pids
        self.begin()

    def begin(self) -> None:
        """Count from now on."""
        self.since = time.monotonic()
        self.before = {pid: cpu_seconds(pid) for root in self.pids.values() for pid in tree(root)}

    def figures(self) -> dict[str, dict[str, float]]:
        """Cores busy since `begin`, and megabytes now (what processes share is counted once)."""
        seconds = time.monotonic() - self.since
        return {
            name: {"cores": round(sum(self._spent(pid) for pid in tree(root)) / seconds, 2), "mb": megabytes(root)}
            for name, root in self.pids.items()
        }

    def _spent(self, pid: int) -> float:
        return cpu_seconds(pid) - self.before.get(pid, 0.0)


def tree(root: int) -> list[int]:
    """A process and all below it."""
    try:
        children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    except OSError:
        return []
    return [root, *(pid for child in children for pid in tree(int(child)))]


def cpu_seconds(pid: int) -> float:
    """Processor time of one process so far; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def megabytes(root: int) -> float:
    """Proportional set size of a tree: pages that several processes share are divided among them."""
    return round(sum(_pss(pid) for pid in tree(root)) / 1024, 1)


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
