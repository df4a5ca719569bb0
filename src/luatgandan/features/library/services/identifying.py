"""Which document a text is: found by number, issuer and date, or made."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction

from luatgandan.lib.legaltext import document_slug, number_key
from luatgandan.lib.legaltext.consolidated import Act
from luatgandan.lib.legaltext.tree import Header
from luatgandan.lib.vietnamese import clean, fold, slug
from luatgandan.lib.vietnamese.casing import sentence_case

from ..enums import Kind, Validity
from ..models import Document

SLUG_LENGTH = Document._meta.get_field("slug").max_length or 120


class UnknownDocumentError(ValueError):
    """The text does not say which document it is."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What is known of a document; empty values are not known. `number` as official, `kind` one of `Kind`."""

    number: str
    kind: Kind
    title: str = ""
    issuer: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    expired_on: date | None = None
    signers: str = ""
    field: str = ""
    gazette: str = ""
    gazette_on: date | None = None
    official_url: str = ""
    stated_validity: str = ""

    @classmethod
    def of_header(cls, header: Header) -> "Identity":
        """The identity a parsed header gives; raises UnknownDocumentError without kind or number."""
        kind = kind_of(header.kind)
        number = header.number or ("" if kind is not Kind.CONSTITUTION else str(_year(header)))
        if not number:
            raise UnknownDocumentError("Không tìm thấy số, ký hiệu của văn bản ở phần đầu.")
        return cls(
            number=number,
            kind=kind,
            title=sentence_case(header.title),
            issuer=", ".join(dict.fromkeys(sentence_case(clean(one)) for one in header.issuers))[:200],
            issued_on=header.issued_on,
        )

    @classmethod
    def of_act(cls, act: Act) -> "Identity":
        """The identity of a document that another text names."""
        return cls(
            number=act.number,
            kind=kind_of(act.kind),
            title=act.name,
            issuer=act.issuer,
            issued_on=act.issued_on,
            effective_on=act.effective_on,
        )


def _year(header: Header) -> int | str:
    return header.issued_on.year if header.issued_on else ""


def kind_of(name: str) -> Kind:
    """The kind a Vietnamese name means ("Nghị định", "BỘ LUẬT"); `OTHER` for names we do not list."""
    try:
        return Kind(slug(name))
    except ValueError:
        return Kind.OTHER


@transaction.atomic
def find_or_make(identity: Identity) -> tuple[Document, bool]:
    """The document of `identity`, made when it is not here; blanks of a known one are filled, no more."""
    known = find(identity)
    if known:
        _fill_blanks(known, identity)
        return known, False
    values = {one.name: getattr(identity, one.name) for one in fields(identity)}
    values["stated_validity"] = values["stated_validity"] or Validity.UNKNOWN
    document = Document(slug=free_slug(identity), number_key=number_key(identity.number), **values)
    document.save()
    return document, True


def find(identity: Identity) -> Document | None:
    """The document that number, date and issuer fit; unknown ones fit any. A constitution has only its year."""
    if identity.kind is Kind.CONSTITUTION and identity.issued_on:
        return Document.objects.filter(kind=Kind.CONSTITUTION, issued_on__year=identity.issued_on.year).first()
    same_number = Document.objects.filter(number_key=number_key(identity.number)).order_by("pk")
    return next((one for one in same_number if _fits(one, identity)), None)


def _fits(document: Document, identity: Identity) -> bool:
    if document.issued_on and identity.issued_on:
        return document.issued_on == identity.issued_on
    mine, other = fold(document.issuer), fold(identity.issuer)
    return not mine or not other or mine in other or other in mine


def _fill_blanks(document: Document, identity: Identity) -> None:
    changed = []
    for one in fields(identity):
        value = getattr(identity, one.name)
        blank = getattr(document, one.name) in ("", None)
        if one.name == "stated_validity":
            blank = document.stated_validity == Validity.UNKNOWN
        if value and blank:
            setattr(document, one.name, value)
            changed.append(one.name)
    if changed:
        document.save(update_fields=changed)


def free_slug(identity: Identity) -> str:
    """An address nobody has: kind and number, then the issuer, then the date, then a count."""
    base = document_slug(identity.kind, identity.number)[:SLUG_LENGTH]
    longer = [base, f"{base}-{slug(identity.issuer)}"[:SLUG_LENGTH]]
    if identity.issued_on:
        longer.append(f"{base}-{identity.issued_on:%Y-%m-%d}"[:SLUG_LENGTH])
    longer += [f"{base[: SLUG_LENGTH - 5]}-{count}" for count in range(2, 1000)]
    taken = set(Document.objects.filter(slug__startswith=base[: SLUG_LENGTH - 5]).values_list("slug", flat=True))
    return next(one for one in longer if one not in taken and one.strip("-"))
