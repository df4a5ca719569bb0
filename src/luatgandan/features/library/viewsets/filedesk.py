"""What all screens about files of laws have in common: who may see them, which file they are about, the way back."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from luatgandan.foundation.ui.viewsets import Desk, DeskAccess

from .. import rules
from ..models import SourceFile

LISTED = ("library_files:list", gettext_lazy("Tệp văn bản"))


class FileAccess(DeskAccess):
    """Only those who work on the library's texts: an original may name people."""

    may_see = staticmethod(rules.may_see_desk)


class FilesDesk(FileAccess, Desk):
    """A screen about files; those about one file have it as `file`."""

    header_icon = "doc-full-inverse"
    trail: tuple[tuple[str, Any], ...] = (LISTED,)
    is_own_page = False

    @cached_property
    def file(self) -> SourceFile:
        return get_object_or_404(SourceFile.objects.select_related("document"), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.file.name if "pk" in self.kwargs else ""

    def steps(self) -> list[tuple[str, Any]]:
        own = [(self.to("file"), self.file.name)] if "pk" in self.kwargs and not self.is_own_page else []
        return [*super().steps(), *own]

    def to(self, name: str) -> str:
        """The address of another screen about the same file."""
        return reverse(f"library_files:{name}", args=[self.file.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = {"file": self.file} if "pk" in self.kwargs else {}
        return {**super().get_context_data(**kwargs), **about}
