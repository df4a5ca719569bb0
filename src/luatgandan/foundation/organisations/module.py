"""What `organisations` offers to the house."""

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
from luatgandan.foundation.places.queries import PointsOfService

from . import queries, services
from .queries import search_items

module = register(
    Module(
        name="organisations",
        title=_("Cơ quan, đơn vị"),
        offers=(
            Route(prefix="co-quan/", urlconf="luatgandan.foundation.organisations.urls"),
            Starter(label="cơ quan, đơn vị", load=services.load_starter, order=20),
            SearchSource(
                label=_("Cơ quan, đơn vị"),
                order=90,
                name=search_items.ORGANISATIONS,
                items=search_items.organisation_items,
                load=search_items.load_organisations,
            ),
            SitemapSource(entries=queries.sitemap_entries),
            PointsOfService(find=queries.points_for_ward),
            MenuEntry(label=_("Cơ quan giúp người dân"), url_name="organisations:list", place="footer", order=70),
        ),
    )
)
