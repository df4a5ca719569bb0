"""What the library offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.rules import Role, RolePermissions
from luatgandan.foundation.modules.registry import (
    MenuEntry,
    Module,
    Route,
    SearchSource,
    SitemapSource,
    Starter,
    register,
)

from . import queries, services

EDITS = tuple(f"library.{verb}_{name}" for verb in ("add", "change", "view") for name in ("document", "term"))

module = register(
    Module(
        name="library",
        title=_("Thư viện pháp luật"),
        offers=(
            RolePermissions(root_grants={Role.EDITOR: EDITS, Role.APPROVER: EDITS, Role.UNIT_HEAD: EDITS}),
            Route(prefix="", urlconf="luatgandan.features.library.urls"),
            MenuEntry(label=_("Văn bản"), url_name="library:documents", order=30),
            MenuEntry(label=_("Từ điển lời thường"), url_name="library:glossary", order=40),
            SearchSource(label=_("Văn bản pháp luật"), find=queries.find_documents, order=20),
            SearchSource(label=_("Từ điển lời thường"), find=queries.find_terms, order=30),
            SitemapSource(entries=queries.sitemap),
            Starter(label="văn bản pháp luật", load=services.load_documents, order=20),
            Starter(label="từ điển lời thường", load=services.load_glossary, order=30),
        ),
    )
)
