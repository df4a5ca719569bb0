"""Questions about places."""

from .names import CERTAIN, Match, Resolution, find_wards, known_groups, resolve_ward
from .wards import (
    Group,
    PointsOfService,
    ServicePoint,
    all_wards,
    get_ward,
    other_names,
    points_of_service,
    sitemap_entries,
    ward_groups,
)

__all__ = [
    "CERTAIN",
    "Group",
    "Match",
    "PointsOfService",
    "Resolution",
    "ServicePoint",
    "all_wards",
    "find_wards",
    "get_ward",
    "known_groups",
    "other_names",
    "points_of_service",
    "resolve_ward",
    "sitemap_entries",
    "ward_groups",
]
