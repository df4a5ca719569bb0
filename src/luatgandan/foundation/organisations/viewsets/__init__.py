"""Staff screens of organisations."""

from .organisations import OrganisationViewSet

__all__ = ["OrganisationViewSet"]
