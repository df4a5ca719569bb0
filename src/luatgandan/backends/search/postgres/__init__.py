"""PostgreSQL as the engine: for several web nodes, which cannot share an index in a folder."""

from .engine import PostgresSearch

__all__ = ["PostgresSearch"]
