"""Telling the banks how often their questions were asked."""

from luatgandan.features.questionbank.services import count_papers

from ..models import Round
from ..queries.exposure import papers_by_item


def count_exposure(*, round: Round) -> None:
    """Count the papers of a closed round once; drawn again from the seal, nothing was written while people sat them."""
    count_papers(source=f"round:{round.pk}", papers=papers_by_item(round))
