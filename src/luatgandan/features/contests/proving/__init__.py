"""The check of an exported contest: everything is computed again from the file alone, without a database."""

from .lines import FORM, AttemptLine, RoundLine
from .verifying import Finding, Verdict, verify

__all__ = ["FORM", "AttemptLine", "Finding", "RoundLine", "Verdict", "verify"]
