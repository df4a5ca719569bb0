"""Queries that take long are told: their shape with placeholders, never what stood in them."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

LONGEST = 1_000  # letters of a query
log = logging.getLogger(__name__)


def watch_queries(*, connection: BaseDatabaseWrapper) -> None:
    """Measure every query of a new connection; nothing when LUATGANDAN_SLOW_QUERY_MS is 0."""
    if settings.SLOW_QUERY_MS and _measured not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _measured)  # `execute_wrapper` takes away what stands last


def _measured(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    started = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        took = round((time.perf_counter() - started) * 1000)
        if took >= settings.SLOW_QUERY_MS:
            log.warning("slow query: %s", " ".join(sql.split())[:LONGEST], extra={"facts": {"ms": took}})
