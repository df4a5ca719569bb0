"""Prizes and who wins them, odd things people look at, complaints."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.models import HasIdentity

from ..enums import AwardState, PrizeKind, SignalKind, SignalState
from .contests import LONGEST_CODE, Contest, Round, Unit
from .taking import Attempt, Entrant


class Prize(models.Model):
    """So many equal prizes; of a round, or of the whole contest when `round` is empty."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="prizes")
    round = models.ForeignKey(Round, models.CASCADE, null=True, blank=True, related_name="prizes")
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("tên giải"), max_length=80)
    kind = models.CharField(_("cách xét"), max_length=14, choices=PrizeKind.choices, default=PrizeKind.PERSON)
    quantity = models.PositiveIntegerField(_("số giải"))
    amount = models.PositiveIntegerField(_("tiền thưởng (đồng)"), default=0)
    least_entrants = models.PositiveIntegerField(_("số người dự thi ít nhất (giải tập thể)"), default=0)
    least_score = models.PositiveSmallIntegerField(_("điểm ít nhất (phần trăm)"), default=0)

    class Meta:
        default_permissions = ()
        verbose_name = _("giải thưởng")
        verbose_name_plural = _("giải thưởng")
        ordering = ["contest", "round", "order"]
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="contests_a_prize_is_given")]

    def __str__(self) -> str:
        return self.title


class Award(HasIdentity, models.Model):
    """A prize for a person or a unit. The citizen number is asked of winners only, here only.

    `printed` are the other fields of the certificate as they were at the decision (`office.Certificate`).
    """

    prize = models.ForeignKey(Prize, models.CASCADE, related_name="awards")
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, related_name="awards")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="awards")
    figure = models.CharField(_("căn cứ"), max_length=120, blank=True)
    state = models.CharField(_("tình trạng"), max_length=10, choices=AwardState.choices, default=AwardState.PROPOSED)
    reason = models.TextField(_("lý do"), blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verified_at = models.DateTimeField(_("xác minh lúc"), null=True)
    decided_at = models.DateTimeField(_("trao giải lúc"), null=True)
    certificate = models.UUIDField(_("mã giấy chứng nhận"), default=uuid.uuid4, unique=True, editable=False)
    shown_name = models.CharField(_("tên trên giấy chứng nhận"), max_length=200, blank=True)
    printed: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict, editable=False)

    class Meta:
        default_permissions = ()
        verbose_name = _("người, đơn vị đạt giải")
        verbose_name_plural = _("người, đơn vị đạt giải")
        ordering = ["prize", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(attempt__isnull=False, unit=None) | Q(attempt=None, unit__isnull=False),
                name="contests_award_of_a_person_or_a_unit",
            ),
            models.UniqueConstraint(fields=["prize", "attempt"], name="contests_one_award_per_attempt"),
            models.UniqueConstraint(fields=["prize", "unit"], name="contests_one_award_per_unit"),
        ]

    def __str__(self) -> str:
        return str(self.certificate)


class Signal(models.Model):
    """Something odd, with its evidence, for people to look at; the entrant may answer it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="signals")
    kind = models.CharField(_("dấu hiệu"), max_length=8, choices=SignalKind.choices)
    key = models.CharField(max_length=80)
    strength = models.FloatField(_("mức độ (0 đến 1)"))
    attempts = models.ManyToManyField(Attempt, related_name="signals")
    evidence: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("bằng chứng"), default=dict)
    found_at = models.DateTimeField(_("phát hiện lúc"))
    state = models.CharField(_("tình trạng"), max_length=8, choices=SignalState.choices, default=SignalState.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("kết luận lúc"), null=True)
    reason = models.TextField(_("kết luận"), blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("dấu hiệu bất thường")
        verbose_name_plural = _("dấu hiệu bất thường")
        ordering = ["round", "-strength", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "kind", "key"], name="contests_one_signal")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}"


class Complaint(models.Model):
    """What an entrant contests: a question, a score, an exclusion; answered by a person."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="complaints")
    entrant = models.ForeignKey(Entrant, models.CASCADE, related_name="complaints")
    question = models.CharField(_("mã câu hỏi"), max_length=LONGEST_CODE, blank=True)
    text = models.TextField(_("nội dung"))
    sent_at = models.DateTimeField(_("gửi lúc"))
    answer = models.TextField(_("trả lời"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("khiếu nại về cuộc thi")
        verbose_name_plural = _("khiếu nại về cuộc thi")
        ordering = ["round", "sent_at"]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.entrant_id}"
