"""The spreadsheet of a round's results, made by the worker: the places of very many people take their time."""

from datetime import datetime

from ..models import Round
from ..queries.exporting import results_workbook
from .archives import RESULTS, Progress, keep, tell


def begin_results(*, round: Round) -> None:
    """Told before the worker begins, so that the page shows it at once."""
    tell(round, RESULTS, Progress(done=0, total=1))


def make_results(*, round: Round, at: datetime) -> Progress:
    """One file with places, units, questions and winners as they stand."""
    path = keep(round, RESULTS, results_workbook(round), at=at)
    return tell(round, RESULTS, Progress(done=1, total=1, file=path))
