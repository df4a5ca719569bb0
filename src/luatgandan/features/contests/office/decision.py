"""Quyết định công nhận kết quả và trao giải: all that is known is written, all that is not has dots."""

from luatgandan.lib.legaltext.tree import Level, Node, Parsed
from luatgandan.lib.legaltext.writing import to_docx

from .parts import header, signature, table_of_winners
from .values import DOTS, Facts, money


def decision(facts: Facts) -> bytes:
    """The draft decision as a Word file."""
    return to_docx(decision_paper(facts))


def decision_paper(facts: Facts) -> Parsed:
    """The same as a tree."""
    head = header(
        facts,
        kind="Quyết định",
        sign="QĐ-…",
        title=f"Công nhận kết quả và trao giải Cuộc thi {facts.name}",
        bases=_bases(facts),
        enacting=f"Theo đề nghị của Ban Tổ chức Cuộc thi tại Biên bản xét giải ngày {DOTS}.\nQUYẾT ĐỊNH:",
    )
    annex = Node(
        level=Level.ANNEX,
        heading="DANH SÁCH TẬP THỂ, CÁ NHÂN ĐẠT GIẢI",
        text=f"(Kèm theo Quyết định số {DOTS} ngày {DOTS})",
        children=(table_of_winners(facts),),
    )
    return Parsed(
        header=head,
        body=(_recognise(facts), _money(facts), _execute()),
        signatures=(signature("CHỨC VỤ CỦA NGƯỜI KÝ"),),
        recipients=("Như Điều 3", f"{DOTS}", f"Lưu: VT, {DOTS}"),
        annexes=(annex,),
    )


def _bases(facts: Facts) -> tuple[str, ...]:
    """What gives the power to decide is for the officer to name; the contest's own papers are known."""
    power = f"Căn cứ {DOTS} (văn bản quy định chức năng, nhiệm vụ, quyền hạn của {facts.unit})"
    return (power, *(one.words for one in facts.papers))


def _article(number: int, heading: str, text: str) -> Node:
    return Node(level=Level.ARTICLE, number=str(number), heading=heading, text=text)


def _recognise(facts: Facts) -> Node:
    said = (
        f"Công nhận kết quả và trao {len(facts.given)} giải Cuộc thi {facts.name} cho các tập thể, cá nhân có tên tại "
        "danh sách kèm theo."
    )
    return _article(1, "Công nhận kết quả", said)


def _money(facts: Facts) -> Node:
    total = money(sum(one.amount for one in facts.given))
    said = f"Tổng số tiền thưởng: {total}. Kinh phí lấy từ {DOTS}." if total else f"Kinh phí lấy từ {DOTS}."
    return _article(2, "Kinh phí", said)


def _execute() -> Node:
    said = f"Quyết định này có hiệu lực kể từ ngày ký. {DOTS} và các tập thể, cá nhân có tên tại Điều 1 thi hành."
    return _article(3, "Tổ chức thực hiện", f"{said}")
