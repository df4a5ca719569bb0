"""Identification of a document after FRBR: work, expression, manifestation; addresses as Akoma Ntoso names them."""

from dataclasses import dataclass
from datetime import date

from lxml import etree

from luatgandan.lib.vietnamese import slug

from ..tree import Header
from .names import add

SOURCE = "#luatgandan"


@dataclass(frozen=True, slots=True)
class Expression:
    """Which text of the document this is: in force from `valid_on`, written out on `made_on` (None: as issued)."""

    valid_on: date | None = None
    made_on: date | None = None
    site: str = ""  # address of the site, for the link to the work


def work_address(header: Header) -> str:
    """The FRBR address of the work: `/akn/vn/act/nghi-dinh/2024-12-26/168-2024-nd-cp`."""
    day = header.issued_on.isoformat() if header.issued_on else "khong-ro-ngay"
    number = slug(header.number) or slug(header.title)[:80] or "khong-so"
    return f"/akn/vn/act/{slug(header.kind) or 'van-ban'}/{day}/{number}"


def add_meta(parent: etree._Element, header: Header, expression: Expression, part: str = "main") -> None:
    """The `meta` of the document or (`part`) of one of its annexes."""
    meta = add(parent, "meta")
    identification = add(meta, "identification", source=SOURCE)
    work = work_address(header)
    issued = header.issued_on or date(1, 1, 1)
    valid = expression.valid_on or issued
    text = f"{work}/vie@{valid.isoformat()}"
    level = _level(identification, "FRBRWork", work, part, issued, "ban-hanh")
    add(level, "FRBRcountry", value="vn")
    if header.kind:
        add(level, "FRBRsubtype", value=slug(header.kind))
    if header.number:
        add(level, "FRBRnumber", value=header.number)
    if header.title and part == "main":
        add(level, "FRBRname", value=header.title)
    level = _level(identification, "FRBRExpression", text, part, valid, "hieu-luc")
    add(level, "FRBRlanguage", language="vie")
    level = _level(identification, "FRBRManifestation", f"{text}.xml", part, expression.made_on or valid, "xuat")
    add(level, "FRBRformat", value="application/akn+xml")
    if part == "main":
        _organisations(meta, header, expression)


def _organisations(meta: etree._Element, header: Header, expression: Expression) -> None:
    """Who is named in the identification; annexes refer to those of the document."""
    references = add(meta, "references", source=SOURCE)
    add(
        references,
        "TLCOrganization",
        eId="luatgandan",
        href=expression.site or "/ontology/organization/vn/luatgandan",
        showAs="Luật Gần Dân",
    )
    for place, issuer in enumerate(header.issuers, 1):
        href = f"/ontology/organization/vn/{slug(issuer) or place}"
        add(references, "TLCOrganization", eId=f"co-quan-{place}", href=href, showAs=issuer)


def _level(parent: etree._Element, name: str, address: str, part: str, day: date, event: str) -> etree._Element:
    level = add(parent, name)
    stem, dot, ending = address.rpartition(".") if address.endswith(".xml") else (address, "", "")
    add(level, "FRBRthis", value=f"{stem}/!{part}{dot}{ending}")
    add(level, "FRBRuri", value=address)
    add(level, "FRBRdate", date=day.isoformat(), name=event)
    add(level, "FRBRauthor", href="#co-quan-1" if event != "xuat" else SOURCE)
    return level
