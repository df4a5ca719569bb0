"""Counting requests, telling slow queries, forgetting what was done."""
