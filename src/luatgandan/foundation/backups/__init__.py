"""Backups: made, put back, tried out."""
