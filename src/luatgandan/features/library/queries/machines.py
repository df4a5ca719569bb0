"""What machines are told about a document: schema.org/Legislation (https://schema.org/Legislation)."""

from typing import Any

from ..enums import Validity
from ..models import Document
from .around import absolute
from .articles import Article
from .citing import citation_text
from .validity import Standing

# https://schema.org/LegalForceStatus
FORCE = {
    Validity.IN_FORCE: "InForce",
    Validity.PARTLY_EXPIRED: "PartiallyInForce",
    Validity.EXPIRED: "NotInForce",
    Validity.NOT_YET: "NotInForce",
    Validity.SUSPENDED: "NotInForce",
    Validity.OBSOLETE: "NotInForce",
}


def legislation(
    document: Document, standing: Standing, *, article: Article | None = None, own: Standing | None = None
) -> dict[str, Any]:
    """A document as schema.org/Legislation; with `article`, that article, which stands as `own`, as a part of it."""
    whole = _document(document, standing)
    if article is None:
        return {"@context": "https://schema.org", **whole}
    heading = article.version.heading if article.version else ""
    values = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": absolute(article.url),
        "url": absolute(article.url),
        "legislationIdentifier": citation_text(document, article.address),
        "name": f"{article.provision.label}. {heading}".strip(". "),
        "legislationLegalForce": _force(own or standing),
        "inLanguage": "vi",
        "isPartOf": whole,
    }
    return {name: value for name, value in values.items() if value}


def _document(document: Document, standing: Standing) -> dict[str, Any]:
    url = absolute(document.get_absolute_url())
    values = {
        "@type": "Legislation",
        "@id": url,
        "url": url,
        "name": document.full_name,
        "alternateName": document.short_name,
        "legislationIdentifier": document.number,
        "legislationType": str(document.get_kind_display()),
        "legislationDate": _iso(document.issued_on),
        "legislationDateVersion": _iso(standing.day),
        "datePublished": _iso(document.gazette_on),
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": document.issuer},
        "legislationJurisdiction": "VN",
        "legislationLegalForce": _force(standing),
        "inLanguage": "vi",
        "sameAs": document.official_url,
    }
    return {name: value for name, value in values.items() if value}


def _force(standing: Standing) -> str:
    return f"https://schema.org/{FORCE[standing.state]}" if standing.state in FORCE else ""


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
