"""What the screens of content help have in common."""

from luatgandan.foundation.ui.viewsets import Desk


class HelpDesk(Desk):
    """A screen of content help."""

    header_icon = "edit"
