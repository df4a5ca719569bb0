"""How documents bear on each other, and changes read out of amending documents that wait for an officer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import Action, Origin, Proposal, RelationKind
from .documents import Document
from .text import ProvisionVersion


class Relation(models.Model):
    """`document` (or one provision of it) bears on `target`; a target that is not here yet is kept by its number."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="relations")
    eid = models.CharField(_("tại (eId)"), max_length=120, blank=True)
    kind = models.CharField(_("quan hệ"), max_length=24, choices=RelationKind.choices)
    target = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="bearings")
    target_number = models.CharField(_("số văn bản đích"), max_length=80, blank=True)
    target_key = models.CharField(_("số văn bản đích để tra"), max_length=80, blank=True)
    target_name = models.TextField(_("tên văn bản đích"), blank=True)
    target_eid = models.CharField(_("đơn vị đích (eId)"), max_length=120, blank=True)
    effective_on = models.DateField(_("từ ngày"), null=True, blank=True)
    text = models.TextField(_("câu nói ra quan hệ"), blank=True)
    origin = models.CharField(_("nguồn"), max_length=10, choices=Origin.choices, default=Origin.TEXT)
    confidence = models.FloatField(_("độ tin cậy"), default=1.0)
    state = models.CharField(_("duyệt"), max_length=10, choices=Proposal.choices, default=Proposal.CONFIRMED)

    class Meta:
        verbose_name = _("quan hệ văn bản")
        verbose_name_plural = _("quan hệ văn bản")
        ordering = ["document", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "eid", "kind", "target_key", "target_eid", "origin"], name="one_relation_per_pair"
            )
        ]
        indexes = [
            models.Index(fields=["target", "kind"], name="relations_by_target"),
            models.Index(fields=["target_key"], condition=Q(target=None), name="relations_dangling"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.get_kind_display()} {self.target or self.target_number}"


class Change(models.Model):
    """One change that an amending document makes to one provision, as the reader of amendments proposes it."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="proposed_changes")
    eid = models.CharField(_("tại (eId)"), max_length=120, blank=True)
    action = models.CharField(_("việc"), max_length=12, choices=Action.choices)
    target = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="incoming_changes")
    target_number = models.CharField(_("số văn bản đích"), max_length=80, blank=True)
    target_key = models.CharField(_("số văn bản đích để tra"), max_length=80, blank=True)
    target_eid = models.CharField(_("đơn vị đích (eId)"), max_length=120)
    content = models.JSONField(_("lời mới"), default=list)
    words = models.JSONField(_("cụm từ thay"), default=list)
    text = models.TextField(_("câu sửa đổi"), blank=True)
    effective_on = models.DateField(_("từ ngày"), null=True, blank=True)
    confidence = models.FloatField(_("độ tin cậy"), default=1.0)
    state = models.CharField(_("duyệt"), max_length=10, choices=Proposal.choices, default=Proposal.PROPOSED)
    problem = models.CharField(_("vướng mắc"), max_length=300, blank=True)
    version = models.ForeignKey(
        ProvisionVersion, models.SET_NULL, null=True, blank=True, related_name="made_by", verbose_name=_("phiên bản")
    )
    decided_by = models.CharField(_("người duyệt"), max_length=120, blank=True)
    decided_at = models.DateTimeField(_("duyệt lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("đề xuất sửa đổi")
        verbose_name_plural = _("đề xuất sửa đổi")
        ordering = ["document", "id"]
        indexes = [
            models.Index(fields=["target", "state"], name="changes_by_target"),
            models.Index(fields=["target_key"], condition=Q(target=None), name="changes_dangling"),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_action_display()} {self.target_eid} {self.target or self.target_number}"
