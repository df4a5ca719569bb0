"""The outermost layer: numbers of requests, probes of the machinery, measurements."""

from .watching import WatchingMiddleware

__all__ = ["WatchingMiddleware"]
