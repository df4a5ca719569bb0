"""Counting requests. Imported only where LUATGANDAN_METRICS is on: the small profile has no prometheus-client.

Labels are names of routes, methods and statuses: few, and of no person. Each process keeps its numbers in a file below
LUATGANDAN_HOME, so that one reading tells of all of them.
"""

from prometheus_client import Counter, Histogram

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)

requests = Counter("luatgandan_requests", "Requests answered.", ["route", "method", "status"])
seconds = Histogram("luatgandan_request_seconds", "Until the answer began.", ["route"], buckets=BUCKETS)


def count_request(*, route: str, method: str, status: int, took: float) -> None:
    """One request was answered after `took` seconds."""
    requests.labels(route, method if method in METHODS else "other", str(status)).inc()
    seconds.labels(route).observe(took)
