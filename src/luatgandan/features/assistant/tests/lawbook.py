"""A small decree for tests: vehicles, a helmet, an alcohol limit, a period, in the form of the real one."""

from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from luatgandan.features.library.models import Document
from luatgandan.features.library.services.texts import Source, store_text
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.legaltext.tree import Level, Node, Parsed

from ..pipeline.evidence import Article
from ..pipeline.values import Unit


def node(level: Level, number: str, eid: str, text: str, *children: Node, heading: str = "") -> Node:
    return Node(level=level, number=number, eid=eid, text=text, children=children, heading=heading)


NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
FINE = "Phạt tiền từ {} đồng đến {} đồng đối với người điều khiển xe thực hiện một trong các hành vi vi phạm sau đây:"


def motorbikes(*, state: str = "in_force", **scores: float) -> Article:
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
    return Article(node=tree, unit=unit, **scores)


def decree_text(fine: str = "400.000") -> Parsed:
    """The same law as a whole document: terms, the vehicles, three more articles with other numbers."""

    def clause(article: int, number: int, text: str) -> Node:
        return node(Level.CLAUSE, str(number), f"art_{article}__para_{number}", text)

    helmets = motorbikes().node
    first, *rest = helmets.children
    helmets = Node(
        level=helmets.level, number=helmets.number, heading=helmets.heading, eid=helmets.eid,
        children=(Node(level=first.level, number=first.number, eid=first.eid, children=first.children,
                       text=first.text.replace("400.000", fine)), *rest),
    )  # fmt: skip
    terms = node(
        Level.ARTICLE, "3", "art_3", "Trong Nghị định này, các từ ngữ dưới đây được hiểu như sau:",
        clause(3, 1, "Xe mô tô là xe có hai hoặc ba bánh chạy bằng động cơ."),
        clause(3, 2, "Xe gắn máy là xe có vận tốc thiết kế không quá 50 km/h."),
        clause(3, 3, "Đèn tín hiệu giao thông là thiết bị phát tín hiệu bằng màu đèn."),
        clause(3, 4, "Mũ bảo hiểm là mũ dùng để bảo vệ đầu người đi xe."),
        heading="Giải thích từ ngữ",
    )  # fmt: skip
    cars = node(
        Level.ARTICLE, "6", "art_6", "",
        clause(6, 1, "Phạt tiền từ 600.000 đồng đến 800.000 đồng đối với người lái xe ô tô không thắt dây an toàn."),
        clause(6, 2, "Phạt tiền từ 18.000.000 đồng đến 20.000.000 đồng đối với người lái xe ô tô vượt đèn đỏ."),
        clause(6, 3, "Người vi phạm được nộp phạt trong thời hạn 10 ngày kể từ ngày nhận quyết định."),
        clause(6, 4, "Người từ đủ 16 tuổi đến dưới 18 tuổi bị phạt bằng một nửa."),
        heading="Xử phạt người lái xe ô tô",
    )  # fmt: skip
    return Parsed(body=(terms, cars, helmets))


def stored(number: str, parsed: Parsed, **fields: Any) -> Document:
    """A document in the library with this text since its first day."""
    values = {
        "slug": f"nd-{number.split('/')[0]}-2026-nd-cp", "number": number, "kind": "nghi-dinh",
        "title": "Xử phạt vi phạm giao thông", "short_name": f"Nghị định {number}", "issuer": "Chính phủ",
        "issued_on": date(2026, 1, 1), "effective_on": date(2026, 1, 1), "stated_validity": "in_force",
    }  # fmt: skip
    document = Document(**{**values, **fields})
    document.clean()
    document.save()
    content_changed()
    store_text(document=document, parsed=parsed, source=Source(at=NOW))
    return document


def desk(person: Person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person)
    return client
