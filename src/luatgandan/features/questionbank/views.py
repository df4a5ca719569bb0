"""Files of questions."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from luatgandan.lib.downloads import in_place

from . import queries
from .formats.media import MEDIA_TYPES


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture, sound, film or captions for whoever was given its signed address; of any other there is none."""
    file = queries.media_file(name)
    if file is None:
        raise Http404
    return in_place(file.content, kind=MEDIA_TYPES[file.suffix], size=file.size, span=request.headers.get("Range", ""))
