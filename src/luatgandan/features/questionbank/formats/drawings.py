"""Pictures inside Word files: each is marked in the words where it stands, and read from the package."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from .markup import parse, written
from .media import Album
from .packages import Package, open_package
from .rows import ItemFileError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DOCUMENT, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
PICTURES = "word/media/"
_HOLDERS = (f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent")
_MARK = re.compile(r"⟦(\d+)⟧")
_FILE_NAME = re.compile(r"^\S+\.\w{3,4}$")


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One picture of a Word file; empty bytes when it lies outside of it."""

    name: str
    content: bytes
    alt: str


def marked(content: bytes) -> tuple[bytes, dict[int, Drawing]]:
    """The file with "⟦1⟧" where its first picture stood, and the pictures. A file without any is left as it is."""
    with open_package(content) as package:
        if DOCUMENT not in package.names:
            return content, {}
        root = parse(package.read(DOCUMENT))
        targets = _targets(package.read(RELATIONS)) if RELATIONS in package.names else {}
        found: dict[int, Drawing] = {}
        for key, alt in _put_marks(root):
            path = posixpath.normpath(posixpath.join("word", targets.get(key, "")))
            is_there = path in package.names and path != "word"
            found[len(found) + 1] = Drawing(name=path, content=package.read(path) if is_there else b"", alt=alt)
        return (_rewritten(package, written(root)), found) if found else (content, {})


def _targets(relations: bytes) -> dict[str, str]:
    nodes = [one for one in parse(relations) if one.get("TargetMode") != "External"]
    return {one.get("Id", ""): one.get("Target", "").removeprefix("/word/") for one in nodes}


def _put_marks(root: Element) -> Iterator[tuple[str, str]]:
    """Put a mark for each picture; yields its relation and its description."""
    count = 0
    for run in root.iter(f"{W}r"):
        for place, child in enumerate(list(run)):
            keys = _keys(child) if child.tag in _HOLDERS else []
            if not keys:
                continue
            holder = Element(f"{W}t")
            holder.text = " " + " ".join(f"⟦{count + number}⟧" for number in range(1, len(keys) + 1)) + " "
            holder.tail = child.tail
            run[place] = holder
            count += len(keys)
            yield from ((key, _described(child)) for key in keys)


def _keys(node: Element) -> list[str]:
    """Relations of the pictures in a node; of two ways to draw one the first. Boxes with words are no pictures."""
    if next(node.iter(f"{W}txbxContent"), None) is not None:
        return []
    keys = [one.get(f"{R}embed") or one.get(f"{R}link") or one.get(f"{R}id") or "" for one in node.iter()]
    return list(dict.fromkeys(filter(None, keys)))[: 1 if node.tag == f"{MC}AlternateContent" else None]


def _described(node: Element) -> str:
    told = next((one.get("descr", "") for one in node.iter() if one.get("descr")), "").strip()
    return "" if _FILE_NAME.match(told) else told


def _rewritten(package: Package, document: bytes) -> bytes:
    """The file with another document, for the reader of words: its pictures are not in it."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as after:
        for name in package.names:
            if not name.startswith(PICTURES):
                after.writestr(name, document if name == DOCUMENT else package.read(name))
    return output.getvalue()


def without_marks(line: str) -> str:
    """The words of a line."""
    return _MARK.sub("", line)


def take(album: Album, line: str, drawings: dict[int, Drawing], *, option: str = "") -> None:
    """Take the pictures of a line. Raises ItemFileError when one is not there, RowError when one cannot be kept."""
    for number in map(int, _MARK.findall(line)):
        drawing = drawings.get(number)
        if drawing is None or not drawing.content:
            raise ItemFileError(_("Hình của câu này nằm ngoài tệp Word. Hãy chèn hẳn vào tệp rồi thử lại."))
        album.add(drawing.content, drawing.name, alt=drawing.alt, option=option)
