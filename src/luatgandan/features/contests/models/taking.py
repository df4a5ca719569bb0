"""Who takes part, their attempts, and every answer they gave."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.places.models import Ward

from ..enums import Standing
from ..papers.values import counted_from
from .contests import Contest, Round, Unit


class Entrant(models.Model):
    """One person in one contest, with an account or from a roster (then `person` is empty).

    `public_id` is what a person's own link holds; `code` is what the public sees ("CT-7F3K2") and what papers are drawn
    from, so it never changes.
    `login_digest` is the keyed hash of the roster's personal code, `phone_digest` that of the phone: one entry a phone.
    `phone` and `email` are kept where the contest asks for them; `folded` is the name without marks.
    `is_admitted`: somebody let the person take part although the conditions speak against it.
    `extra_percent` is added to the time of registered disabled people. `language` is the one they are written to in.
    """

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="entrants")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("mã dự thi"), max_length=12)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("họ và tên"), max_length=120)
    folded = models.CharField(max_length=160, blank=True, editable=False)
    born_on = models.DateField(_("ngày sinh"), null=True, blank=True)
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="entrants")
    class_name = models.CharField(_("lớp"), max_length=20, blank=True)
    phone = models.CharField(_("số điện thoại để liên hệ"), max_length=16, blank=True)
    email = models.EmailField(_("thư điện tử để liên hệ"), blank=True)
    phone_digest = models.CharField(max_length=64, blank=True, editable=False)
    login_digest = models.CharField(max_length=64, blank=True, editable=False)
    shows_name = models.BooleanField(_("đồng ý hiện tên"), default=False)
    guardian_agreed_at = models.DateTimeField(_("người giám hộ đồng ý lúc"), null=True, blank=True)
    extra_percent = models.PositiveSmallIntegerField(_("thêm giờ (%)"), default=0)
    language = models.CharField(_("ngôn ngữ"), max_length=7, choices=settings.LANGUAGES, default="vi")
    standing = models.CharField(_("tư cách"), max_length=10, choices=Standing.choices, default=Standing.ACTIVE)
    standing_reason = models.TextField(_("lý do"), blank=True)
    is_admitted = models.BooleanField(_("được nhận dù không đủ điều kiện"), default=False)
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)
    joined_at = models.DateTimeField(_("đăng ký lúc"))

    class Meta:
        default_permissions = ()
        verbose_name = _("người dự thi")
        verbose_name_plural = _("người dự thi")
        ordering = ["contest", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "code"], name="contests_one_code"),
            models.UniqueConstraint(fields=["contest", "person"], name="contests_one_entry_per_person"),
            models.UniqueConstraint(
                fields=["contest", "phone_digest"], condition=~Q(phone_digest=""), name="contests_one_entry_per_phone"
            ),
            models.UniqueConstraint(
                fields=["contest", "login_digest"], condition=~Q(login_digest=""), name="contests_one_entry_per_login"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Correction(models.Model):
    """What somebody asks to put right of an entrant whose results are out: a second person writes it, or drops it.

    Gone once it is settled, and when the person is forgotten.
    """

    entrant = models.OneToOneField(Entrant, models.CASCADE, related_name="correction")
    name = models.CharField(_("họ và tên"), max_length=120)
    born_on = models.DateField(_("ngày sinh"), null=True)
    class_name = models.CharField(_("lớp"), max_length=20, blank=True)
    reason = models.CharField(_("lý do"), max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("đề nghị lúc"))

    class Meta:
        default_permissions = ()
        verbose_name = _("sửa thông tin chờ duyệt")
        verbose_name_plural = _("sửa thông tin chờ duyệt")

    def __str__(self) -> str:
        return str(self.entrant_id)


class Finalist(models.Model):
    """Somebody who may sit a final, with the earlier round and the place that sent them; rows are never changed."""

    final = models.ForeignKey(Round, models.CASCADE, related_name="finalists")
    entrant = models.ForeignKey(Entrant, models.CASCADE, related_name="+")
    earlier = models.ForeignKey(Round, models.CASCADE, related_name="+")
    place = models.PositiveIntegerField(_("hạng ở vòng trước"))

    class Meta:
        default_permissions = ()
        verbose_name = _("người vào chung kết")
        verbose_name_plural = _("người vào chung kết")
        ordering = ["final", "earlier__number", "place"]
        constraints = [models.UniqueConstraint(fields=["final", "entrant"], name="contests_once_in_a_final")]

    def __str__(self) -> str:
        return f"{self.final_id}: {self.entrant_id}"


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Chainable filters over attempts."""

    def submitted(self) -> Self:
        """Submitted attempts of people who take part, none that was sat again: what is ranked and counted."""
        return self.filter(submitted_at__isnull=False, is_set_aside=False, entrant__standing=Standing.ACTIVE)

    def given_again(self, at: datetime) -> Self:
        """Those that an outage had cut off which is confirmed by then."""
        return self.filter(_is_given_again(at))

    def with_given(self, at: datetime) -> Self:
        """Each with `is_given_again`: whether it is one of those."""
        return self.annotate(is_given_again=_is_given_again(at))


class Attempt(models.Model):
    """One sitting. The server's clock alone counts: `ends_at` is fixed at the start.

    `paper` is the hash of the drawn paper, which is recomputed from seed, code and number (`papers.drawing`).
    Ranking writes every row into every index, so there is none that another one begins with.
    `shown_at` is when the paper was first given out; the time taken counts from it (`papers.values.counted_from`).
    `score` in thousandths of a question; `millis` the time taken; `place` the rank in the round.
    `is_set_aside`: an outage cut it off and its person began again (`services.outages`); it stays in the export and
    never counts. `is_given_again` is there where `AttemptQuerySet.with_given` was asked.
    """

    is_given_again: bool

    round = models.ForeignKey(Round, models.CASCADE, related_name="attempts", db_index=False)
    entrant = models.ForeignKey(Entrant, models.CASCADE, related_name="attempts", db_index=False)
    number = models.PositiveIntegerField(_("lượt số"))
    paper = models.CharField(max_length=64, editable=False)
    device = models.CharField(max_length=32, blank=True, editable=False)
    started_at = models.DateTimeField(_("bắt đầu lúc"))
    shown_at = models.DateTimeField(_("đề hiện lần đầu lúc"), null=True)
    ends_at = models.DateTimeField(_("hết giờ lúc"))
    submitted_at = models.DateTimeField(_("nộp lúc"), null=True)
    is_automatic = models.BooleanField(_("hệ thống nộp thay khi hết giờ"), default=False)
    prediction = models.PositiveIntegerField(_("số dự đoán"), null=True, blank=True)
    receipt = models.CharField(_("mã biên nhận"), max_length=64, blank=True)
    score = models.PositiveIntegerField(_("điểm"), null=True)
    is_all_right = models.BooleanField(_("đúng hết"), default=False)
    millis = models.PositiveBigIntegerField(_("thời gian làm bài (ms)"), null=True)
    lot = models.BigIntegerField(editable=False, default=0)
    is_set_aside = models.BooleanField(_("gác lại vì sự cố"), default=False)
    is_counted = models.BooleanField(_("được tính"), default=False)
    place = models.PositiveIntegerField(_("thứ hạng"), null=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("lượt thi")
        verbose_name_plural = _("lượt thi")
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entrant", "round", "number"], name="contests_one_attempt_per_number"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("started_at")), name="contests_attempt_has_time"),
        ]
        indexes = [
            models.Index(fields=["round", "place"], name="contests_board"),
            models.Index(fields=["ends_at"], condition=Q(submitted_at=None), name="contests_still_open"),
        ]

    def __str__(self) -> str:
        return f"{self.entrant_id} ({self.number})"

    @property
    def begins_at(self) -> datetime:
        """Where its time begins; `round` must be at hand."""
        return counted_from(self.started_at, self.shown_at, self.round.rules)


class Response(models.Model):
    """The answer to one place of a paper; the newest wins, by the device's own count `sequence`.

    `given_at` is when it was given by the device's clock, laid inside the attempt's span; `saved_at` when it came.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses", db_index=False)
    slot = models.PositiveSmallIntegerField(_("câu số"))
    answer: models.JSONField[list[str], list[str]] = models.JSONField(_("trả lời"))
    sequence = models.PositiveIntegerField()
    given_at = models.DateTimeField(_("trả lời lúc"))
    saved_at = models.DateTimeField(_("lưu lúc"))

    class Meta:
        default_permissions = ()
        verbose_name = _("câu trả lời trong bài thi")
        verbose_name_plural = _("câu trả lời trong bài thi")
        ordering = ["attempt", "slot"]
        constraints = [models.UniqueConstraint(fields=["attempt", "slot"], name="contests_one_answer_per_slot")]

    def __str__(self) -> str:
        return f"{self.attempt_id}.{self.slot}"


class Device(models.Model):
    """A device an attempt was worked on, for people who look at odd things; forgotten with the contest's data."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="devices", db_index=False)
    digest = models.CharField(max_length=32)
    first_at = models.DateTimeField(_("lần đầu lúc"))

    class Meta:
        default_permissions = ()
        verbose_name = _("thiết bị làm bài")
        verbose_name_plural = _("thiết bị làm bài")
        constraints = [models.UniqueConstraint(fields=["attempt", "digest"], name="contests_one_line_per_device")]

    def __str__(self) -> str:
        return self.digest


class Outage(models.Model):
    """A span in which a round could not be sat, stated by one person and confirmed by another.

    `ends_at` is the later end of the round that goes with it, if any; `reason` is for everybody.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="outages")
    from_at = models.DateTimeField(_("từ lúc"))
    to_at = models.DateTimeField(_("đến lúc"))
    ends_at = models.DateTimeField(_("giờ đóng mới"), null=True)
    reason = models.TextField(_("lý do, hiện cho mọi người"))
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    stated_at = models.DateTimeField(_("nêu lúc"))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("sự cố")
        verbose_name_plural = _("sự cố")
        ordering = ["round", "from_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_at__gt=F("from_at")), name="contests_outage_lasts"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(stated_by=None) | ~Q(confirmed_by=F("stated_by")),
                name="contests_nobody_confirms_their_own",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.from_at} – {self.to_at}"


def cutting() -> models.QuerySet[Outage]:
    """Within a query over attempts: the confirmed outages that cut one off which the clock handed in.

    It ran within the span, and was handed in before the outage was confirmed: later ones got its minutes.
    """
    return Outage.objects.filter(
        round=OuterRef("round"), to_at__gt=OuterRef("started_at"), from_at__lt=OuterRef("submitted_at"),
        confirmed_at__gte=OuterRef("submitted_at"),
    ).order_by()  # fmt: skip


def _is_given_again(at: datetime) -> Q:
    return Q(Exists(cutting().filter(confirmed_at__lte=at)), is_automatic=True)
