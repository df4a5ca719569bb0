"""Pictures, sounds and films as pages show them, under signed addresses.

A file has no address but the one that a page gives with the question, and nobody guesses its signature: what is sealed
or not yet reviewed is reached by nobody who has not been shown the question.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.urls import reverse

from ..formats.values import Content, Medium
from ..models import MediaFile

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


def media_file(value: str) -> MediaFile | None:
    """The file behind a signed name. One query."""
    name = unsigned(value)
    return MediaFile.objects.filter(sha256=name).first() if name else None


def names_of(content: Content) -> set[str]:
    """The hashes of all files of a question."""
    return {name for one in content.media for name in (one.sha256, one.captions) if name}


def kept_files(names: Iterable[str]) -> dict[str, MediaFile]:
    """Files by their SHA-256. One query, none for no names."""
    wanted = set(names)
    return {one.sha256: one for one in MediaFile.objects.filter(sha256__in=wanted)} if wanted else {}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One picture, sound or film for a page; `option` as in `Medium`, `beside` the words of that option."""

    kind: str
    url: str
    captions: str
    alt: str
    transcript: str
    language: str
    width: int
    height: int
    option: str
    beside: str


def shown_media(content: Content, khmer: Mapping[str, Any] | None = None) -> tuple[Shown, ...]:
    """What is shown with a question, its alternatives in Khmer where `khmer` has them. No query."""
    told = (khmer or {}).get("media") or {}
    return tuple(_shown(one, content.text(one.option), told.get(one.sha256) or {}) for one in content.media)


def _shown(medium: Medium, beside: str, khmer: Mapping[str, str]) -> Shown:
    return Shown(
        kind=medium.kind, url=media_url(f"{medium.sha256}.{medium.suffix}"),
        captions=media_url(f"{medium.captions}.vtt") if medium.captions else "",
        alt=khmer.get("alt") or medium.alt, transcript=khmer.get("transcript") or medium.transcript,
        language="km" if khmer else "vi", width=medium.width, height=medium.height, option=medium.option,
        beside=beside,
    )  # fmt: skip
