"""Starter content of the portal: pages written by us, as TOML files beside this module."""

from .loader import load

__all__ = ["load"]
