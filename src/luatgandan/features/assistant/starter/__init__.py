"""Starter content of the desk: prompts, practice tasks, the portal's own entry in the register of AI use."""

from .loader import load

__all__ = ["load"]
