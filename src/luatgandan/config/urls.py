"""All routes: those every house has, then what the rooms offer, then Wagtail's page tree."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from luatgandan.foundation.modules.registry import Route, offers

Patterns = list[URLPattern | URLResolver]


def room_urls(*, localised: bool) -> Patterns:
    """The routes the rooms offer, with or without a language prefix.

    Those below a word of their own come first: one comparison passes them over; the others try address by address.
    """
    routes = sorted(offers(Route), key=lambda route: not route.prefix)
    return [path(route.prefix, include(route.urlconf)) for route in routes if route.localised == localised]


urlpatterns: Patterns = [
    path("quan-tri/", include(admin_urls)),
    path("tai-lieu/", include(document_urls)),
    *room_urls(localised=False),
    *i18n_patterns(
        *room_urls(localised=True),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
handler404 = "luatgandan.foundation.ui.views.page_not_found"
handler500 = "luatgandan.foundation.ui.views.server_error"
handler403 = "luatgandan.foundation.ui.views.permission_denied"
handler400 = "luatgandan.foundation.ui.views.bad_request"
