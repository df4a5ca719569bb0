"""Reading the shared library of prompts."""

from django.db.models import Count, OuterRef, QuerySet, Subquery

from luatgandan.backends.llm import get_llm

from ..enums import DraftKind
from ..models import Prompt, PromptVersion


def prompts() -> QuerySet[Prompt]:
    """All prompts with the number of their newest version, who made it, and how many bad outputs were reported."""
    newest = PromptVersion.objects.filter(prompt=OuterRef("pk")).order_by("-number")
    return Prompt.objects.annotate(
        newest=Subquery(newest.values("number")[:1]),
        changed_at=Subquery(newest.values("made_at")[:1]),
        changed_by=Subquery(newest.values("author__username")[:1]),
        bad=Count("versions__reports"),
    )


def usable_prompts(kind: DraftKind) -> list[Prompt]:
    """The prompts for one kind of draft; none where no language model is set."""
    return list(Prompt.objects.filter(kind=kind, is_active=True)) if get_llm() else []


def newest_version(prompt: Prompt) -> PromptVersion:
    """The words of a prompt as they are now."""
    return prompt.versions.select_related("author")[:1].get()


def versions_of(prompt: Prompt) -> list[PromptVersion]:
    """All versions, newest first, with who made them and what was reported of them. Two queries."""
    return list(prompt.versions.select_related("author").prefetch_related("reports__person"))
