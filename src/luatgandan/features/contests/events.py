"""Facts about contests. They carry ids and codes only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RoundSealed:
    """What a round asks is fixed, and the commitment is public."""

    round_id: int


@dataclass(frozen=True)
class RoundRanked:
    """The places of a round are there, or others than before."""

    round_id: int


@dataclass(frozen=True)
class StandingChanged:
    """Somebody who sat a ranked round was excluded or takes part again: its places must be computed anew."""

    round_id: int


@dataclass(frozen=True)
class RoundRevealed:
    """Questions, keys and seed of a round are public."""

    round_id: int


@dataclass(frozen=True)
class QuestionVoided:
    """A question no longer counts in a round; everybody gets its point and is told why."""

    round_id: int
    code: str


@dataclass(frozen=True)
class RoundMoved:
    """A public round opens or ends at another time than was said."""

    round_id: int


@dataclass(frozen=True)
class OutageConfirmed:
    """What an outage took was given back: attempts of a round are set aside, or have more time."""

    round_id: int


@dataclass(frozen=True)
class EntrantCorrected:
    """What is known of an entrant was put right by somebody at the desk."""

    entrant_id: int


@dataclass(frozen=True)
class ComplaintAnswered:
    """A person has answered a complaint, or answered it anew."""

    complaint_id: int


@dataclass(frozen=True)
class EntrantWithdrew:
    """Somebody no longer takes part; the name is shown nowhere any more."""

    entrant_id: int


@dataclass(frozen=True)
class FinalistsFixed:
    """Who sits a final is fixed: all rounds before it are decided."""

    round_id: int


@dataclass(frozen=True)
class PublicContestStepped:
    """A contest that is or was public: cancelled, given back to be revised, published again (`act`)."""

    contest_id: int
    act: str


@dataclass(frozen=True)
class ContestDecided:
    """The prizes of a round are decided; with the last round those of the whole contest."""

    contest_id: int
    round_id: int
