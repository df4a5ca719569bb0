"""What the assistant keeps: askings; drafts, prompts, the register of AI use, the practice room of the desk."""

from .drafts import Draft, DraftVersion
from .practice import PASSED, Attempt, PracticeTask
from .prompts import Prompt, PromptReport, PromptVersion
from .register import AiUse
from .runs import Run

__all__ = [
    "PASSED",
    "AiUse",
    "Attempt",
    "Draft",
    "DraftVersion",
    "PracticeTask",
    "Prompt",
    "PromptReport",
    "PromptVersion",
    "Run",
]
