"""Pictures, sounds and films of questions: what is taken, and the one size in which a picture is kept.

A picture becomes WebP, at most 960 points wide or high, without what the camera knew; one that is so already stays byte
for byte, so that its hash stays when it travels from one bank to another. Moving pictures stand still.
"""

import io
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from luatgandan.lib.uploads import FORMATS, MEGABYTE, check_extension, check_upload, extensions

from .rows import RowError
from .values import FILM, PICTURE, SOUND, File, Medium

CAPTIONS = "captions"
MEDIA = (PICTURE, SOUND, FILM)
LONGEST_SIDE = 960
QUALITY = 80
MOST_MEGABYTES = {PICTURE: 10, SOUND: 8, FILM: 40, CAPTIONS: 1}
MOST_MEDIA = 8  # of one question
MEDIA_TYPES = {
    "webp": "image/webp", "mp3": "audio/mpeg", "ogg": "audio/ogg", "opus": "audio/ogg", "wav": "audio/wav",
    "m4a": "audio/mp4", "mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt; charset=utf-8",
}  # fmt: skip


@dataclass(kw_only=True)
class Album:
    """What a reader of files finds beside the words of one question."""

    media: list[Medium] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)

    def add(self, content: bytes, name: str, *, captions: bytes = b"", **told: str) -> None:
        """One file with the words that stand for it; shown twice it is one. Raises RowError."""
        file = prepare(content, name)
        if file.sha256 in self.files:
            return
        self.files[file.sha256] = file
        if captions and file.kind == FILM:
            track = prepare(captions, "a.vtt", kinds=(CAPTIONS,))
            self.files[track.sha256] = track
            told["captions"] = track.sha256
        self.media.append(file.medium(**told))


def check_name(name: str, kinds: tuple[str, ...], size: int = 0) -> None:
    """Raises RowError for what no file of these kinds is called or weighs: asked before its bytes are read."""
    try:
        _check_weight(FORMATS[check_extension(name, kinds)].kind, size)
    except ValidationError as refusal:
        raise _refused(name, refusal) from refusal


def _check_weight(kind: str, size: int) -> None:
    if size > MOST_MEGABYTES[kind] * MEGABYTE:
        raise ValidationError(_("nặng quá %d MB.") % MOST_MEGABYTES[kind])


def _refused(name: str, refusal: ValidationError) -> RowError:
    return RowError(_("Tệp “%(name)s”: %(told)s") % {"name": name[-80:], "told": refusal.messages[0]})


def prepare(content: bytes, name: str, kinds: tuple[str, ...] = MEDIA) -> File:
    """The file as it will be kept. Raises RowError, in words for the person, when it is not what its name says."""
    try:
        suffix = check_extension(name, kinds)
        kind = FORMATS[suffix].kind
        _check_weight(kind, len(content))
        check_upload(ContentFile(content, name=name), kinds=kinds)
        file = File(kind=kind, suffix=suffix, content=content)
        return _shrunk(file) if kind == PICTURE else file
    except ValidationError as refusal:
        raise _refused(name, refusal) from refusal


def _shrunk(file: File) -> File:
    try:
        with Image.open(io.BytesIO(file.content)) as picture:
            if _is_kept(picture, file.content):
                return replace(file, width=picture.width, height=picture.height)
            is_drawn = picture.mode in ("1", "L", "P")
            profile = picture.info.get("icc_profile")
            upright = ImageOps.exif_transpose(picture)
            plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("Ảnh bị hỏng, không mở được.")) from error
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain.info.clear()
    output = io.BytesIO()
    plain.save(output, format="WEBP", quality=QUALITY, lossless=is_drawn, icc_profile=profile)
    return File(kind=PICTURE, suffix="webp", content=output.getvalue(), width=plain.width, height=plain.height)


def _is_kept(picture: Image.Image, content: bytes) -> bool:
    """Whether a picture is already as we keep them: nothing hidden in it or behind it."""
    is_ours = picture.format == "WEBP" and max(picture.size) <= LONGEST_SIDE
    is_bare = not {"exif", "xmp"} & set(picture.info) and int.from_bytes(content[4:8], "little") + 8 == len(content)
    return is_ours and is_bare and getattr(picture, "n_frames", 1) == 1


def accepted(*kinds: str) -> str:
    """For the `accept` attribute of a field."""
    return ",".join(f".{one}" for one in extensions(kinds or MEDIA))
