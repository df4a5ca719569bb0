"""Counting requests, telling slow queries and faults, forgetting what was done."""
