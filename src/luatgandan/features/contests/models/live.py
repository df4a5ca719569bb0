"""A live stage: questions asked in a hall, who plays under which nickname, one answer each. No personal data."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.organisations.models import Organisation

from ..enums import Nicknames, StageState
from ..papers.values import SealedQuestion

LONGEST_NICKNAME = 24
MOST_SEATS = 500  # names of the list that are left over replace those of people who were removed
PLAYING = timedelta(hours=6)  # a hall that had a question or somebody new so lately may still be at it


class StageQuerySet(models.QuerySet["Stage"]):
    """Chainable filters over stages."""

    def outdated(self, at: datetime) -> Self:
        """Those whose time of keeping is over; never one that is being played."""
        return self.filter(removed_at__lte=at).exclude(pk__in=self.played(at).values("pk"))

    def played(self, at: datetime) -> Self:
        """Those that are not ended and where something was asked or somebody came in lately."""
        since = at - PLAYING
        return self.filter(models.Q(asked__opened_at__gt=since) | models.Q(players__joined_at__gt=since), ended_at=None)


class Stage(models.Model):
    """One game in one hall. `step` counts the acts: whoever acts names the step they saw, so nothing is done twice.

    `asked` is the question that stands or stood last; `for_speed` the most that speed gives at one question, fixed when
    the first is asked. Everything is deleted at `removed_at`.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị tổ chức"))
    title = models.CharField(_("tên buổi thi"), max_length=120)
    code = models.CharField(_("mã vào phòng"), max_length=6, unique=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    nicknames = models.CharField(_("tên người chơi"), max_length=6, choices=Nicknames.choices, default=Nicknames.LISTED)
    seconds = models.PositiveSmallIntegerField(_("giây cho mỗi câu"), default=30)
    seats = models.PositiveSmallIntegerField(_("số chỗ"), default=300)
    is_open = models.BooleanField(_("cửa phòng mở"), default=True, editable=False)
    state = models.CharField(_("tình trạng"), max_length=8, choices=StageState.choices, default=StageState.LOBBY)
    step = models.PositiveIntegerField(default=0, editable=False)
    asked = models.ForeignKey("StageQuestion", models.SET_NULL, null=True, related_name="+")
    for_speed = models.PositiveSmallIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(_("tạo lúc"))
    ended_at = models.DateTimeField(_("kết thúc lúc"), null=True)
    removed_at = models.DateTimeField(_("xóa lúc"))

    objects = StageQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("buổi thi tại hội trường")
        verbose_name_plural = _("buổi thi tại hội trường")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class StageQuestion(models.Model):
    """One question of a stage, copied from a bank. `data` is a `SealedQuestion` and holds the key.

    `order` are the options as shown, lettered from A. It may be answered from `opened_at` until before `closes_at`.
    """

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField(_("thứ tự"))
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    order: models.JSONField[list[str], list[str]] = models.JSONField()
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    revealed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("câu hỏi của buổi thi")
        verbose_name_plural = _("câu hỏi của buổi thi")
        ordering = ["stage", "place"]
        constraints = [models.UniqueConstraint(fields=["stage", "place"], name="contests_stage_one_place")]

    def __str__(self) -> str:
        return self.question.content.stem

    @property
    def question(self) -> SealedQuestion:
        """The question as a value."""
        return SealedQuestion.from_dict(self.data)


class Player(models.Model):
    """Somebody in the hall under a nickname; `folded` keeps nicknames apart. One who was removed counts nowhere."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="players")
    nickname = models.CharField(_("tên"), max_length=LONGEST_NICKNAME)
    folded = models.CharField(max_length=2 * LONGEST_NICKNAME, editable=False)
    joined_at = models.DateTimeField(_("vào lúc"))
    is_removed = models.BooleanField(_("bị mời ra"), default=False)

    class Meta:
        default_permissions = ()
        verbose_name = _("người chơi")
        verbose_name_plural = _("người chơi")
        ordering = ["stage", "pk"]
        constraints = [models.UniqueConstraint(fields=["stage", "folded"], name="contests_one_nickname")]

    def __str__(self) -> str:
        return self.nickname


class PlayerAnswer(models.Model):
    """The answer of a player that stands: letters of what was chosen ("AC"), and what it is worth once revealed."""

    player = models.ForeignKey(Player, models.CASCADE, related_name="answers")
    question = models.ForeignKey(StageQuestion, models.CASCADE, related_name="answers")
    chosen = models.CharField(max_length=8)
    at = models.DateTimeField()
    points = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        verbose_name = _("câu trả lời tại hội trường")
        verbose_name_plural = _("câu trả lời tại hội trường")
        constraints = [models.UniqueConstraint(fields=["question", "player"], name="contests_one_live_answer")]

    def __str__(self) -> str:
        return f"{self.player_id}: {self.chosen}"
