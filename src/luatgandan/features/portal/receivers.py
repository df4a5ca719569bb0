"""When Wagtail publishes or withdraws a page, call one service."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from luatgandan.foundation.modules.services import content_changed

from . import services
from .models import SiteIdentity, TopicPage


def _acting() -> Any:
    """Who acts at the desk right now; None for commands and the clock."""
    context = get_active_log_context()
    return context.user if context else None


@receiver(page_published)
def on_page_published(sender: type, instance: Any, **kwargs: Any) -> None:
    services.page_went_public(page=instance, actor=_acting(), at=timezone.now())


@receiver(page_unpublished)
def on_page_unpublished(sender: type, instance: Any, **kwargs: Any) -> None:
    services.page_was_withdrawn(page=instance, actor=_acting(), at=timezone.now())


@receiver(post_page_move)
def on_page_moved(sender: type, instance: Any, **kwargs: Any) -> None:
    content_changed()


@receiver(post_delete)
def on_page_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, TopicPage):
        services.topic_was_deleted(topic=instance, at=timezone.now())
    if isinstance(instance, Page):
        content_changed()


@receiver([post_save, post_delete], sender=PageViewRestriction)
@receiver([post_save, post_delete], sender=SiteIdentity)
def on_surroundings_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    content_changed()
