"""What officers of other rooms begin an answer from."""

from datetime import UTC, datetime

from luatgandan.features.library.models import Document
from luatgandan.foundation.modules.registry import AnswerProposer, offers

from .. import services

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_a_proven_quotation_is_proposed_with_what_proves_it(ferry: Document) -> None:
    told = services.propose_answer(question="khách qua đò người lớn trả bao nhiêu tiền", at=AT)
    assert told is not None
    assert "đồng" in told.short
    assert (ferry.pk, "art_2") in {(document, eid[:5]) for document, eid in told.cited}
    assert services.propose_answer(question="giá vàng thế giới hôm nay", at=AT) is None


def test_it_is_offered_to_other_rooms() -> None:
    assert [one.propose for one in offers(AnswerProposer)] == [services.propose_answer]
