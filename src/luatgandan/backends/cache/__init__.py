"""Caches that are outlived: Redis and files, each with a stand-in for as long as it fails."""
