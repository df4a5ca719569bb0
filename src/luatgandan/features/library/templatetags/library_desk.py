"""What the library's desk screens show of values."""

from django import template

from .. import queries
from ..models import Change, Review

register = template.Library()
register.filter("place", queries.label_of)


@register.filter
def percent(confidence: float) -> str:
    """ "92 %"."""
    return f"{round(confidence * 100)}\u202f%"


@register.filter
def order_url(change: Change) -> str:
    """Where the amending provision is read."""
    return change.document.provision_url(change.eid) if change.eid else change.document.get_absolute_url()


@register.filter
def source_title(review: Review) -> str:
    """What kind of thing cites: "Câu hỏi của chủ đề"."""
    offer = queries.source_of(review.content_type)
    return str(offer.title) if offer else review.content_type.name
