"""How documents bear on each other, and changes read out of amending documents that wait for an officer."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luatgandan.lib.legaltext.address import label_of

from ..enums import Action, Origin, Proposal, RelationKind
from .documents import Document
from .text import ProvisionVersion


class RelationQuerySet(models.QuerySet["Relation"]):
    """Chainable filters over relations."""

    def acting_on(self, documents: Iterable[Document]) -> Self:
        """Relations in which one of these documents is acted on, whichever side states it."""
        ids = [one.pk for one in documents]
        return self.filter(Q(target__in=ids, is_passive=False) | Q(document__in=ids, is_passive=True))

    def of(self, document: Document) -> Self:
        """Relations in which the document stands on either side."""
        return self.filter(Q(document=document) | Q(target=document))

    def confirmed(self) -> Self:
        """Relations that count."""
        return self.filter(state=Proposal.CONFIRMED)


class Relation(models.Model):
    """`document` (or one provision of it) bears on `target`; a target that is not here yet is kept by its number.

    `is_passive` turns it round, as sources state it beside the older document: `target` bears on `document`.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="relations")
    eid = models.CharField(_("tại (eId)"), max_length=120, blank=True)
    kind = models.CharField(_("quan hệ"), max_length=24, choices=RelationKind.choices)
    is_passive = models.BooleanField(_("chiều bị động"), default=False)
    target = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="bearings")
    target_number = models.CharField(_("số văn bản đích"), max_length=80, blank=True)
    target_key = models.CharField(_("số văn bản đích để tra"), max_length=80, blank=True)
    target_name = models.TextField(_("tên văn bản đích"), blank=True)
    target_eid = models.CharField(_("đơn vị đích (eId)"), max_length=120, blank=True)
    effective_on = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    text = models.TextField(_("câu nói ra quan hệ"), blank=True)
    origin = models.CharField(_("nguồn"), max_length=10, choices=Origin.choices, default=Origin.TEXT)
    confidence = models.FloatField(_("độ tin cậy"), default=1.0)
    state = models.CharField(_("duyệt"), max_length=10, choices=Proposal.choices, default=Proposal.CONFIRMED)
    decided_by = models.CharField(_("người duyệt"), max_length=120, blank=True)
    decided_at = models.DateTimeField(_("duyệt lúc"), null=True, blank=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("quan hệ văn bản")
        verbose_name_plural = _("quan hệ văn bản")
        ordering = ["document", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "eid", "kind", "is_passive", "target_key", "target_eid", "origin"],
                name="one_relation_per_pair",
            )
        ]
        indexes = [
            models.Index(fields=["target", "kind"], name="relations_by_target"),
            models.Index(fields=["target_key"], condition=Q(target=None), name="relations_dangling"),
        ]

    def __str__(self) -> str:
        kind = RelationKind(self.kind)
        return f"{self.document} {kind.passive if self.is_passive else kind.label} {self.target or self.target_number}"

    @property
    def actor(self) -> Document | None:
        """The document that acts; None while it is not in the library."""
        return self.target if self.is_passive else self.document

    @property
    def acted(self) -> Document | None:
        """The document acted on; None while it is not in the library."""
        return self.document if self.is_passive else self.target

    @property
    def is_backwards(self) -> bool:
        """Whether the acting document was issued before the one it acts on, which only sources in error say."""
        one, other = self.actor, self.acted
        return bool(one and other and one.issued_on and other.issued_on and one.issued_on < other.issued_on)

    @property
    def acted_eid(self) -> str:
        """The provision acted on; empty for the whole document."""
        return self.eid if self.is_passive else self.target_eid


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
        return f"{self.document}: {self.get_action_display()} {self.place} {self.target or self.target_number}"

    @property
    def law(self) -> Document:
        """The document that is changed. Raises Document.DoesNotExist while it is not in the library."""
        if self.target is None:
            raise Document.DoesNotExist(self.target_number)
        return self.target

    @property
    def place(self) -> str:
        """ "điểm a khoản 3 Điều 6", "Chương II"; empty for the whole document."""
        return label_of(self.target_eid)
