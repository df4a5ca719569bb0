"""The questions one may ask search."""

from .counts import Asked, report_with_few_clicks, report_without_results
from .index import Standing, index_lag, late_changes, needs_rebuild, standing, what_is_wrong
from .saved import data_of, found_by, saved_search_of, saved_search_with, saved_searches_of
from .searching import Trace, look_up, search, suggest, title_of, trace, understand

__all__ = [
    "Asked",
    "Standing",
    "Trace",
    "data_of",
    "found_by",
    "index_lag",
    "late_changes",
    "look_up",
    "needs_rebuild",
    "report_with_few_clicks",
    "report_without_results",
    "saved_search_of",
    "saved_search_with",
    "saved_searches_of",
    "search",
    "standing",
    "suggest",
    "title_of",
    "trace",
    "understand",
    "what_is_wrong",
]
