"""Why acts on contests are refused, in words for the person."""

from django.utils.translation import gettext as _


class ContestError(Exception):
    """Why an act on a contest is refused, in words for the person."""


class NotAllowedError(ContestError):
    """The caller may not do this to this contest."""

    def __init__(self) -> None:
        super().__init__(_("Bạn không làm được việc này với cuộc thi này."))


class WrongPhaseError(ContestError):
    """The round is not where this act belongs."""
