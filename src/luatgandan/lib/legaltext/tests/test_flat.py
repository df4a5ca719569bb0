"""A unit as flat text: offsets point at each inner unit's own words."""

from luatgandan.lib.legaltext.flat import flatten, hash_of
from luatgandan.lib.legaltext.tree import Level, Node

ARTICLE = Node(
    Level.ARTICLE,
    "5",
    "Quyền",
    "Người dân có quyền:",
    children=(
        Node(
            Level.CLAUSE,
            "1",
            text="Được biết;",
            eid="art_5__para_1",
            children=(Node(Level.POINT, "đ", text="được hỏi.", eid="art_5__para_1__point_dd"),),
        ),
        Node(Level.TABLE, rows=(("Mức", "Tiền"), ("1", "100"))),
        Node(Level.TEXT, text="Chính phủ quy định chi tiết."),
    ),
    eid="art_5",
)


def test_flat_text_reads_as_the_law_does() -> None:
    flat = flatten(ARTICLE)

    assert flat.text == (
        "Người dân có quyền:\n1. Được biết;\nđ) được hỏi.\nMức\tTiền\n1\t100\nChính phủ quy định chi tiết."
    )
    assert [(place.eid, flat.text[place.start :][:6]) for place in flat.places] == [
        ("art_5", "Người "),
        ("art_5__para_1", "Được b"),
        ("art_5__para_1__point_dd", "được h"),
        ("art_5", "Mức\tTi"),
        ("art_5", "Chính "),
    ]


def test_line_breaks_do_not_make_another_law() -> None:
    assert hash_of("Điều này\ncó hiệu lực") == hash_of("Điều này có  hiệu lực")
    assert hash_of("theo quy định[12] này.") == hash_of("theo quy định[3] này.")
    assert hash_of("Điều này") != hash_of("Điều kia")
