"""A small decree for tests: vehicles, a helmet, an alcohol limit, a period, in the form of the real one."""

from luatgandan.lib.legaltext.tree import Level, Node

from ..pipeline.evidence import Article
from ..pipeline.values import Unit


def node(level: Level, number: str, eid: str, text: str, *children: Node, heading: str = "") -> Node:
    return Node(level=level, number=number, eid=eid, text=text, children=children, heading=heading)


FINE = "Phạt tiền từ {} đồng đến {} đồng đối với người điều khiển xe thực hiện một trong các hành vi vi phạm sau đây:"


def motorbikes(*, state: str = "in_force", rank: int = 0) -> Article:
    """Điều 7: three clauses with points."""
    tree = node(
        Level.ARTICLE, "7", "art_7", "",
        node(Level.CLAUSE, "2", "art_7__para_2", FINE.format("400.000", "600.000"),
             node(Level.POINT, "b", "art_7__para_2__point_b",
                  "Điều khiển xe chạy quá tốc độ quy định từ 05 km/h đến dưới 10 km/h;"),
             node(Level.POINT, "h", "art_7__para_2__point_h",
                  "Không đội mũ bảo hiểm, trừ trường hợp chở người bệnh đi cấp cứu;")),
        node(Level.CLAUSE, "7", "art_7__para_7", FINE.format("4.000.000", "6.000.000"),
             node(Level.POINT, "c", "art_7__para_7__point_c",
                  "Không chấp hành hiệu lệnh của đèn tín hiệu giao thông;")),
        node(Level.CLAUSE, "9", "art_7__para_9", "Thời hiệu xử phạt là 01 năm kể từ ngày chấm dứt hành vi."),
        heading="Xử phạt người điều khiển xe mô tô, xe gắn máy",
    )  # fmt: skip
    unit = Unit(
        id="1/art_7", document=1, eid="art_7", number="1/2026/NĐ-CP", name="Nghị định 1", label="Điều 7",
        url="/van-ban/nd-1-2026-nd-cp/dieu-7/", state=state, heading=tree.heading,
    )  # fmt: skip
    return Article(
        node=tree, document=1, number=unit.number, name=unit.name, url=unit.url, state=state, rank=rank, unit=unit
    )
