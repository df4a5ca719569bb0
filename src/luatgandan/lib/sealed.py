"""Files of any size under a key: written and read as a stream, a megabyte in memory at a time.

AES-256-GCM piece by piece, each under its own number, the last one marked (the STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizár, 2015): a piece changed, missing, moved or cut off at the end is noticed. The key comes
from a passphrase through scrypt with a salt of the file.
"""

import hmac
import secrets
import unicodedata
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"LGDSEAL1"
SALT, PROOF, NONCE, TAG = 16, 32, 7, 16
PIECE = 1 << 20
HEAD = len(MAGIC) + SALT + PROOF + NONCE


class SealedFileError(Exception):
    """The file cannot be opened; the class says why."""


class NotSealedError(SealedFileError):
    """Something else than a sealed file."""


class WrongKeyError(SealedFileError):
    """Sealed under another key."""


class DamagedError(SealedFileError):
    """Changed or cut off after it was written; `piece` counts megabytes from 0."""

    def __init__(self, piece: int) -> None:
        super().__init__(f"piece {piece}")
        self.piece = piece


def _keys(passphrase: str, salt: bytes) -> tuple[AESGCM, bytes]:
    """The cipher, and what proves that a passphrase is the right one."""
    both = Scrypt(salt=salt, length=64, n=2**15, r=8, p=1).derive(unicodedata.normalize("NFC", passphrase).encode())
    return AESGCM(both[:32]), hmac.digest(both[32:], MAGIC, "sha256")


def _nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])


class SealingWriter:
    """A file to write to; what is written goes sealed into `target`. Only after `finish` is it whole."""

    def __init__(self, target: IO[bytes], passphrase: str) -> None:
        salt, self._prefix = secrets.token_bytes(SALT), secrets.token_bytes(NONCE)
        self._cipher, proof = _keys(passphrase, salt)
        self._target, self._number, self._waiting = target, 0, bytearray()
        target.write(MAGIC + salt + proof + self._prefix)

    def write(self, data: bytes) -> int:
        """Take some bytes; one piece is kept back, for only the end tells which is the last."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Write the last piece. Without it the file counts as cut off."""
        self._put(bytes(self._waiting), is_last=True)

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._prefix, self._number, is_last=is_last), piece, None))
        self._number += 1


class OpeningReader:
    """A file to read from: what `SealingWriter` took. Raises SealedFileError at once or at a damaged piece."""

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        head = source.read(HEAD)
        if len(head) < HEAD or not head.startswith(MAGIC):
            raise NotSealedError
        salt, proof = head[len(MAGIC) :][:SALT], head[len(MAGIC) + SALT :][:PROOF]
        self._prefix = head[-NONCE:]
        self._cipher, expected = _keys(passphrase, salt)
        if not hmac.compare_digest(proof, expected):
            raise WrongKeyError
        self._source, self._number, self._ready, self._is_done = source, 0, b"", False
        self._ahead = source.read(PIECE + TAG)

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, everything that is left when it is negative; b"" at the end."""
        found = bytearray()
        while size < 0 or len(found) < size:
            if not self._ready and self._is_done:
                break
            self._ready = self._ready or self._next()
            wanted = len(self._ready) if size < 0 else size - len(found)
            found += self._ready[:wanted]
            self._ready = self._ready[wanted:]
        return bytes(found)

    def _next(self) -> bytes:
        piece, self._ahead = self._ahead, self._source.read(PIECE + TAG)
        self._is_done = not self._ahead
        try:
            opened = self._cipher.decrypt(_nonce(self._prefix, self._number, is_last=self._is_done), piece, None)
        except InvalidTag as error:
            raise DamagedError(self._number) from error
        self._number += 1
        return opened
