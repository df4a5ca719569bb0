"""Addresses of pictures, sounds and films: signed names, which pages give out with the question.

A file has no other address, and nobody guesses a signature: what is sealed or not yet reviewed is reached by nobody who
has not been shown the question.
"""

from django.core import signing
from django.urls import reverse

SALT = "questionbank.media"


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep="/")


def signed(name: str) -> str:
    """The name of a file ("<SHA-256>.webp") with the proof that we gave it out."""
    return _signer().sign(name)


def unsigned(value: str) -> str:
    """The SHA-256 behind a signed name; empty when the signature is not ours."""
    try:
        return _signer().unsign(value).partition(".")[0]
    except signing.BadSignature:
        return ""


def media_url(name: str) -> str:
    """The address of a file, for whoever may see the question."""
    return reverse("questionbank:media", args=[signed(name)])
