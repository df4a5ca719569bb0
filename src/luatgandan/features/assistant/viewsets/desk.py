"""What the screens of content help have in common."""

from typing import Any

from django.http import HttpResponse

from luatgandan.foundation.ui.viewsets import Desk


class HelpDesk(Desk):
    """A screen of content help."""

    header_icon = "edit"

    def again(self, **context: Any) -> HttpResponse:
        """The screen once more, with what was typed and what was wrong with it."""
        return self.render_to_response(self.get_context_data(**context), status=422)
