"""In how many papers of a round each question stood."""

from collections import Counter

from ..models import Attempt, Round
from .papers import draw_paper, sealed_questions

MOST_DRAWN = 20_000  # papers that are drawn again; of a larger round these, the first by lot, stand for all


def papers_by_item(round: Round) -> dict[int, int]:
    """Papers by the key of the question in its bank. Two queries."""
    questions, rows = sealed_questions(round), Attempt.objects.filter(round=round)
    total = rows.count()
    sitting = list(rows.order_by("lot", "pk").values_list("entrant__code", "number")[:MOST_DRAWN])
    found = Counter(
        questions[slot.code].item
        for entrant, number in sitting
        for slot in draw_paper(round=round, entrant=entrant, number=number)
    )
    return {item: count * total // len(sitting) for item, count in found.items() if item}
