"""Luật Gần Dân: software a Vietnamese province runs to bring the law close to its people."""

__version__ = "0.1.0"
