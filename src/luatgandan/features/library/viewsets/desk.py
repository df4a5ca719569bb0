"""What the screens about proposals and relations have in common."""

from django.core.exceptions import PermissionDenied

from luatgandan.foundation.ui.viewsets import Desk

from .. import rules


class ChangesDesk(Desk):
    """A screen of the proposals."""

    header_icon = "edit"
    may_see = staticmethod(rules.may_see_desk)

    def must_decide(self) -> None:
        """Only those who decide about the whole library."""
        if not rules.may_decide(self.request.user):
            raise PermissionDenied
