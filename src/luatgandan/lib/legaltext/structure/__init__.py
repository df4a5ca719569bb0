"""The structure of a legal text: from lines to a tree of divisions, articles, clauses and points."""

from .articles import parse_article_body, parse_article_page
from .document import parse, parse_text, split_documents

__all__ = ["parse", "parse_article_body", "parse_article_page", "parse_text", "split_documents"]
