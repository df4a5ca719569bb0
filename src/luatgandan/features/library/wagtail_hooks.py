"""The library in the desk's menu."""

from wagtail.snippets.models import register_snippet

from .viewsets import LibraryGroup

register_snippet(LibraryGroup)
