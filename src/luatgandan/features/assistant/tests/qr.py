"""Reads a QR code from its drawing as a camera's program does (ISO/IEC 18004), without mending of errors."""

import re
from collections.abc import Iterator

from qrcode.base import rs_blocks
from qrcode.util import ALPHA_NUM, mask_func, pattern_position

Grid = list[list[int]]
FORMAT_MASK = 0x5412
QUIET = 4  # modules of white that must stand around it
TAKES = {1: ((10, 3), (7, 2), (4, 1)), 2: ((11, 2), (6, 1))}  # bits → letters, of numbers and of letters


def read_qr(drawing: str) -> str:
    """The words of the code in an SVG whose path draws a unit square for each dark module."""
    grid = _grid(drawing)
    version = (len(grid) - 17) // 4
    told = int("".join(map(str, (grid[8][at] for at in (0, 1, 2, 3, 4, 5, 7, 8)))), 2) << 7
    told |= int("".join(str(grid[at][8]) for at in (7, 5, 4, 3, 2, 1, 0)), 2)
    told = (told ^ FORMAT_MASK) >> 10
    bits = "".join(str(grid[y][x] ^ mask_func(told & 7)(y, x)) for y, x in _data_places(version))
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8)]
    return _said("".join(f"{one:08b}" for one in _in_order(words, version, told >> 3)), version)


def _grid(drawing: str) -> Grid:
    side = int(re.findall(r'viewBox="0 0 (\d+)', drawing)[0])
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawing)}
    inside = range(QUIET, side - QUIET)
    assert {at for one in dark for at in one} <= set(inside), "the quiet zone is not quiet"
    return [[int((x, y) in dark) for x in inside] for y in inside]


def _data_places(version: int) -> Iterator[tuple[int, int]]:
    """Row and column of the modules that hold data, two columns at a time, up and down from the right."""
    side = 17 + 4 * version
    centres = pattern_position(version)
    corners = {(6, 6), (6, side - 7), (side - 7, 6)}
    aligned = [(y, x) for y in centres for x in centres if (y, x) not in corners]

    def holds_data(y: int, x: int) -> bool:
        low, far = 9, side - 8
        is_finder = (y < low and x < low) or (y < low and x >= far) or (y >= far and x < low)
        is_version = version >= 7 and ((y < 6 and x >= side - 11) or (x < 6 and y >= side - 11))
        is_aligned = any(abs(y - row) <= 2 and abs(x - column) <= 2 for row, column in aligned)
        return not (is_finder or is_version or is_aligned or y == 6 or x == 6)

    rights = [x if x > 6 else x - 1 for x in range(side - 1, 0, -2)]
    for turn, right in enumerate(rights):
        rows = range(side) if turn % 2 else range(side - 1, -1, -1)
        yield from ((y, x) for y in rows for x in (right, right - 1) if holds_data(y, x))


def _in_order(words: list[int], version: int, level: int) -> list[int]:
    """Code words of data, block after block; they stand one of each block in turn."""
    sizes = [block.data_count for block in rs_blocks(version, level)]
    blocks: list[list[int]] = [[] for _ in sizes]
    left = iter(words)
    for place in range(max(sizes)):
        for block, size in zip(blocks, sizes, strict=True):
            if place < size:
                block.append(next(left))
    return [one for block in blocks for one in block]


def _said(bits: str, version: int) -> str:
    at, said = 0, bytearray()

    def take(count: int) -> int:
        nonlocal at
        at += count
        return int(bits[at - count : at], 2)

    lengths = {1: 10, 2: 9, 4: 8} if version < 10 else {1: 12, 2: 11, 4: 16}
    while at + 4 <= len(bits) and (mode := take(4)):
        left = take(lengths[mode])
        if mode == 4:
            said += bytes(take(8) for _ in range(left))
            continue
        while left:
            width, letters = next(one for one in TAKES[mode] if one[1] <= left)
            left -= letters
            said += _letters(mode, take(width), letters)
    return said.decode()


def _letters(mode: int, value: int, count: int) -> bytes:
    if mode == 1:
        return f"{value:0{count}d}".encode()
    found = divmod(value, 45) if count == 2 else (value,)
    return bytes(ALPHA_NUM[one] for one in found)
