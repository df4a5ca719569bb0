"""Facts about places."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlacesChanged:
    """Names, figures or aliases of these wards changed; all wards when `codes` is empty."""

    codes: tuple[str, ...] = ()
