"""What `places` offers to the house."""

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
from .queries import search_items

module = register(
    Module(
        name="places",
        title=_("Xã, phường"),
        offers=(
            Route(prefix="xa-phuong/", urlconf="luatgandan.foundation.places.urls"),
            Starter(label="xã, phường", load=services.load_starter, order=10),
            SearchSource(
                label=_("Xã, phường"),
                order=80,
                name=search_items.PLACES,
                items=search_items.ward_items,
                load=search_items.load_wards,
            ),
            SitemapSource(entries=queries.sitemap_entries),
            MenuEntry(label=_("Xã, phường"), url_name="places:list", place="footer", order=60),
        ),
    )
)
