"""Files of questions: kept under their hash, forgotten when no question uses them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from ..formats.media import CAPTIONS, MEDIA, check_name, prepare
from ..formats.rows import RowError
from ..formats.values import File
from ..models import MediaFile
from ..rules.addresses import signed

UNUSED = timedelta(days=1)


@transaction.atomic
def keep_file(*, file: File, at: datetime) -> MediaFile:
    """The row of a file; the same bytes are kept once, for another day when nothing uses them yet."""
    name = file.sha256
    if MediaFile.objects.filter(sha256=name).update(kept_at=at):  # from here on nobody forgets it
        return MediaFile.objects.get(sha256=name)
    facts = {"kind": file.kind, "suffix": file.suffix, "size": len(file.content), "kept_at": at}
    kept, is_new = MediaFile.objects.get_or_create(
        sha256=name, defaults={**facts, "width": file.width, "height": file.height}
    )
    if is_new:
        kept.content.save(f"{name[:2]}/{name}.{file.suffix}", ContentFile(file.content))
    return kept


def keep_uploads(*, files: Iterable[tuple[str, Any]], at: datetime) -> tuple[dict[str, str], dict[str, str]]:
    """Keep what was uploaded, so that a form shown again does not lose it.

    Returns signed names by field, of what is good, and by field why the others are refused.
    """
    kept, refused = {}, {}
    for field, upload in files:
        try:
            file = _prepared(upload, (CAPTIONS,) if field.endswith(CAPTIONS) else MEDIA)
        except RowError as refusal:
            refused[field] = str(refusal)
        else:
            kept[field] = signed(str(keep_file(file=file, at=at)))
    return kept, refused


def _prepared(upload: Any, kinds: tuple[str, ...]) -> File:
    check_name(upload.name, kinds, upload.size)
    return prepare(upload.read(), upload.name, kinds)


def forget_files(*, at: datetime) -> int:
    """Remove files that no version has used for a day; returns how many."""
    unused = MediaFile.objects.filter(versions=None, kept_at__lt=at - UNUSED).values_list("pk", flat=True)
    return sum(_forget(key, before=at - UNUSED) for key in list(unused))


@transaction.atomic
def _forget(key: int, *, before: datetime) -> bool:
    """Remove one file, unless somebody has taken it into a question or uploaded it again meanwhile."""
    file = MediaFile.objects.select_for_update().filter(pk=key, kept_at__lt=before).first()
    if file is None or file.versions.exists():
        return False
    file.delete()
    transaction.on_commit(partial(file.content.storage.delete, str(file.content.name)))
    return True
