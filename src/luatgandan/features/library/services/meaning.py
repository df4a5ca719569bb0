"""What a document says beyond its words: what it cites, defines, rests on and does to other documents."""

from django.db import transaction

from luatgandan.lib.legaltext.tree import Parsed

from ..models import Edition
from .mentions import record_mentions


@transaction.atomic
def read_meaning(*, edition: Edition, parsed: Parsed) -> None:
    """Record what the text of `edition` says; of a consolidated text only its citations, the rest is not its own."""
    versions = edition.versions.select_related("provision").order_by("provision__position")
    record_mentions(versions=list(versions))
