"""How often questions were asked, told by whoever asked them."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from ..models import Exposure, Item


@transaction.atomic
def count_papers(*, source: str, papers: Mapping[int, int]) -> None:
    """Note in how many papers of a source each question (by its key) stood; counted again it stands once."""
    touched = {*papers, *Exposure.objects.filter(source=source).values_list("item_id", flat=True)}
    items = Item.objects.select_for_update().filter(pk__in=touched).order_by("pk")  # another source may count them now
    there = set(items.values_list("pk", flat=True))
    Exposure.objects.filter(source=source).delete()
    Exposure.objects.bulk_create(
        Exposure(item_id=key, source=source, papers=number) for key, number in papers.items() if key in there
    )
    sums = Exposure.objects.filter(item=OuterRef("pk")).order_by().values("item").annotate(sum=Sum("papers"))
    Item.objects.filter(pk__in=there).update(drawn=Coalesce(Subquery(sums.values("sum")), 0))
