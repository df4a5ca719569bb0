"""When Wagtail publishes or withdraws a page, call one service; what people can find is noted for the index."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from luatgandan.features.library.events import ReviewsChanged
from luatgandan.features.library.services import note_lent
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.search.services import note_changes, note_source
from luatgandan.lib.events import receives

from . import services
from .events import PagePublished, PageWithdrawn
from .models import SiteIdentity, TopicPage
from .queries.search_items import PAGES, TOPICS, topics_under


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


@receives(PagePublished, inside=True)
@receives(PageWithdrawn, inside=True)
def note_page(event: PagePublished | PageWithdrawn) -> None:
    """A page is a topic or another one; what is not there is nothing to the other source."""
    note_changes(source=TOPICS, keys=[event.page_id])
    note_changes(source=PAGES, keys=[event.page_id])


@receiver(post_delete)
def note_deleted_page(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page):
        note_changes(source=TOPICS, keys=[instance.pk])
        note_changes(source=PAGES, keys=[instance.pk])


@receiver(post_page_move)
@receiver([post_save, post_delete], sender=PageViewRestriction)
def note_all_pages(sender: type, instance: Any, **kwargs: Any) -> None:
    """Addresses and restrictions reach down the tree. The law is noted first: what came last is worked off first."""
    page = instance.page_id if isinstance(instance, PageViewRestriction) else instance.pk
    note_lent(model=TopicPage._meta.label_lower, keys=topics_under(page))
    note_source(source=TOPICS)
    note_source(source=PAGES)


@receives(ReviewsChanged, inside=True)
def note_reviewed(event: ReviewsChanged) -> None:
    """An answer may be hidden now, or shown again."""
    if event.model == TopicPage._meta.label_lower:
        note_changes(source=TOPICS, keys=event.object_ids)
