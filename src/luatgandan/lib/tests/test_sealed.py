"""What was sealed comes back whole or not at all."""

import io
import unicodedata

import pytest

from luatgandan.lib import sealed

KEY = "một câu đủ dài để làm khóa"


def seal(data: bytes, key: str = KEY, *, finished: bool = True) -> bytes:
    target = io.BytesIO()
    writer = sealed.SealingWriter(target, key)
    for start in range(0, len(data), 700_001):
        writer.write(data[start : start + 700_001])
    if finished:
        writer.finish()
    return target.getvalue()


def opened(data: bytes, key: str = KEY) -> bytes:
    reader = sealed.OpeningReader(io.BytesIO(data), key)
    return b"".join(iter(lambda: reader.read(100_003), b""))


@pytest.mark.parametrize("size", [0, 1, sealed.PIECE, sealed.PIECE + 1, 2 * sealed.PIECE + 17])
def test_what_was_sealed_comes_back(size: int) -> None:
    data = bytes(index % 251 for index in range(1009)) * (size // 1009 + 1)
    assert opened(seal(data[:size])) == data[:size]


def test_a_key_is_the_same_however_its_marks_are_typed() -> None:
    assert opened(seal(b"x", "khóa của Lành"), unicodedata.normalize("NFD", "khóa của Lành")) == b"x"


def test_nothing_of_the_words_can_be_read() -> None:
    assert b"Nguyen Thi Lan" not in seal(b"Nguyen Thi Lan" * 100)


def test_another_key_is_told_as_such() -> None:
    with pytest.raises(sealed.WrongKeyError):
        opened(seal(b"x"), "khóa khác")


@pytest.mark.parametrize("data", [b"", b"SQLite format 3", b"x" * 500])
def test_something_else_is_told_as_such(data: bytes) -> None:
    with pytest.raises(sealed.NotSealedError):
        opened(data)


def test_damage_is_told_with_its_place() -> None:
    data = bytearray(seal(b"x" * (3 * sealed.PIECE)))
    data[sealed.HEAD + sealed.PIECE + sealed.TAG + 5] ^= 1
    with pytest.raises(sealed.DamagedError) as told:
        opened(bytes(data))
    assert told.value.piece == 1


def test_what_was_cut_off_never_looks_whole() -> None:
    whole = seal(b"x" * (2 * sealed.PIECE))
    for cut in (
        seal(b"x" * (2 * sealed.PIECE + 1), finished=False),
        whole[: sealed.HEAD + sealed.PIECE + sealed.TAG],
        whole[:-1],
    ):
        with pytest.raises(sealed.DamagedError):
            opened(cut)


def test_pieces_cannot_change_places() -> None:
    data, step = seal(b"a" * sealed.PIECE + b"b" * sealed.PIECE + b"c"), sealed.PIECE + sealed.TAG
    head, first, second, rest = (
        data[: sealed.HEAD],
        *(data[sealed.HEAD + n * step :][:step] for n in (0, 1)),
        data[sealed.HEAD + 2 * step :],
    )
    with pytest.raises(sealed.DamagedError):
        opened(head + second + first + rest)
