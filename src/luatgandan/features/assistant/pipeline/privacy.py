"""First stage: personal data is taken out before anything else sees the question."""

from luatgandan.foundation.search.pipeline.repair import repaired
from luatgandan.lib.privacy import Find, find_in_typed, replaced
from luatgandan.lib.privacy.finds import FindKind
from luatgandan.lib.vietnamese import clean

from .values import Scrubbed

MOST_LETTERS = 600
_NAME = "[tên đã ẩn]"


def scrub(text: str) -> Scrubbed:
    """`text` cleaned (NFC, one line, at most MOST_LETTERS, Telex and VNI read as what they spell) and without names,
    numbers and addresses of people.
    """
    cleaned = repaired(clean(text)[:MOST_LETTERS])
    finds = [one for one in find_in_typed(cleaned) if not one.is_public]
    kinds = tuple(dict.fromkeys(str(one.kind) for one in finds))
    return Scrubbed(text=replaced(cleaned, [(one, _instead(one)) for one in finds]), kinds=kinds)


def _instead(find: Find) -> str:
    """A name goes as a whole: nobody needs to tell the people of a question apart."""
    return _NAME if find.kind is FindKind.NAME else find.proposal
