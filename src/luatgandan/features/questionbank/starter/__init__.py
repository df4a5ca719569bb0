"""Questions of our own, in the shared bank from the first start."""

from .loader import load

__all__ = ["load"]
