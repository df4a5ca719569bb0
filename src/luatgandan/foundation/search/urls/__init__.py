"""Addresses of search: pages in every language, and what programs read."""
