"""Numbers of documents: from "168/2024/NĐ-CP" to addresses that never change."""

import re

from luatgandan.lib.vietnamese import slug

PREFIXES = {
    "hien-phap": "",
    "bo-luat": "bo-luat",
    "luat": "luat",
    "phap-lenh": "phap-lenh",
    "nghi-quyet": "nq",
    "nghi-dinh": "nd",
    "quyet-dinh": "qd",
    "thong-tu": "tt",
    "thong-tu-lien-tich": "ttlt",
}


def document_slug(kind: str, number: str) -> str:
    """The address of a document, after ELI's idea that number and kind name a work: `nd-168-2024-nd-cp`."""
    return "-".join(part for part in (PREFIXES.get(kind, slug(kind)), slug(number)) if part)


def number_key(number: str) -> str:
    """One form for a number however it is spelled: "02037/QĐ-UBND" and "2037/qd-ubnd" give "2037-qd-ubnd"."""
    return re.sub(r"^0+(?=\d)", "", slug(number))
