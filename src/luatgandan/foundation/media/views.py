"""Uploaded pictures, wherever they are stored."""

import posixpath
from datetime import datetime

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import last_modified

PUBLIC_FOLDERS = ("images/", "original_images/")


def _public(path: str) -> str:
    """The plain name of a picture; attachments are never here, they go through Wagtail's own view and its rights."""
    plain = posixpath.normpath(path)
    if not plain.startswith(PUBLIC_FOLDERS):
        raise Http404
    return plain


def _saved_at(_request: HttpRequest, path: str) -> datetime:
    try:
        return default_storage.get_modified_time(_public(path))
    except (FileNotFoundError, ValueError) as error:  # a name no disk takes
        raise Http404 from error


@last_modified(_saved_at)
def picture_file(_request: HttpRequest, path: str) -> FileResponse:
    """A picture file."""
    try:
        response = FileResponse(default_storage.open(_public(path)))
    except (FileNotFoundError, IsADirectoryError) as error:
        raise Http404 from error
    response["Cache-Control"] = "public, max-age=604800"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
