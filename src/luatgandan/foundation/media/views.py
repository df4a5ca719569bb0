"""Uploaded pictures, in the small profile where no proxy or storage serves them."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

PUBLIC_FOLDERS = ("images/", "original_images/")


def picture_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture file; attachments are never here, they go through Wagtail's own view and its rights."""
    plain = posixpath.normpath(path)
    if not plain.startswith(PUBLIC_FOLDERS):
        raise Http404
    response = serve(request, plain, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = "public, max-age=604800"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
