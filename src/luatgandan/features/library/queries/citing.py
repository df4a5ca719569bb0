"""How to cite a provision in words, after the way official documents do."""

from django.utils.translation import override

from luatgandan.lib.legaltext import Address

from ..enums import Kind
from ..models import Document

NAMED = (Kind.CODE, Kind.LAW, Kind.ORDINANCE)  # called by their names, then by their numbers


def citation_text(document: Document, address: Address | None = None) -> str:
    """ "điểm a khoản 3 Điều 6 Nghị định số 168/2024/NĐ-CP ngày 26/12/2024 của Chính phủ"."""
    return " ".join(part for part in (address.label if address else "", document_citation(document)) if part)


def document_citation(document: Document) -> str:
    """ "Luật Đất đai số 31/2024/QH15 ngày 18/01/2024 của Quốc hội": in Vietnamese on every page."""
    with override("vi"):
        kind = str(document.get_kind_display())
    if document.kind == Kind.CONSTITUTION:
        return document.name
    name = f"{kind} {_title(document, kind)}" if document.kind in NAMED else kind
    issued = f" ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    return f"{name} số {document.number}{issued} của {document.issuer}"


def _title(document: Document, kind: str) -> str:
    """The name of a law without its kind, its first letter small where a sentence goes on ("Luật sửa đổi …")."""
    title = document.title.removeprefix(f"{kind} ")
    return title[:1].lower() + title[1:] if title.lower().startswith(("sửa đổi", "ban hành", "quy định")) else title
