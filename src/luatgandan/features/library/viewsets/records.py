"""The library's records at the staff desk."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from ..models import Document, Term
from .changes import ChangeViewSet
from .files import FileViewSet
from .relations import relations_address
from .repository import RepositoryViewSet
from .reviews import ReviewViewSet


class DocumentEditView(EditView):
    """The record of a document, with the way to its relations."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        relations = Button(
            _("Quan hệ với văn bản khác"), url=relations_address(self.object), icon_name="link", priority=5
        )
        return [relations, *super().header_more_buttons]


class DocumentViewSet(SnippetViewSet):
    """Records of legal documents; chosen by citations."""

    model = Document
    edit_view_class = DocumentEditView
    icon = "doc-full"
    list_display = ("number", "name", "issued_on", "effective_on", "stated_validity")
    list_filter = ("kind", "stated_validity", "field")
    search_fields = ("number", "title", "short_name", "aliases")
    ordering = ("-issued_on",)
    list_per_page = 50


class TermViewSet(SnippetViewSet):
    """The citizens' glossary."""

    model = Term
    icon = "openquote"
    list_display = ("everyday", "legal_term", "field")
    list_filter = ("field",)
    search_fields = ("everyday", "variants", "legal_term")
    list_per_page = 50


class LibraryGroup(SnippetViewSetGroup):
    """The library's menu."""

    menu_label = _("Thư viện pháp luật")
    menu_icon = "folder-open-inverse"
    menu_order = 150
    items = (ReviewViewSet, ChangeViewSet, FileViewSet, DocumentViewSet, RepositoryViewSet, TermViewSet)
