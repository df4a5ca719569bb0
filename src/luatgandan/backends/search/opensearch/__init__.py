"""The index in an OpenSearch cluster."""

from .engine import OpenSearch

__all__ = ["OpenSearch"]
