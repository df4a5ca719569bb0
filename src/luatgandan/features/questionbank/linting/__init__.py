"""The linter: what is wrong or doubtful with a question, before people meet it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ..formats.values import Content
from .faults import faults
from .likeness import Like, Shelf, text_of
from .media import media, unready
from .support import support
from .values import Cited, Finding, error, warning
from .wording import wording

__all__ = ["Cited", "Finding", "Like", "Shelf", "faults", "lint", "text_of", "unready"]


def lint(content: Content, *, basis: Sequence[Cited] = (), alike: Sequence[Like] = ()) -> list[Finding]:
    """All findings, those of the form first. `alike` are other questions, as `Shelf.like` gives them."""
    found = faults(content)
    if not found:
        found += [*unready(content), *wording(content), *media(content), *support(content, basis)]
    for one in alike:
        told = _("Trùng với câu %s.") if one.score >= 1 else _("Gần giống câu %s. Hãy xem có trùng không.")
        found.append((error if one.score >= 1 else warning)("duplicate", told % one.code))
    return found
