"""What a document states, and from when its units hold, as values."""

from dataclasses import dataclass
from datetime import date

from ..citations import DocumentRef, Place
from ..relations import Effect, RelationKind


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: `document` is the other document (the present one for effects), `places` the units meant, if any.

    `effective_on` is None where the day is not given or cannot be worked out ("kể từ ngày đăng Công báo"); `eid` says
    where it stands (empty: title or bases), `text` are its words.
    """

    kind: RelationKind | Effect
    document: DocumentRef
    places: tuple[Place, ...] = ()
    effective_on: date | None = None
    eid: str = ""
    text: str = ""
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class EffectiveDays:
    """From when a document holds: one day for all, and other days for some units by their eIds."""

    general: date | None
    others: tuple[tuple[str, date], ...] = ()

    def of(self, eid: str) -> date | None:
        """The day of a unit: its own, that of a unit around it, or the general one."""
        fits = [(len(key), day) for key, day in self.others if eid == key or eid.startswith(f"{key}__")]
        return max(fits)[1] if fits else self.general


WITHOUT_DAYS = EffectiveDays(None)
