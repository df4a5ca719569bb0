"""Uploads away from this machine: storages that `STORAGES` may name instead of Django's folder."""
