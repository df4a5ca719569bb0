"""What stands around an article: everyday words for it, and what rooms let people do about it."""

from dataclasses import dataclass

from django.conf import settings

from luatgandan.foundation.modules.queries import remember
from luatgandan.foundation.modules.registry import offers

from ..models import Term
from ..registry import ProvisionDoor
from .articles import Article


@dataclass(frozen=True, kw_only=True)
class Door:
    """Something a room lets people do about an article ("Hỏi về điều này")."""

    label: str
    url: str


def doors(article: Article) -> list[Door]:
    """What rooms offer about this place of the law."""
    made = [(offer.label, offer.url(article.document, article.address)) for offer in offers(ProvisionDoor)]
    return [Door(label=str(label), url=url) for label, url in made if url]


def everyday_words(article: Article) -> list[Term]:
    """Words of the citizens' glossary that lead to this article."""
    return _by_article().get((article.document.pk, article.address.article), [])


def _by_article() -> dict[tuple[int, str], list[Term]]:
    def made() -> dict[tuple[int, str], list[Term]]:
        found: dict[tuple[int, str], list[Term]] = {}
        for term in Term.objects.exclude(article="").exclude(document=None):
            found.setdefault((term.document_id or 0, term.article), []).append(term)
        return found

    return remember("library.terms_by_article", made)


def absolute(url: str) -> str:
    """An address with scheme and host, for citations and machines."""
    return f"{settings.SITE_URL}{url}"
