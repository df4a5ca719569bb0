"""Questions about organisations."""

from .lists import (
    children,
    find,
    get_organisation,
    near,
    points_for_ward,
    search,
    sitemap_entries,
    tree_for_all,
)
from .tree import (
    Node,
    as_of,
    history,
    is_within,
    names_before,
    organisations_on,
    subtree,
    subtree_codes,
    successors,
    tree_today,
)

__all__ = [
    "Node",
    "as_of",
    "children",
    "find",
    "get_organisation",
    "history",
    "is_within",
    "names_before",
    "near",
    "organisations_on",
    "points_for_ward",
    "search",
    "sitemap_entries",
    "subtree",
    "subtree_codes",
    "successors",
    "tree_for_all",
    "tree_today",
]
