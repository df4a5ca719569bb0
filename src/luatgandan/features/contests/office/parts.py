"""Parts that decision and minutes share: the head, the list of winners, who signs."""

from luatgandan.lib.legaltext.tree import Header, Level, Node, Signature

from .values import DOTS, Facts, money

HEAD = ("STT", "Giải", "Người, tập thể đạt giải", "Đơn vị, địa phương", "Kết quả")
SIGNED = "(Chữ ký, dấu, họ và tên)"


def header(
    facts: Facts, *, kind: str, sign: str, title: str, bases: tuple[str, ...] = (), enacting: str = ""
) -> Header:
    """The head of a paper; number, place and day are left to the clerk."""
    issuers = tuple(filter(None, (facts.above, facts.unit)))
    return Header(
        kind=kind, number=f"{DOTS}/{sign}", issuers=issuers, place=DOTS, title=title, bases=bases, enacting=enacting
    )


def table_of_winners(facts: Facts) -> Node:
    """Everybody with prize and result, numbered."""
    rows = (
        (str(number), "\n".join(filter(None, (one.prize, money(one.amount)))), one.winner, one.unit, one.figure)
        for number, one in enumerate(facts.given, 1)
    )
    return Node(level=Level.TABLE, rows=(HEAD, *rows))


def clause(number: int, heading: str, *lines: str) -> Node:
    """ "1. Tiêu đề" and what follows it."""
    texts = tuple(Node(level=Level.TEXT, text=line) for line in lines if line)
    return Node(level=Level.CLAUSE, number=str(number), text=heading, children=texts)


def signature(post: str) -> Signature:
    """Who signs: the post is known, the name is not."""
    return Signature(post=post, name=SIGNED)
