"""Counting requests, forgetting what was done."""
