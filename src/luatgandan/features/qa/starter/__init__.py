"""Questions that the portal asks itself, with checked answers: there before anybody has asked."""

from .loader import load

__all__ = ["load"]
