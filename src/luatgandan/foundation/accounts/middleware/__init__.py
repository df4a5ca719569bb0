"""Staff need a second factor, shared computers forget, and the desk runs under the strict content policy."""

from .desk import DeskScriptsMiddleware
from .signin import SharedComputerMiddleware, StaffSecondFactorMiddleware

__all__ = ["DeskScriptsMiddleware", "SharedComputerMiddleware", "StaffSecondFactorMiddleware"]
