"""Security, proven by tests that can fail: who reaches what, what caches keep, what hostile input does."""
