"""Facts about people. They carry ids only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RoleGranted:
    """A role began."""

    assignment_id: int
    person_id: int


@dataclass(frozen=True)
class RoleEnded:
    """A role ended before or at its time."""

    assignment_id: int
    person_id: int


@dataclass(frozen=True)
class ConsentGiven:
    """A person (or the guardian for a child) agreed to one purpose."""

    consent_id: int
    person_id: int | None
    purpose: str


@dataclass(frozen=True)
class ConsentWithdrawn:
    """A consent was taken back; whoever relies on it stops now."""

    consent_id: int
    person_id: int | None
    purpose: str


@dataclass(frozen=True)
class DataRequested:
    """A person uses a right over their data; an answer is due in two working days."""

    request_id: int
    person_id: int


@dataclass(frozen=True)
class PersonErased:
    """A person's data were erased here; every room that keeps data of this person erases them too."""

    person_id: int
    public_id: str


@dataclass(frozen=True)
class DataRequestAnswered:
    """A request was answered, carried out or refused."""

    request_id: int
