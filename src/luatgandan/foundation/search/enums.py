"""Kinds of results and facets, with the words readers see."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a result is."""

    DOCUMENT = "document", _("Văn bản")
    ARTICLE = "article", _("Điều luật")
    ANNEX = "annex", _("Phụ lục")
    QUESTION = "question", _("Câu hỏi có trả lời")
    TOPIC = "topic", _("Việc đời sống")
    RECORD = "record", _("Tư liệu")
    TERM = "term", _("Từ ngữ")
    NEWS = "news", _("Tin")
    PAGE = "page", _("Trang")
    ORGANISATION = "organisation", _("Cơ quan")
    PLACE = "place", _("Xã, phường")


class Facet(TextChoices):
    """What results may be narrowed by: the names of facets in the index."""

    KIND = "kind", _("Loại kết quả")
    DOCUMENT_KIND = "document_kind", _("Loại văn bản")
    STATE = "state", _("Hiệu lực")
    ISSUER = "issuer", _("Cơ quan ban hành")
    FIELD = "field", _("Lĩnh vực")
    YEAR = "year", _("Năm ban hành")
    AUDIENCE = "audience", _("Dành cho")
    LANGUAGE = "language", _("Ngôn ngữ")
    FORMAT = "format", _("Dạng")


class Pace(TextChoices):
    """How often a saved search tells of new results."""

    AT_ONCE = "at_once", _("Ngay khi có")
    DAILY = "daily", _("Mỗi ngày một lần")
    WEEKLY = "weekly", _("Mỗi tuần một lần")


_KINDS = dict(Kind.choices)


def kind_label(kind: str) -> str:
    """ "Điều luật" for "article", "" for what has no name."""
    return str(_KINDS.get(kind, ""))
