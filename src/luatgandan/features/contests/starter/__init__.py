"""A practice contest, and a finished one with invented people."""

from .loader import load

__all__ = ["load"]
