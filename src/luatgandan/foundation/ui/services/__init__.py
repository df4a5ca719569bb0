"""Building what browsers get from what people write: one style sheet, one script, fonts, translations."""

from .assets import build_assets

__all__ = ["build_assets"]
