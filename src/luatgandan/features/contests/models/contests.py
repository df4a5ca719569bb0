"""Contests as data: rounds with their rules, papers attached, units that take part, and what was sealed."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.media.models import private_storage
from luatgandan.foundation.organisations.enums import OrganisationKind
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.places.models import Ward

from ..enums import DocumentKind, LogKind, Names, Phase, RoundKind, State
from ..papers.values import Rules

LONGEST_CODE = 60


class ContestQuerySet(models.QuerySet["Contest"]):
    """Chainable filters over contests."""

    def public(self) -> Self:
        """Those everybody may see."""
        return self.filter(state=State.PUBLISHED)

    def of_units(self, codes: set[str] | None) -> Self:
        """Those of these organisations; None means all."""
        return self.all() if codes is None else self.filter(organisation__code__in=codes)

    def unfinished(self) -> Self:
        """Those with a round that is not decided yet; each as often as it has such rounds.

        Not the cancelled ones, nor those for practice, where nothing is ever decided.
        """
        return self.exclude(state=State.CANCELLED).filter(
            is_practice=False, rounds__phase__in=[one for one in Phase if one != Phase.DECIDED]
        )

    def long_over(self, before: datetime) -> Self:
        """Those cancelled before a moment, or with every round decided by then, or ended where none was decided."""
        late = Q(decided_at__gt=before) | Q(decided_at=None, ends_at__gt=before)
        is_late = Exists(Round.objects.filter(late, contest=OuterRef("pk")))
        return self.filter(changed_at__lte=before).filter(Q(state=State.CANCELLED) | ~is_late)


class Contest(models.Model):
    """One contest of one unit. `slug` is its address.

    `eligibility`: {"age_from", "age_to": at the opening of the first round; "wards": codes; "units": whether a unit of
    the contest must be chosen; "unit_kinds": of which kinds (`OrganisationKind`); "classes": allowed classes; "denied":
    digests of phones of organisers; "by_email": whether an account may take part that no phone and no VNeID stands for,
    where something can be won}. `asked`: which facts are asked of an entrant beyond the name ("born_on", "ward",
    "unit", "class_name", "phone", "email").
    A practice contest has no winners: answers are told after each attempt and nothing is sealed.
    `proof` is the public file by which anybody computes it again, made anew after each reveal and ranking.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị tổ chức"))
    slug = models.SlugField(_("địa chỉ"), max_length=80, unique=True)
    title = models.CharField(_("tên cuộc thi"), max_length=200)
    summary = models.TextField(_("giới thiệu"), blank=True)
    help_contact = models.CharField(_("nơi giúp người dự thi"), max_length=200, blank=True)
    is_practice = models.BooleanField(_("luyện tập, không xếp giải"), default=False)
    eligibility: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        _("điều kiện dự thi"), default=dict, blank=True
    )
    asked: models.JSONField[list[str], list[str]] = models.JSONField(_("thông tin hỏi khi đăng ký"), default=list)
    names = models.CharField(_("tên người dự thi"), max_length=8, choices=Names.choices, default=Names.MASKED)
    complaint_days = models.PositiveSmallIntegerField(_("số ngày nhận khiếu nại"), default=3)
    board_stops_minutes = models.PositiveIntegerField(_("ngừng cập nhật bảng trước giờ đóng (phút)"), default=60)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(_("công bố lúc"), null=True)
    changed_at = models.DateTimeField(_("đổi lúc"))
    proof = models.FileField(upload_to="contests/proofs/", storage=private_storage, blank=True, editable=False)
    proof_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    objects = ContestQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("cuộc thi")
        verbose_name_plural = _("cuộc thi")
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "state", "-changed_at"], name="contests_desk_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(approver=None) | Q(author=None) | ~Q(approver=F("author")),
                name="contests_nobody_approves_their_own",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("contests:contest", args=[self.slug])


class RoundQuerySet(models.QuerySet["Round"]):
    """Chainable filters over rounds."""

    def running(self, at: datetime) -> Self:
        """Those that run: from `starts_at` until before `ends_at`."""
        return self.filter(starts_at__lte=at, ends_at__gt=at)


class Round(models.Model):
    """One round: from `starts_at` until before `ends_at`.

    `seed` is secret until `revealed_at`; `commitment` is the published hash of all that decides (`papers.sealing`).
    `receipts` is the hash of all receipts that were ranked, told with the places. `stale_since`: somebody was excluded
    or a question voided, and the places do not know it yet. `rescored_to`: after a question was voided, attempts up to
    this key have their new score; empty when all have. `looked_to`: after a ranking odd things are looked for group by
    group, up to this one ([] none yet); empty when done. `looked_at`: when that last went on. `held_until`: not ranked
    and not revealed before, since an outage was stated or the worker was away at the end; once over it is not empty.
    `stated_at`: the first statement of an outage, after the end where there is one; from it the hold is counted.
    A final is for those who stood among the first `takes_from_earlier` of some earlier round: `Finalist` has their
    list, fixed once at `finalists_at`.
    """

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("vòng số"))
    title = models.CharField(_("tên vòng"), max_length=120, blank=True)
    kind = models.CharField(_("loại"), max_length=8, choices=RoundKind.choices, default=RoundKind.OPEN)
    takes_from_earlier = models.PositiveIntegerField(_("số người vào chung kết từ mỗi vòng trước"), default=0)
    finalists_at = models.DateTimeField(_("chốt danh sách chung kết lúc"), null=True, editable=False)
    starts_at = models.DateTimeField(_("mở lúc"))
    ends_at = models.DateTimeField(_("đóng lúc"))
    rules_data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("quy tắc"), default=dict)
    banks: models.JSONField[list[int], list[int]] = models.JSONField(_("ngân hàng câu hỏi"), default=list)
    phase = models.CharField(_("giai đoạn"), max_length=8, choices=Phase.choices, default=Phase.WAITING)
    seed = models.CharField(max_length=64, blank=True, editable=False)
    commitment = models.CharField(_("mã niêm phong"), max_length=64, blank=True, editable=False)
    sealed_at = models.DateTimeField(_("niêm phong lúc"), null=True, editable=False)
    revealed_at = models.DateTimeField(_("công bố đáp án lúc"), null=True, editable=False)
    actual = models.PositiveIntegerField(_("số đúng của câu dự đoán"), null=True, editable=False)
    receipts = models.CharField(_("mã của mọi biên nhận"), max_length=64, blank=True, editable=False)
    ranked_at = models.DateTimeField(_("xếp hạng lúc"), null=True, editable=False)
    stale_since = models.DateTimeField(_("thứ hạng chờ tính lại từ"), null=True, editable=False)
    rescored_to = models.PositiveBigIntegerField(null=True, editable=False)
    looked_to: models.JSONField[list[str] | None, list[str] | None] = models.JSONField(null=True, editable=False)
    looked_at = models.DateTimeField(null=True, editable=False)
    held_until = models.DateTimeField(_("chờ xét sự cố đến"), null=True, editable=False)
    stated_at = models.DateTimeField(_("nêu sự cố lần đầu lúc"), null=True, editable=False)
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("vòng thi")
        verbose_name_plural = _("vòng thi")
        ordering = ["contest", "number"]
        indexes = [models.Index(fields=["ends_at"], name="contests_round_end")]
        constraints = [
            models.UniqueConstraint(fields=["contest", "number"], name="contests_one_round_per_number"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="contests_round_has_time"),
        ]

    def __str__(self) -> str:
        return self.title or f"Vòng {self.number}"

    @property
    def rules(self) -> Rules:
        """Its rules as a value."""
        return Rules.from_dict(self.rules_data)

    @property
    def is_final(self) -> bool:
        """Whether it is for a list of people only."""
        return self.kind == RoundKind.FINAL

    @property
    def waits_for_finalists(self) -> bool:
        """Whether it does not open by its clock: its list is not there, or came later than it was to open.

        Then somebody gives it other times, so that nobody loses a part of theirs.
        """
        is_late = self.finalists_at is None or self.finalists_at > self.starts_at
        return self.is_final and self.phase == Phase.WAITING and is_late

    def is_open(self, at: datetime) -> bool:
        """Whether it runs; the end itself is outside."""
        return self.starts_at <= at < self.ends_at and not self.waits_for_finalists

    def is_held(self, at: datetime) -> bool:
        """Whether places and keys wait, and it may run again after an outage."""
        return self.held_until is not None and at < self.held_until

    @property
    def is_seen_over(self) -> bool:
        """Whether the clock has looked since its end: until then nobody knows whether the portal was away over it."""
        is_seen = self.held_until is not None and self.held_until >= self.ends_at
        return is_seen or self.phase not in (Phase.WAITING, Phase.SEALED)

    def tells_scores(self, at: datetime) -> bool:
        """Whether scores are told now: where people may try again, only once nobody can find the keys by trying.

        Never while the round waits to be sealed: what was sat until then is a rehearsal, with questions of the real
        banks; nor while it is held, or the clock has not seen its end yet, since it may run again. `contest` must be at
        hand.
        """
        rules = self.rules
        is_over = at >= self.ends_at + timedelta(seconds=rules.grace_seconds)
        is_over = is_over and self.is_seen_over and not self.is_held(at)
        is_real = self.phase != Phase.WAITING
        return self.contest.is_practice or (is_real and (is_over or rules.attempts == 1))


class Sealed(models.Model):
    """What a round asks, as it was when it was sealed; read once per process, never changed.

    `questions` are `SealedQuestion.to_dict()`; they hold the keys: nothing of it goes out before `Round.revealed_at`.
    """

    round = models.OneToOneField(Round, models.CASCADE, primary_key=True, related_name="sealed")
    questions: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField()

    class Meta:
        default_permissions = ()
        verbose_name = _("đề đã niêm phong")
        verbose_name_plural = _("đề đã niêm phong")

    def __str__(self) -> str:
        return str(self.round_id)


class Voided(models.Model):
    """A question that no longer counts in a round, for anybody, with the public reason."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="voided")
    code = models.CharField(_("mã câu hỏi"), max_length=LONGEST_CODE)
    reason = models.TextField(_("lý do, hiện cho mọi người"))
    at = models.DateTimeField(_("hủy lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        verbose_name = _("câu hỏi bị hủy")
        verbose_name_plural = _("câu hỏi bị hủy")
        constraints = [models.UniqueConstraint(fields=["round", "code"], name="contests_voided_once")]

    def __str__(self) -> str:
        return self.code


class Unit(models.Model):
    """A unit that takes part: an agency, a school, a ward's hamlet. `join_code` is what a class types or scans.

    `asked_headcount` and `asked_name` wait for a second person: nobody changes a headcount alone once the first round
    has opened, nor a name once places are public.
    """

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="units")
    name = models.CharField(_("tên đơn vị dự thi"), max_length=200)
    folded = models.CharField(max_length=280, editable=False)
    kind = models.CharField(_("loại"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    headcount = models.PositiveIntegerField(_("số người của đơn vị"), null=True, blank=True)
    asked_headcount = models.PositiveIntegerField(_("số người chờ duyệt"), null=True, editable=False)
    asked_name = models.CharField(_("tên chờ duyệt"), max_length=200, blank=True, editable=False)
    asked_reason = models.CharField(_("lý do đề nghị"), max_length=500, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )  # fmt: skip
    join_code = models.CharField(_("mã vào thi"), max_length=12, unique=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("đơn vị dự thi")
        verbose_name_plural = _("đơn vị dự thi")
        ordering = ["contest", "folded"]
        constraints = [models.UniqueConstraint(fields=["contest", "name"], name="contests_one_unit_per_name")]

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """A paper of the contest; public ones are shown on its page.

    What rules a public contest (`DocumentKind.binding`) stays; another one beside it waits for a second person.
    """

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="documents")
    kind = models.CharField(_("loại văn bản"), max_length=10, choices=DocumentKind.choices)
    title = models.CharField(_("trích yếu"), max_length=300)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    file = models.FileField(_("tệp"), upload_to="contests/", storage=private_storage)
    is_public = models.BooleanField(_("cho mọi người xem"), default=True)
    is_waiting = models.BooleanField(_("chờ người thứ hai xác nhận"), default=False, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )  # fmt: skip

    class Meta:
        default_permissions = ()
        verbose_name = _("văn bản của cuộc thi")
        verbose_name_plural = _("văn bản của cuộc thi")
        ordering = ["contest", "signed_on", "pk"]

    def __str__(self) -> str:
        return self.title


class LogEntry(models.Model):
    """One line of the contest log; rows are added, never changed. `detail` holds codes and figures, no names."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="log")
    at = models.DateTimeField(_("lúc"))
    kind = models.CharField(_("việc"), max_length=10, choices=LogKind.choices)
    attempt = models.ForeignKey("Attempt", models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    detail: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("chi tiết"), default=dict)

    class Meta:
        default_permissions = ()
        verbose_name = _("nhật ký cuộc thi")
        verbose_name_plural = _("nhật ký cuộc thi")
        ordering = ["contest", "-at", "-pk"]
        indexes = [models.Index(fields=["contest", "kind", "-at"], name="contests_log")]

    def __str__(self) -> str:
        return f"{self.contest_id}: {self.kind}"
