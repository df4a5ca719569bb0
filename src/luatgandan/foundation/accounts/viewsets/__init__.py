"""Screens of the staff desk for people, roles and data requests."""

from .people import PersonViewSet
from .requests import DataRequestViewSet
from .roles import RoleViewSet

__all__ = ["DataRequestViewSet", "PersonViewSet", "RoleViewSet"]
