"""Which documents of a long sentence a verb ends: whole ones, some of their rules, or none, as they are only cited."""

import re

from ..citations import Mention

# "đã được sửa đổi, bổ sung một số điều theo Luật số …, Luật số … và Luật số …": who amended, up to the next statement
_AMENDED_BY = re.compile(
    r"sửa\sđổi(?:,?\s(?:và\s)?bổ\ssung)?(?:\smột\ssố\sđiều)?(?:\slần\s\w+)?\s(?:theo|bởi|tại|bằng)\s(?:quy\sđịnh\s(?:của|tại)\s)?",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(
    r"(?:[\s,]|(?:và|các|của|số|điểm|khoản|điều|phụ\slục|luật|bộ\sluật|pháp\slệnh|nghị\sđịnh|nghị\squyết|quyết\sđịnh|thông\stư"
    r"(?:\sliên\stịch)?|[\w-]*\d[\w/-]*|[a-zđ]|ngày|tháng|năm)(?!\w))*",
    re.IGNORECASE,
)
# what may stand between a verb and the documents that it ends, and what tells that only some of their rules end
_WHOLE = re.compile(
    r"(?:[\s:;,.\d-]|(?:cho|các|những|toàn\sbộ|tất\scả|văn\sbản|quy\sphạm|pháp\sluật|sau\sđây|sau|gồm|bao\sgồm|chấm\sdứt|hiệu\slực|"
    r"thi\shành|của|và|bằng|[a-zđ]\)|bộ|luật|pháp\slệnh|nghị\sđịnh|nghị\squyết|quyết\sđịnh|thông\stư|chỉ\sthị)(?!\w))*"
    r"(?:(?:chính\sphủ|thủ\stướng|bộ\strưởng|bộ|ủy\sban)[^:;,]{0,80}:\s*)?",
    re.IGNORECASE,
)
_RULES = re.compile(r"\s*(?:Quy\s(?:chế|định)|Điều\slệ|Nội\squy)[^;:]{1,200}ban\shành\s(?:kèm\s)?theo\s*")
_SOME = re.compile(
    r"[\s:]*(?:(?:một\ssố|các|những|toàn\sbộ|cụm|đoạn|tên)\s)*(?:một\sphần|quy\sđịnh|nội\sdung|hướng\sdẫn|điều|khoản|điểm|từ|mẫu|biểu|"
    r"phụ\slục|danh\smục|phần|chương|mục|số\sthứ\stự|dòng|bảng|tiết|đoạn|câu)(?!\w)",
    re.IGNORECASE,
)
_NAME_OF_AMENDING = re.compile(
    r"(?:Luật|Pháp\slệnh)\s(?:số\s\S+\s)?sửa\sđổi[^.;]{0,40}điều\scủa\s(?:Bộ\s)?(?:luật|pháp\slệnh)\s[^.;\d]{3,80}và\s*$",
    re.IGNORECASE,
)
_LAWS = frozenset({"luật", "bộ luật", "hiến pháp", "pháp lệnh"})


def is_whole(gap: str) -> bool:
    """Whether the words between a verb and the first document say that whole documents are meant."""
    return _WHOLE.fullmatch(gap) is not None or _RULES.fullmatch(gap) is not None


def is_some(gap: str) -> bool:
    """Whether they say that only some rules of it are meant."""
    return _SOME.match(gap) is not None


def is_amending(text: str, mention: Mention) -> bool:
    """Whether a document is only named as one that amended another."""
    ends = [found.end() for found in _AMENDED_BY.finditer(text, 0, mention.start)]
    return bool(ends) and _DOCUMENTS.fullmatch(text, ends[-1], mention.start) is not None


def is_in_name(text: str, mention: Mention) -> bool:
    """Whether it may belong to the name of an amending law: "Luật sửa đổi một số điều của Luật A và Luật B số …"."""
    return _NAME_OF_AMENDING.search(text[: mention.start]) is not None


def family(mention: Mention) -> str:
    """Laws of all kinds count as one kind of document."""
    kind = mention.document.kind.lower()
    return "luật" if kind in _LAWS else kind
