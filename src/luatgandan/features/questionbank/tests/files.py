"""Small real files for tests: a picture, a sound, a film, captions."""

import io
import struct

from PIL import Image

SOUND = b"RIFF" + struct.pack("<I", 36 + 800) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
SOUND += b"data" + struct.pack("<I", 800) + bytes([128] * 800)
MOVIE = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(400)
TRACK = "WEBVTT\n\n00:00.000 --> 00:01.000\nMời khách lên đò".encode()


def picture(format_: str = "PNG", size: tuple[int, int] = (40, 20), colour: str = "red", **options: object) -> bytes:
    """A picture of one colour."""
    output = io.BytesIO()
    Image.new("RGB", size, colour).save(output, format=format_, **options)
    return output.getvalue()
