"""Six made-up questions, one of each kind, in the bank of a unit."""

from luatgandan.features.questionbank.enums import Difficulty, Field, Kind
from luatgandan.features.questionbank.formats.values import choosing, counting, deciding, matching, ordering
from luatgandan.features.questionbank.services import Written, add_item, open_bank
from luatgandan.features.questionbank.services.reviewing import put_in_use
from luatgandan.foundation.organisations.models import Organisation

from .making import OPENS

WHY = "Giải thích không ai được thấy trước"
CONTENTS = (
    choosing(Kind.ONE, "Qua đò ngang trả bao nhiêu?", ["Không phải trả", "50.000 đồng"], [0], explanation=WHY),
    choosing(Kind.SEVERAL, "Những ai được giảm vé?", ["Trẻ em", "Người cao tuổi", "Du khách"], [0, 1], explanation=WHY),
    deciding("Đò phải có áo phao.", True, explanation=WHY),
    ordering("Xếp việc xuống đò.", ["Mua vé", "Mặc áo phao", "Xuống đò"], explanation=WHY),
    matching("Ghép người với việc.", [("Chủ đò", "giữ đò"), ("Khách", "mặc áo phao")], explanation=WHY),
    counting("Đò chở bao nhiêu người?", "12", unit="người", explanation=WHY),
)


def fill_with_all_kinds(organisation: Organisation) -> None:
    """A bank with one approved question of each kind."""
    bank = open_bank(organisation=organisation)
    for number, content in enumerate(CONTENTS):
        written = Written(content=content, day_of_law=OPENS.date(), field=Field.TRAFFIC, difficulty=Difficulty.EASY)
        item = add_item(bank=bank, written=written, by=None, at=OPENS, code=f"k-{number}")
        assert item.latest is not None
        put_in_use(item, item.latest, at=OPENS)
        item.save()
