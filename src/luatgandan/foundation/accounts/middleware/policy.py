"""The content security policy of every answer (`CONTENT_SECURITY_POLICY`): the same text for all but the desk."""

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class PolicyMiddleware(CSPMiddleware):
    """Builds the policy once; an answer that adds to it, or has a nonce, gets its own; so do all while debugging.

    What else the library can be told (excluded prefixes, a policy that only reports) does nothing here.
    """

    @cached_property
    def policy(self) -> str:
        """What stands in the settings."""
        return build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The policy is set unless the answer brought its own."""
        if settings.DEBUG or hasattr(request, "_csp_nonce") or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.policy)
        return response
