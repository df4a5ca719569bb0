"""What the assistant keeps: askings; drafts, prompts, the register of AI use, the practice room of the desk."""

from .runs import Run

__all__ = ["Run"]
