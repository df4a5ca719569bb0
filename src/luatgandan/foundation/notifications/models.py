"""What a person was told, how it went out, and how the person wants to be told."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .enums import Channel, DeliveryState


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Filters."""

    def unread(self) -> "NotificationQuerySet":
        """Not opened yet."""
        return self.filter(read_at=None)


class Notification(models.Model):
    """One line for one person with the place to go; details stay behind the link."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications", verbose_name=_("người nhận")
    )
    kind = models.CharField(_("loại"), max_length=60)
    title = models.CharField(_("tiêu đề"), max_length=200)
    url = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("lúc"))
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        default_permissions = ()
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        indexes = [models.Index(fields=["person", "read_at", "-created_at"], name="notification_by_person")]

    def __str__(self) -> str:
        return self.title


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Filters."""

    def due(self, at: datetime) -> "DeliveryQuerySet":
        """Waiting and its time has come."""
        return self.filter(state=DeliveryState.WAITING, next_at__lte=at)


class Delivery(models.Model):
    """One way out for one notification."""

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("kênh"), max_length=8, choices=Channel.choices)
    state = models.CharField(
        _("tình trạng"), max_length=8, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("số lần thử"), default=0)
    next_at = models.DateTimeField(_("thử lúc"))
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    fault = models.CharField(_("lỗi"), max_length=200, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("lượt gửi")
        verbose_name_plural = _("lượt gửi")
        constraints = [
            models.UniqueConstraint(fields=["notification", "channel"], name="one_delivery_per_channel"),
        ]
        indexes = [models.Index(fields=["next_at"], condition=Q(state="waiting"), name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.notification_id} {self.channel} {self.state}"


class Preference(models.Model):
    """The person's own word about one kind and channel; without a row the kind's usual channels count."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("loại"), max_length=60)
    channel = models.CharField(_("kênh"), max_length=8, choices=Channel.choices)
    is_on = models.BooleanField(_("nhận"))

    class Meta:
        default_permissions = ()
        verbose_name = _("cách nhận thông báo")
        verbose_name_plural = _("cách nhận thông báo")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "channel"], name="one_preference_per_kind_and_channel")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.is_on}"


class Follower(models.Model):
    """Who wants to be told when one thing changes: a person, or who holds a confirmed e-mail address.

    A room makes its own table of it, with what is followed and what was told last. `token` is in the letters;
    `room` names the room's addresses "confirm" and "stop".
    """

    room = ""

    token = models.CharField(max_length=43, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    email = models.EmailField(_("thư điện tử"), blank=True)
    language = models.CharField(max_length=7, default="vi")
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, email="") | Q(person=None) & ~Q(email=""),
                name="%(app_label)s_followed_by_person_or_address",
            )
        ]

    @property
    def when(self) -> str:
        """When the follower is told, as a part of a sentence that begins "you hear …"."""
        raise NotImplementedError

    @property
    def url(self) -> str:
        """The page of what is followed."""
        raise NotImplementedError

    @property
    def confirm_url(self) -> str:
        """Where the holder of the address says yes."""
        return reverse(f"{self.room}:confirm", args=[self.token])

    @property
    def stop_url(self) -> str:
        """Where the holder of the address says no more."""
        return reverse(f"{self.room}:stop", args=[self.token])
