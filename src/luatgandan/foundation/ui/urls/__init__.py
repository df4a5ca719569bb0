"""Addresses of `ui`: one module per prefix."""
