"""Whether the law that is cited says what the key says."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from luatgandan.lib.legaltext.facts import facts
from luatgandan.lib.vietnamese.terms import terms_of

from ..enums import Kind
from ..formats.values import Content
from .values import Cited, Finding, error, warning

SUPPORTED = 0.6  # of the telling syllables of a key
PROVEN = ("number", "document")


def support(content: Content, basis: Sequence[Cited]) -> list[Finding]:
    """What the cited provisions do not bear out: force first, then numbers, then words."""
    if not basis:
        return [warning("no-basis", _("Chưa dẫn điều luật nào."))]
    found = list(_force(basis))
    words = "\n".join(one.words for one in basis)
    if words.strip():
        found += [*_numbers(content, words), *_words(content, words)]
    return found


def _force(basis: Sequence[Cited]) -> Iterator[Finding]:
    for one in basis:
        if not one.is_in_force:
            yield error("not-in-force", _("%s không còn hiệu lực. Hãy dẫn quy định mới và xem lại đáp án.") % one.label)
        elif not one.words.strip():
            yield warning("no-text", _("Thư viện chưa có lời của %s nên chưa đối chiếu được.") % one.label)


def _numbers(content: Content, words: str) -> Iterator[Finding]:
    there = facts(words)
    said = {one for key in content.key_words for one in facts(key) if one.kind in PROVEN}
    if missing := sorted(one.value for one in said - there):
        yield error("numbers", _("Điều luật được dẫn không có số này của đáp án: %s.") % ", ".join(missing))


def _words(content: Content, words: str) -> Iterator[Finding]:
    there = terms_of(words)
    for key in content.key_words if content.kind != Kind.NUMBER else ():
        telling = [one for one in terms_of(key) if " " not in one]
        if telling and sum(one in there for one in telling) < SUPPORTED * len(telling):
            yield warning("words", _("Lời của đáp án “%s” ít có trong điều luật được dẫn. Hãy đối chiếu lại.") % key)
