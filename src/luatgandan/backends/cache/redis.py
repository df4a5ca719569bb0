"""Redis, shared by all machines; while it is away each machine remembers for itself."""

from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnectionError
from redis.exceptions import OutOfMemoryError, ReadOnlyError
from redis.exceptions import TimeoutError as TooLateError
from redis.retry import Retry

from .base import OutlivedCache

PATIENCE = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}


class OutlivedRedisCache(OutlivedCache, RedisCache):
    """A reader waits half a second for it, twice, and then not again for a while."""

    faults = (NoConnectionError, TooLateError, ReadOnlyError, OutOfMemoryError)

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        params["OPTIONS"] = {**PATIENCE, "retry": Retry(NoBackoff(), 1), **params.get("OPTIONS", {})}
        super().__init__(server, params)
