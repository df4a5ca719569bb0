"""Repositories of others: `get_repository(url)` opens one by what settings.REPOSITORIES names."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from .base import Batch, Found, Repository, RepositoryError

__all__ = ["Batch", "Found", "Repository", "RepositoryError", "get_repository"]


def get_repository(url: str) -> Repository:
    """The repository at this address. Raises ValueError for an address that may not be asked."""
    config: Any = settings.REPOSITORIES
    repository: Repository = import_string(config["BACKEND"])(url=url, **config.get("OPTIONS", {}))
    return repository
