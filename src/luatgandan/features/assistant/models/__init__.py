"""What the assistant keeps: askings; drafts, prompts, the register of AI use, the practice room of the desk."""

from .drafts import Draft, DraftVersion
from .following import Follower
from .practice import PASSED, Attempt, PracticeTask
from .prompts import Prompt, PromptReport, PromptVersion
from .register import AiUse
from .remembered import Remembered
from .running import AssistantSwitches, ModelDay
from .runs import Run

__all__ = [
    "PASSED",
    "AiUse",
    "AssistantSwitches",
    "Attempt",
    "Draft",
    "DraftVersion",
    "Follower",
    "ModelDay",
    "PracticeTask",
    "Prompt",
    "PromptReport",
    "PromptVersion",
    "Remembered",
    "Run",
]
