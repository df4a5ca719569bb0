"""Live stages: what all phones and the screen of a hall read, from one reading a second in each process; the desk.

Phones never read the database to learn that nothing is new: `live` keeps what it read for `FRESH` seconds, so 300
phones cost as much as one. Nothing of a key is in what pages get before the reveal.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.features.questionbank.enums import Kind
from luatgandan.features.questionbank.formats.values import FALSE, TRUE
from luatgandan.features.questionbank.models import ItemQuerySet
from luatgandan.features.questionbank.queries import Shown as ShownMedium
from luatgandan.features.questionbank.queries import drawable, shown_media
from luatgandan.foundation.accounts.rules import Action, reach
from luatgandan.foundation.organisations.models import Organisation

from ..enums import StageState
from ..models import Player, PlayerAnswer, Stage, StageQuestion
from ..rules import ROOM
from ..rules.live import LETTERS, PLAYED, Line, board_of, key_of, options_of, standing
from .practice import withheld
from .shown import KHMER

FRESH, MOST_KEPT = 1.0, 200  # seconds; stages
TOLD = (StageState.REVEALED, StageState.BOARD, StageState.ENDED)
_kept: dict[str, "Live"] = {}
_lock = Lock()


@dataclass(frozen=True, kw_only=True)
class Live:
    """A stage as it was read; `tally` is how many chose which letters, `board` stands after a reveal only."""

    stage: Stage
    asked: StageQuestion | None
    questions: int
    people: int
    tally: Mapping[str, int]
    board: Sequence[Line]
    read_at: float

    @property
    def answered(self) -> int:
        """How many have answered the question that stands."""
        return sum(self.tally.values())

    @property
    def has_more(self) -> bool:
        """Whether a question waits."""
        return self.stage.state != StageState.ENDED and (self.asked.place if self.asked else 0) < self.questions

    def state(self, at: datetime) -> StageState:
        """Where it stands by the server's clock."""
        return standing(self.stage.state, self.asked.closes_at if self.asked else None, at)

    def mark(self, at: datetime) -> str:
        """What the big screen shows, in one word: another one means that something is new."""
        door = "open" if self.stage.is_open else "closed"
        return f"{self.stage.step}-{self.state(at)}-{self.people}-{self.answered}-{door}"

    def line_of(self, player: int) -> Line | None:
        """The place of one player."""
        return next((one for one in self.board if one.player == player), None)


def live(code: str) -> Live | None:
    """The stage with this code as read within the last second. Five queries, by one of all who ask.

    A code that is no stage's costs one, and nobody waits for it.
    """
    kept = _kept.get(code)
    if kept and monotonic() - kept.read_at < FRESH:
        return kept
    if kept is None and not Stage.objects.filter(code=code).exists():
        return None
    with _lock:
        kept = _kept.get(code)
        if kept is None or monotonic() - kept.read_at >= FRESH:
            kept = _read(code)
            if kept is None:
                _kept.pop(code, None)
            else:
                _make_room()
                _kept[code] = kept
    return kept


def forget(code: str) -> None:
    """What was read is old: somebody acted in this process."""
    _kept.pop(code, None)


def _make_room() -> None:
    if len(_kept) >= MOST_KEPT:
        _kept.pop(min(_kept, key=lambda code: _kept[code].read_at))


def _read(code: str) -> Live | None:
    read_at = monotonic()
    stage = Stage.objects.select_related("asked", "organisation").filter(code=code).first()
    if stage is None:
        return None
    return Live(
        stage=stage, asked=stage.asked, questions=stage.questions.count(), people=_playing(stage).count(),
        tally=tally_of(stage.asked) if stage.asked else {}, read_at=read_at,
        board=board(stage) if stage.state in TOLD else (),
    )  # fmt: skip


def _playing(stage: Stage) -> QuerySet[Player]:
    return Player.objects.filter(stage=stage, is_removed=False)


def tally_of(question: StageQuestion) -> dict[str, int]:
    """How many chose which letters. One query."""
    rows = PlayerAnswer.objects.filter(question=question, player__is_removed=False).values("chosen")
    return dict(rows.annotate(people=Count("pk")).values_list("chosen", "people"))


def board(stage: Stage) -> list[Line]:
    """Everybody who plays, by the points of the questions that are revealed. One query."""
    told = Q(answers__question__revealed_at__isnull=False)
    rows = (
        _playing(stage)
        .order_by()
        .annotate(
            points=Sum("answers__points", filter=told, default=0),
            right=Count("answers", filter=told & Q(answers__points__gt=0)),
        )
    )
    return board_of(rows.values_list("pk", "nickname", "points", "right"))


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing to choose, under its letter; `people` and `is_right` are told once they may be."""

    letter: str
    words: str
    people: int | None = None
    share: int = 0
    is_right: bool = False
    media: tuple[ShownMedium, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ShownStage:
    """What pages get of the question that stands; key, explanation and articles only after its reveal."""

    number: int
    stem: str
    language: str
    is_several: bool
    options: tuple[Option, ...]
    is_revealed: bool
    media: tuple[ShownMedium, ...] = ()
    key: str = ""
    explanation: str = ""
    cites: tuple[tuple[str, str], ...] = ()


def shown_stage(found: Live, *, language: str, at: datetime) -> ShownStage | None:
    """The question that stands: while it runs words alone, then how many chose what, then what is right."""
    asked = found.asked
    if asked is None:
        return None
    question, content = asked.question, asked.question.content
    khmer = question.khmer if language == KHMER else {}
    is_revealed = asked.revealed_at is not None
    counts = {} if found.state(at) == StageState.ASKING else found.tally
    key = key_of(question, asked.order) if is_revealed else ""
    return ShownStage(
        number=asked.place, stem=khmer.get("stem") or content.stem, language=KHMER if khmer.get("stem") else "vi",
        media=tuple(one for one in shown_media(content, khmer) if not one.option),
        is_several=content.kind == Kind.SEVERAL, options=_options(asked, khmer, counts, key), is_revealed=is_revealed,
        key=key, explanation=(khmer.get("explanation") or content.explanation) if is_revealed else "",
        cites=tuple((one["label"], one["url"]) for one in question.cites) if is_revealed else (),
    )  # fmt: skip


def _options(asked: StageQuestion, khmer: Mapping[str, Any], counts: Mapping[str, int], key: str) -> tuple[Option, ...]:
    question = asked.question
    words = {one.id: one.text for one in question.content.options} | dict(khmer.get("options") or {})
    words |= {TRUE: _("Đúng"), FALSE: _("Sai")}
    answered, media = sum(counts.values()), shown_media(question.content, khmer)
    found = []
    for letter, one in zip(LETTERS, options_of(question, asked.order), strict=False):
        people = sum(count for chosen, count in counts.items() if letter in chosen)
        found.append(Option(
            letter=letter, words=words[one], people=people if counts else None, is_right=letter in key,
            share=round(100 * people / answered) if answered else 0,
            media=tuple(medium for medium in media if medium.option == one),
        ))  # fmt: skip
    return tuple(found)


def answer_of(player: int, question: int) -> PlayerAnswer | None:
    """The answer that stands. One query."""
    return PlayerAnswer.objects.filter(player=player, question=question).first()


def player_at(code: str, player: int) -> Player | None:
    """Somebody at this stage. One query."""
    return Player.objects.filter(pk=player, stage__code=code).first()


def taken_keys(stage: Stage) -> set[str]:
    """Folded nicknames that somebody has, of those who were removed too."""
    return set(stage.players.values_list("folded", flat=True))


def desk_stages(person: Any) -> QuerySet[Stage]:
    """The stages the person may see at the desk, with how many questions and people each has."""
    rows = Stage.objects.filter(reach(person, Action.VIEW_DRAFT, room=ROOM)).select_related("organisation")
    return rows.annotate(
        question_count=Count("questions", distinct=True),
        people_count=Count("players", filter=Q(players__is_removed=False), distinct=True),
    ).order_by("-made_at", "-pk")


def usable_items(organisation: Organisation, at: datetime, *, among: Collection[int] | None = None) -> ItemQuerySet:
    """Approved questions that a unit may put before a hall: none that a published contest may still ask.

    `among`: keys of the questions that are asked about; None for all.
    """
    rows = drawable(on=timezone.localdate(at), units={organisation.code})
    rows = rows.for_practice().filter(kind__in=PLAYED).order_by("field", "code", "pk")
    rows = rows if among is None else rows.filter(pk__in=among)
    return rows.exclude(pk__in=withheld(rows, at=at).items)


def results(stage: Stage) -> tuple[list[StageQuestion], list[tuple[Line, dict[int, str]]]]:
    """For files: the questions that were revealed, and each player's place with the letters chosen. Three queries."""
    questions = list(stage.questions.exclude(revealed_at=None))
    chosen: dict[int, dict[int, str]] = {}
    rows = PlayerAnswer.objects.filter(question__in=questions).values_list("player", "question", "chosen")
    for player, question, letters in rows:
        chosen.setdefault(player, {})[question] = letters
    return questions, [(line, chosen.get(line.player, {})) for line in board(stage)]
