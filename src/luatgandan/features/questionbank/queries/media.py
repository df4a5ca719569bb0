"""Pictures, sounds and films as pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..formats.values import PICTURE, Content, Medium
from ..models import MediaFile
from ..rules.addresses import media_url, unsigned


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
    """One picture, sound or film for a page; `option` as in `Medium`, `beside` the words of that option.

    `language` is that of the words that stand for it: of `alt` for a picture, of `transcript` for all that plays.
    """

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
    standing_for = "alt" if medium.kind == PICTURE else "transcript"
    return Shown(
        kind=medium.kind, url=media_url(f"{medium.sha256}.{medium.suffix}"),
        captions=media_url(f"{medium.captions}.vtt") if medium.captions else "",
        alt=khmer.get("alt") or medium.alt, transcript=khmer.get("transcript") or medium.transcript,
        language="km" if khmer.get(standing_for) else "vi", width=medium.width, height=medium.height,
        option=medium.option, beside=beside,
    )  # fmt: skip
