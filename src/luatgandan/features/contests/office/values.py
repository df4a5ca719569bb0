"""What the papers say, as plain values; an empty value becomes dots for the officer to fill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

DOTS = "……………"


@dataclass(frozen=True, kw_only=True)
class Given:
    """One line of the list of prizes; `amount` in đồng."""

    prize: str
    winner: str
    unit: str
    figure: str
    amount: int = 0


@dataclass(frozen=True, kw_only=True)
class Paper:
    """An earlier document that this one rests on: "Kế hoạch", number, day, issuer."""

    kind: str
    number: str
    signed_on: date | None
    title: str

    @property
    def words(self) -> str:
        """ "Căn cứ Kế hoạch số 12/KH-STP ngày 03 tháng 02 năm 2026 về …" """
        day = f"{self.signed_on:ngày %d tháng %m năm %Y}" if self.signed_on else f"ngày {DOTS}"
        return f"Căn cứ {self.kind} số {self.number or DOTS} {day} ({self.title})"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What happened in a round. `commitment` is the published hash of what was sealed."""

    above: str
    unit: str
    contest: str
    round: str
    starts_at: datetime
    ends_at: datetime
    people: int
    attempts: int
    all_right: int
    actual: int | None
    chain: Sequence[str]
    commitment: str
    voided: Sequence[tuple[str, str]]
    complaints: int
    signals: int
    upheld: int
    excluded: int
    declined: int
    papers: Sequence[Paper]
    given: Sequence[Given]

    @property
    def name(self) -> str:
        """The contest with its round."""
        return f"“{self.contest}” ({self.round})"


def money(amount: int) -> str:
    """ "1.000.000 đồng" """
    return f"{amount:,} đồng".replace(",", ".") if amount else ""
