import pytest

from luatgandan.lib.vietnamese.distance import edits


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("thot not", "thot not", 0),
        ("thot lot", "thot not", 1),
        ("thto not", "thot not", 1),
        ("thotnot", "thot not", 1),
        ("tot nott", "thot not", 2),
        ("cai khe", "cai rang", None),
        ("", "ab", 2),
        ("", "abc", None),
    ],
)
def test_counts_slips_of_the_finger(left: str, right: str, expected: int | None) -> None:
    assert edits(left, right, at_most=2) == expected
    assert edits(right, left, at_most=2) == expected
