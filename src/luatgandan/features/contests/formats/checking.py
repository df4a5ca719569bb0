"""Whether rules hang together; told in words to whoever writes them."""

from django.utils.translation import gettext as _

from ..enums import Counted, Criterion, PredictionBase
from ..papers.values import Rules


def faults(rules: Rules) -> list[str]:
    """What keeps these rules from ranking everybody in one way only; empty when they are sound.

    The best attempt must be known before the prediction is: its base counts people by their counted attempt. With the
    score first, the best attempt of a person is all right exactly when one of theirs is, so nothing runs in a circle.
    """
    chain = list(rules.chain)
    predicts = rules.prediction != PredictionBase.NONE
    checks = (
        (bool(chain) and len(set(chain)) == len(chain), _("Chuỗi tiêu chí xếp hạng trống hoặc có tiêu chí lặp lại.")),
        (Criterion.LOT not in chain[:-1], _("Bốc thăm chỉ được đứng cuối chuỗi tiêu chí.")),
        (
            rules.counted != Counted.BEST or chain[:1] == [Criterion.SCORE],
            _("Tính lượt tốt nhất thì điểm phải là tiêu chí đầu tiên."),
        ),
        (
            predicts == (Criterion.PREDICTION in chain),
            _("Câu dự đoán và tiêu chí dự đoán phải đi cùng nhau; hãy ghi rõ câu dự đoán đếm gì."),
        ),
        (
            rules.questions > 0 and all(quota.count > 0 for quota in rules.quotas),
            _("Mỗi dòng cơ cấu đề cần ít nhất một câu hỏi."),
        ),
        (rules.minutes > 0, _("Thời gian làm bài phải ít nhất một phút.")),
    )
    return [str(told) for is_sound, told in checks if not is_sound]
