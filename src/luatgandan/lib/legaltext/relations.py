"""How documents bear on each other, and what they state about their own effect: the words for it."""

from enum import StrEnum


class RelationKind(StrEnum):
    """How a document bears on another: the pairs of the national portal, named from the acting side."""

    GUIDES = "guides"
    DETAILS_AND_GUIDES = "details_and_guides"
    CONSOLIDATES = "consolidates"
    AMENDS = "amends"
    CORRECTS = "corrects"
    REPLACES = "replaces"
    ABROGATES = "abrogates"
    REFERS_TO = "refers_to"
    BASED_ON = "based_on"
    EXPLAINS = "explains"
    SUSPENDS = "suspends"
    TEMPORARILY_SUSPENDS = "temporarily_suspends"
    PUBLISHES = "publishes"
    RELATED_TO = "related_to"

    @property
    def active(self) -> str:
        """What this document does to the other, in Vietnamese."""
        return _LABELS[self][0]

    @property
    def passive(self) -> str:
        """The same told of the other document."""
        return _LABELS[self][1]


_LABELS = {
    RelationKind.GUIDES: ("hướng dẫn áp dụng", "được hướng dẫn áp dụng"),
    RelationKind.DETAILS_AND_GUIDES: (
        "quy định chi tiết, hướng dẫn thi hành",
        "được quy định chi tiết, hướng dẫn thi hành",
    ),
    RelationKind.CONSOLIDATES: ("hợp nhất", "được hợp nhất"),
    RelationKind.AMENDS: ("sửa đổi, bổ sung", "được sửa đổi, bổ sung"),
    RelationKind.CORRECTS: ("đính chính", "được đính chính"),
    RelationKind.REPLACES: ("thay thế", "được thay thế"),
    RelationKind.ABROGATES: ("bãi bỏ", "bị bãi bỏ"),
    RelationKind.REFERS_TO: ("dẫn chiếu", "được dẫn chiếu"),
    RelationKind.BASED_ON: ("căn cứ", "là căn cứ ban hành"),
    RelationKind.EXPLAINS: ("giải thích", "được giải thích"),
    RelationKind.SUSPENDS: ("đình chỉ thi hành", "bị đình chỉ thi hành"),
    RelationKind.TEMPORARILY_SUSPENDS: ("tạm ngưng hiệu lực", "bị tạm ngưng hiệu lực"),
    RelationKind.PUBLISHES: ("công bố", "được công bố"),
    RelationKind.RELATED_TO: ("liên quan cùng nội dung", "liên quan cùng nội dung"),
}


class Effect(StrEnum):
    """What a document states about its own effect."""

    TAKES_EFFECT = "takes_effect"
    EXPIRES = "expires"
