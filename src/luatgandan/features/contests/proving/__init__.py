"""The check of an exported contest: everything is computed again from the file alone, without a database."""

from .findings import Finding, Verdict
from .lines import FORM, AttemptLine, RoundLine
from .verifying import verify

__all__ = ["FORM", "AttemptLine", "Finding", "RoundLine", "Verdict", "verify"]
