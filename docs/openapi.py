"""The description of the API, as programs read it at /api/v1/openapi.json: a change of the API is seen in a review."""

import json
from pathlib import Path

from luatgandan.foundation.modules.api import whole_api

PAGE = Path(__file__).with_name("openapi.json")


def render() -> str:
    """The text of the page."""
    return json.dumps(whole_api().get_openapi_schema(path_prefix="/api/v1/"), ensure_ascii=False, indent=1) + "\n"
