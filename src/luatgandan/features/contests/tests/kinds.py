"""Six made-up questions, one of each kind, in the bank of a unit."""

from luatgandan.features.questionbank.enums import Kind
from luatgandan.features.questionbank.formats.values import choosing, counting, deciding, matching, ordering
from luatgandan.foundation.organisations.models import Organisation

from .making import fill_with

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
    fill_with(organisation, CONTENTS, "k")
