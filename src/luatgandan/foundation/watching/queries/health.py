"""Every part, looked at; what was seen is believed for a few seconds, so that asking costs nothing."""

import logging
import time
from dataclasses import dataclass
from typing import Any

from luatgandan.foundation.modules.registry import offers

from ..rules import HealthCheck

FRESH_SECONDS = 5.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Health:
    """One part as it was found; `problem` is "" when it is well."""

    name: str
    title: Any
    problem: str
    meanwhile: Any
    is_vital: bool


class _Seen:
    """What this process found last, and until when it is believed."""

    found: list[Health] = []
    until = 0.0


def health() -> list[Health]:
    """All parts, in the order of their offers."""
    if time.monotonic() >= _Seen.until:
        _Seen.found = [_look(check) for check in offers(HealthCheck)]
        _Seen.until = time.monotonic() + FRESH_SECONDS
    return _Seen.found


def look_again() -> None:
    """Believe nothing: look anew next time."""
    _Seen.until = 0.0


def _look(check: HealthCheck) -> Health:
    try:
        problem = check.look()
    except Exception as error:  # whatever a broken part raises, the others are still looked at
        log.exception("%s does not answer", check.name)
        problem = f"không trả lời ({type(error).__name__})"
    return Health(
        name=check.name, title=check.title, problem=problem, meanwhile=check.meanwhile, is_vital=check.is_vital
    )
