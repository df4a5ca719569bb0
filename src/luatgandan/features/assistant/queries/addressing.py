"""Addresses of provisions, as evidence ids hold them: "17/art_6__para_3" is a document and an eId."""

from luatgandan.lib.legaltext import Address, BadAddressError

from .retrieving import Key

LONGEST_ID = 12


def key_of(text: str) -> Key | None:
    """Document and eId of an evidence id; None for anything else."""
    document, _, eid = text.partition("/")
    return (int(document), eid) if document.isdecimal() and len(document) < LONGEST_ID and eid else None


def nearest_address(eid: str) -> Address | None:
    """The address of the smallest unit that has one: a dash below a point counts as its point."""
    try:
        return Address.from_eid(eid)
    except BadAddressError:
        return nearest_address(eid.rpartition("__")[0]) if "__" in eid else None
