"""The description of the API, as programs read it at /api/v1/openapi.json: a change of the API is seen in a review."""

import json
from pathlib import Path

PAGE = Path(__file__).with_name("openapi.json")


def render() -> str:
    """The text of the page."""
    from luatgandan.foundation.search.api import api  # noqa: PLC0415 - needs Django set up

    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), ensure_ascii=False, indent=1) + "\n"
