"""Saved web pages: the document out of scripts, menus and broken nesting."""

from .page import read_html

__all__ = ["read_html"]
