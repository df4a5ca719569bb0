"""What a document says beyond its words: what it cites, defines, rests on and does to other documents."""

from django.db import transaction

from luatgandan.lib.legaltext.tree import Parsed

from ..models import Document, ProvisionVersion
from .mentions import record_mentions


@transaction.atomic
def read_meaning(*, document: Document, parsed: Parsed) -> None:
    """Record the citations of the text of `document` as issued."""
    versions = ProvisionVersion.objects.filter(provision__document=document, valid_from=None)
    record_mentions(versions=list(versions.select_related("provision").order_by("provision__position")))
