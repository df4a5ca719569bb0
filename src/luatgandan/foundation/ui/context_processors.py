"""Values every template may use; nothing here may query the database."""

from typing import Any

from django.http import HttpRequest


def ui(request: HttpRequest) -> dict[str, Any]:
    """Nothing yet."""
    return {}
