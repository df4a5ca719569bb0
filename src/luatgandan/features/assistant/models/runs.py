"""What is kept of an asking: how it ended and what it proves. No person, no address, no cookie; no personal data."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..enums import ANSWERED, Gap, Opinion, Status, Verdict


class RunQuerySet(models.QuerySet["Run"]):
    """Chainable filters over runs."""

    def answered(self) -> Self:
        """Those that ended with an answer."""
        return self.filter(status__in=ANSWERED)

    def accused(self) -> Self:
        """Answers said to rest on the wrong law, that no officer has looked at since."""
        return self.answered().filter(opinion=Opinion.WRONG_LAW, verdict="")


class Run(models.Model):
    """One asking from question to card. `question` is scrubbed of personal data and forgotten after some days.

    `card` holds plain values (`pipeline.values.Card.to_dict`); `token` is the address of the answer, not to be guessed.
    """

    token = models.CharField(max_length=22, unique=True)
    asked_at = models.DateTimeField(_("hỏi lúc"), db_index=True)
    status = models.CharField(_("kết cục"), max_length=24, choices=Status.choices)
    why = models.CharField(_("do"), max_length=40, blank=True)
    language = models.CharField(_("ngôn ngữ"), max_length=7, default="vi")
    question = models.TextField(_("lời hỏi"), blank=True)
    day = models.DateField(_("theo luật ngày"))
    card: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("câu trả lời"), default=dict)
    took_ms = models.PositiveIntegerField(_("mili giây"), default=0)
    opinion = models.CharField(_("người hỏi thấy"), max_length=12, choices=Opinion.choices, blank=True)
    verdict = models.CharField(_("cán bộ thấy"), max_length=8, choices=Verdict.choices, blank=True)
    judged_on = models.DateField(_("xem lại ngày"), null=True, blank=True)
    recalled_on = models.DateField(_("luật đổi từ ngày"), null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("lượt hỏi trợ lý")
        verbose_name_plural = _("lượt hỏi trợ lý")
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["status", "asked_at"], name="runs_by_status")]

    def __str__(self) -> str:
        return f"{self.status} {self.token}"

    def get_absolute_url(self) -> str:
        return reverse("assistant:answer", args=[self.token])

    @property
    def proof_url(self) -> str:
        """The page that shows every sentence beside the words of the law."""
        return reverse("assistant:proof", args=[self.token])

    @property
    def is_answered(self) -> bool:
        """Whether it ended with an answer."""
        return self.status in ANSWERED

    @property
    def gap(self) -> str:
        """Why nothing was found, in words; "" for what has none."""
        return str(Gap(self.why).label) if self.why in Gap.values else ""

    def is_recalled(self, day: date) -> bool:
        """Whether a provision it rests on reads otherwise by now."""
        return self.recalled_on is not None and self.recalled_on <= day
