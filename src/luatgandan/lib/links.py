"""Addresses of our own pages: with more in the query, in another language."""

from urllib.parse import urlencode, urlsplit, urlunsplit

WITHOUT_LANGUAGE = ("/tep/", "/static/", "/api/")


def with_query(url: str, **values: str) -> str:
    """`url` with values added to its query, before the place it names ("/a/#b" → "/a/?at=…#b"); empty ones left out."""
    added = urlencode({name: value for name, value in values.items() if value})
    if not added:
        return url
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, added) if part)
    return urlunsplit(parts._replace(query=query))


def in_language(url: str, language: str | None) -> str:
    """The address of a page read in another language: what is not translated is still read inside /km/."""
    is_ours = url.startswith("/") and not url.startswith("//")
    if language in (None, "vi") or not is_ours or url.startswith((f"/{language}/", *WITHOUT_LANGUAGE)):
        return url
    return f"/{language}{url}"
