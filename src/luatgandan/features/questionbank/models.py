"""Banks, their questions, every version of their words, and what was done to them."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.media.models import private_storage
from luatgandan.foundation.organisations.models import Organisation

from .enums import Act, Audience, Difficulty, Field, Kind, State
from .formats.values import Content, Medium, Option

LONGEST_CODE = LONGEST_UNIT = 40


class Bank(models.Model):
    """The questions of one unit; every unit may draw from a shared one. One "for contests only" is never practised."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    is_shared = models.BooleanField(_("dùng chung cho mọi đơn vị"), default=False)
    is_for_contests = models.BooleanField(_("chỉ dùng cho cuộc thi, không cho ôn tập"), default=False)

    class Meta:
        default_permissions = ()
        verbose_name = _("ngân hàng câu hỏi")
        verbose_name_plural = _("ngân hàng câu hỏi")
        ordering = ["-is_shared", "organisation__path"]

    def __str__(self) -> str:
        return self.organisation.name


class ItemQuerySet(models.QuerySet["Item"]):
    """Chainable filters over questions."""

    def of_units(self, codes: set[str] | None) -> Self:
        """Those in the banks of these organisations; None means all."""
        return self.all() if codes is None else self.filter(bank__organisation__code__in=codes)

    def usable(self) -> Self:
        """Those with an approved version: what contests and practice may draw."""
        return self.filter(approved__isnull=False)

    def for_practice(self) -> Self:
        """Those that may be practised with their keys: not of banks for contests only."""
        return self.filter(bank__is_for_contests=False)


class Item(models.Model):
    """One question. `code` is stable within its bank. `latest` is its newest version, `approved` the one in use.

    `drawn` is the sum of its `Exposure` rows: in how many papers it stood.
    While a newer version is on its way, the approved one stays in use.
    """

    bank = models.ForeignKey(Bank, models.PROTECT, related_name="items", verbose_name=_("ngân hàng"))
    code = models.CharField(_("mã câu hỏi"), max_length=LONGEST_CODE)
    kind = models.CharField(_("loại câu hỏi"), max_length=10, choices=Kind.choices)
    field = models.CharField(_("lĩnh vực"), max_length=24, choices=Field.choices, default=Field.OTHER)
    difficulty = models.PositiveSmallIntegerField(_("độ khó"), choices=Difficulty.choices, default=Difficulty.MEDIUM)
    audience: models.JSONField[list[str], list[str]] = models.JSONField(_("dành cho"), default=list, blank=True)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.DRAFT)
    latest = models.ForeignKey("ItemVersion", models.PROTECT, null=True, related_name="+")
    approved = models.ForeignKey("ItemVersion", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(_("đổi lúc"))
    drawn = models.PositiveIntegerField(_("số lượt đã ra đề"), default=0)

    objects = ItemQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("câu hỏi trong ngân hàng")
        verbose_name_plural = _("câu hỏi trong ngân hàng")
        ordering = ["bank", "code"]
        constraints = [models.UniqueConstraint(fields=["bank", "code"], name="questionbank_one_code_in_a_bank")]
        indexes = [
            models.Index(fields=["bank", "state", "-changed_at"], name="questionbank_list"),
            models.Index(fields=["field", "difficulty"], name="questionbank_draw"),
            models.Index(fields=["drawn"], name="questionbank_drawn"),
        ]

    def __str__(self) -> str:
        return self.code

    def desk_path(self) -> str:
        """Its page at the desk."""
        return reverse("questionbank_desk:item", args=[self.pk])

    @property
    def audience_labels(self) -> list[str]:
        """For whom it is, in words."""
        return [str(Audience(one).label) for one in self.audience if one in Audience.values]


class Exposure(models.Model):
    """In how many papers a question stood, for one `source` ("round:17"); counted when the source is closed."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="exposures")
    source = models.CharField(_("nguồn"), max_length=40)
    papers = models.PositiveIntegerField(_("số đề"))

    class Meta:
        default_permissions = ()
        verbose_name = _("lượt ra đề của câu hỏi")
        verbose_name_plural = _("lượt ra đề của câu hỏi")
        constraints = [models.UniqueConstraint(fields=["item", "source"], name="questionbank_counted_once")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.source}"


class MediaFile(models.Model):
    """The bytes of a picture, sound, film or captions under their SHA-256; never changed.

    It has no public address: whoever may see a question is given a signed one with it (`rules.addresses`). What no
    version uses goes after a day.
    """

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    kind = models.CharField(_("loại"), max_length=10)
    suffix = models.CharField(_("đuôi tệp"), max_length=6)
    content = models.FileField(_("tệp"), upload_to="items/", max_length=120, storage=private_storage)
    size = models.PositiveIntegerField(_("số byte"))
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    kept_at = models.DateTimeField(_("giữ lúc"))

    class Meta:
        default_permissions = ()
        verbose_name = _("tệp của câu hỏi")
        verbose_name_plural = _("tệp của câu hỏi")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.sha256}.{self.suffix}"

    @property
    def facts(self) -> dict[str, Any]:
        """What a `Medium` says of its file."""
        names = ("kind", "sha256", "suffix", "size", "width", "height")
        return {name: getattr(self, name) for name in names}


class ItemVersion(models.Model):
    """The words of a question at one time; versions are added, their words never change.

    `options` are [{"id", "text", "side"}], `key` as `formats.values` says, `media` the fields of `Medium` and `files`
    what they name, `basis` addresses of provisions as read on `day_of_law`: [{"document": 17, "eid": "art_6"}].
    `khmer` holds the same words in Khmer: {"stem", "options": {id: text}, "explanation", "media": {sha256: {"alt",
    "transcript"}}}. Content that came with the portal, or by a command, has no author.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("bản số"))
    stem = models.TextField(_("câu hỏi"))
    options: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        _("phương án"), default=list
    )
    media: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        _("hình, âm thanh, phim"), default=list
    )
    files = models.ManyToManyField(MediaFile, related_name="versions")
    key: models.JSONField[list[str], list[str]] = models.JSONField(_("đáp án"), default=list)
    unit = models.CharField(_("đơn vị tính"), max_length=LONGEST_UNIT, blank=True)
    explanation = models.TextField(_("giải thích"), blank=True)
    khmer: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("bản tiếng Khmer"), default=dict)
    basis: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        _("căn cứ pháp lý"), default=list
    )
    day_of_law = models.DateField(_("theo luật ngày"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người soạn")
    )
    saved_at = models.DateTimeField(_("lưu lúc"))
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người kiểm tra")
    )
    checked_at = models.DateTimeField(_("kiểm tra lúc"), null=True)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người duyệt")
    )
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("bản câu hỏi")
        verbose_name_plural = _("bản câu hỏi")
        ordering = ["item", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="questionbank_one_version_per_number"),
            models.CheckConstraint(
                condition=Q(checker=None) | ~Q(checker=F("author")), name="questionbank_nobody_checks_their_own"
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(approver=F("author")), name="questionbank_nobody_approves_their_own"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} ({self.number})"

    def content_of(self, kind: str) -> Content:
        """Its words as a value; the kind is the item's."""
        return Content(
            kind=Kind(kind), stem=self.stem, options=tuple(Option(**one) for one in self.options),
            key=tuple(self.key), unit=self.unit, explanation=self.explanation,
            media=tuple(Medium(**one) for one in self.media),
        )  # fmt: skip


class Move(models.Model):
    """One act on a question; rows are added, never changed. `reason` is for colleagues."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="moves")
    act = models.CharField(_("việc"), max_length=10, choices=Act.choices)
    at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("người làm")
    )
    number = models.PositiveIntegerField(_("bản số"))
    to_state = models.CharField(max_length=10, choices=State.choices)
    reason = models.TextField(_("lý do"), blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("việc đã làm với câu hỏi trong ngân hàng")
        verbose_name_plural = _("việc đã làm với câu hỏi trong ngân hàng")
        ordering = ["item", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.act}"
