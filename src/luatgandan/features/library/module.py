"""What the library offers to the house."""

from django.utils.translation import gettext_lazy as _

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

module = register(
    Module(
        name="library",
        title=_("Thư viện pháp luật"),
        offers=(
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
