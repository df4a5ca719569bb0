"""Staff need a second factor, shared computers forget, and the desk runs under the strict content policy."""

from .desk import DeskScriptsMiddleware
from .policy import PolicyMiddleware
from .signin import OpenSessionMiddleware, SharedComputerMiddleware, StaffSecondFactorMiddleware

__all__ = [
    "DeskScriptsMiddleware",
    "OpenSessionMiddleware",
    "PolicyMiddleware",
    "SharedComputerMiddleware",
    "StaffSecondFactorMiddleware",
]
