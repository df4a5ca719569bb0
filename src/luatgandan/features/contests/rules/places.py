"""Why a place is what it is: the facts of each link of the chain, and the link that parted two neighbours."""

from collections.abc import Callable, Iterable, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import Criterion
from ..formats.ranking import FORMATS
from ..papers.values import POINT, Rules, Run

NAMES = {
    Criterion.SCORE: gettext_lazy("Điểm"),
    Criterion.PREDICTION: gettext_lazy("Dự đoán"),
    Criterion.TIME: gettext_lazy("Thời gian làm bài"),
    Criterion.EARLIER: gettext_lazy("Nộp lúc"),
    Criterion.LOT: gettext_lazy("Số bốc thăm"),
}
MINUTE, SECOND = 60_000, 1_000


def parted_by(order: Sequence[Criterion], one: Run, other: Run, *, actual: int | None) -> Criterion | None:
    """The first link in which two attempts differ; None when they share their place."""
    differ = (link for link in order if FORMATS[link].key(one, actual or 0) != FORMATS[link].key(other, actual or 0))
    return next(differ, None)


def prediction_error(prediction: int | None, actual: int | None) -> int | None:
    """How far a prediction was off; None without one, and while nothing is counted."""
    return None if prediction is None or actual is None else abs(prediction - actual)


def reasons(
    rules: Rules, order: Sequence[Criterion], runs: Iterable[Run], *, actual: int | None
) -> list[list[tuple[str, str]]]:
    """Of each attempt (link, what it says of this attempt), in the order in which the links are applied."""
    words: dict[Criterion, Callable[[Run], str]] = {
        Criterion.SCORE: lambda one: points(one.score, rules),
        Criterion.PREDICTION: lambda one: _prediction(one, actual),
        Criterion.TIME: lambda one: span(one.millis),
        Criterion.EARLIER: lambda one: date_format(timezone.localtime(one.submitted_at), "H:i:s d/m/Y"),
        Criterion.LOT: lambda one: str(one.lot),
    }
    links = [(str(NAMES[link]), words[link]) for link in order]
    return [[(name, told(one)) for name, told in links] for one in runs]


def points(score: int, rules: Rules) -> str:
    """ "18,5/20" """
    whole = f"{score / POINT:.3f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{whole}/{rules.questions}"


def span(millis: int) -> str:
    """ "8 phút 12,3 giây" """
    minutes, rest = divmod(millis, MINUTE)
    seconds = f"{rest / SECOND:.3f}".rstrip("0").rstrip(".").replace(".", ",")
    return _("%(minutes)d phút %(seconds)s giây") % {"minutes": minutes, "seconds": seconds}


def _prediction(one: Run, actual: int | None) -> str:
    error = prediction_error(one.prediction, actual)
    if error is None:
        return _("chưa có") if one.prediction is None else str(one.prediction)
    return _("đoán %(guess)d, đúng là %(actual)d, lệch %(error)d") % {
        "guess": one.prediction, "actual": actual, "error": error,
    }  # fmt: skip
