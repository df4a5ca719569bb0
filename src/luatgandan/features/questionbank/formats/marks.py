"""Marked-up words of others (HTML of Moodle, XML of QTI): words by language, and the files they show.

Khmer stands in `<span lang="km">` beside the Vietnamese, as Moodle's filter for several languages wants it. What stands
inside a sound or a film is its transcript.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from luatgandan.lib.vietnamese import clean

from .markup import name_of
from .media import Album
from .rows import RowError
from .values import PICTURE, SOUND, Medium

VIETNAMESE, KHMER = "vi", "km"
BLOCKS = ("p", "div", "br", "li", "td", "h1", "h2", "h3", "h4")
SILENT = ("script", "style")
PLAYED = ("audio", "video", "object")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MARK = re.compile(r"<[a-zA-Z/!]")


@dataclass(kw_only=True)
class Found:
    """A file that marked-up words show: where it lies, and what stands for it."""

    source: str
    alt: str = ""
    captions: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def transcript(self) -> str:
        """What stands inside a sound or film."""
        return clean(" ".join(self.words))


class Marks(HTMLParser):
    """Reads HTML by `feed` or a tree by `walk`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Found] = []
        self._words: dict[str, list[str]] = defaultdict(list)
        self._spans: list[str] = []
        self._playing: list[Found] = []
        self._silent = 0

    def words(self, language: str = VIETNAMESE) -> str:
        """All words in a language, on one line."""
        return clean(" ".join("".join(self._words[language]).split()))

    def walk(self, node: Element, but: tuple[str, ...] = ()) -> "Marks":
        """Read everything below a node, but not below some of its nodes."""
        self.handle_data(node.text or "")
        for child in node:
            name = name_of(child)
            if name in but:
                continue
            given = [("lang" if key == _XML_LANG else key, value) for key, value in child.attrib.items()]
            self.handle_starttag(name, given)
            self.walk(child, but)
            self.handle_endtag(name)
            self.handle_data(child.tail or "")
        return self

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        source = given.get("src") or given.get("data") or ""
        if tag == "span":
            self._spans.append(given.get("lang", ""))
        elif tag in SILENT:
            self._silent += 1
        elif tag in BLOCKS:
            self.handle_data(" ")
        elif tag == "img":
            self.found.append(Found(source=source, alt=given.get("alt", "")))
        elif tag in ("source", "track") or (tag == "object" and self._playing):
            self._inside(tag, source)
        elif tag in PLAYED:
            self._playing.append(Found(source=source))
            self.found.append(self._playing[-1])

    def _inside(self, tag: str, source: str) -> None:
        """A part of the sound or film that is open."""
        if tag == "object":
            self._playing.append(self._playing[-1])
        if not self._playing:
            return
        if tag == "source":
            self._playing[-1].source = self._playing[-1].source or source
        else:
            self._playing[-1].captions = source

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._spans:
            self._spans.pop()
        elif tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in PLAYED and self._playing:
            self._playing.pop()
        elif tag in BLOCKS:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._playing:
            self._playing[-1].words.append(data)
            return
        language = next((one for one in reversed(self._spans) if one), VIETNAMESE)
        self._words[KHMER if language.startswith(KHMER) else VIETNAMESE].append(data)


def read_html(text: str) -> Marks:
    """Words as Moodle keeps them; a text without marks is taken as it stands."""
    marks = Marks()
    if _MARK.search(text):
        marks.feed(text)
        marks.close()
    else:
        marks.handle_data(text)
    return marks


def spoken(node: Element, text: str, khmer: str, attribute: str) -> None:
    """Write words into a node, those in Khmer in a span of their own beside them."""
    if not khmer:
        node.text = text
        return
    for language, words in ((VIETNAMESE, text), (KHMER, khmer)):
        more = {"class": "multilang"} if attribute == "lang" else {}
        SubElement(node, "span", {attribute: language, **more}).text = words


def show(node: Element, medium: Medium, source: str, captions: str) -> None:
    """Write a picture, sound or film into HTML."""
    if medium.kind == PICTURE:
        SubElement(node, "img", src=source, alt=medium.alt, width=f"{medium.width}", height=f"{medium.height}")
        return
    played = SubElement(node, "audio" if medium.kind == SOUND else "video", controls="controls", preload="none")
    SubElement(played, "source", src=source)
    track = SubElement(played, "track", kind="captions", srclang="vi", src=captions) if captions else None
    if track is not None:
        track.tail = medium.transcript
    else:
        played[-1].tail = medium.transcript


def add_found(album: Album, found: Iterable[Found], read: Callable[[str], bytes], *, option: str = "") -> None:
    """Take what marked-up words show; `read` gives the bytes behind an address. Raises RowError."""
    for one in found:
        if not one.source:
            raise RowError(_("Có hình, âm thanh, phim không nói là tệp nào."))
        captions = read(one.captions) if one.captions else b""
        name = unquote(one.source)
        album.add(read(name), name, captions=captions, alt=clean(one.alt), transcript=one.transcript, option=option)


def media_of(media: Iterable[Medium], option: str = "") -> Iterator[Medium]:
    """What belongs to one option, or to the question itself."""
    return (one for one in media if one.option == option)
