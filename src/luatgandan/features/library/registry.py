"""What other rooms may offer to the library: their citing things, and what happens to those when the law changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Policy(StrEnum):
    """What readers see of a thing whose law has changed and that nobody has looked at again."""

    WARN = "warn"  # a banner, for as long as it takes
    HIDE = "hide"  # a banner until the grace date, nothing after it


def nobody(source: Any) -> Iterable[Any]:
    """Nobody is told."""
    return ()


def no_effect(*reviews: Any) -> None:
    """Nothing follows."""


@dataclass(frozen=True, kw_only=True)
class CitingSource:
    """An offer: things of a room that cite the law through `library.services.cite`.

    `model` is "portal.topicpage"; all callables but `asked` get the citing thing itself. `organisation` says whose it
    is (None: the whole province's), `people` who is told, `edit_url(source, part)` where it is mended, `says(source,
    part)` what its part tells readers. `asked(keys)` gives what people ask in their own words, and the cited
    provision answers, by (primary key, part): the law is found by these words too. `on_change(reviews)` is called
    after commit when reviews of it were raised or decided. What is not `is_public` (questions of a contest) is looked
    at again like all else, and never shown beside the law, nor is the law found by it.
    """

    model: str
    title: Any
    edit_url: Callable[[Any, str], str]
    policy: Policy = Policy.WARN
    grace_days: int = 30
    organisation: Callable[[Any], Any] = lambda source: None
    people: Callable[[Any], Iterable[Any]] = nobody
    says: Callable[[Any, str], str] = lambda source, part: ""
    asked: Callable[[Iterable[int]], Mapping[tuple[int, str], str]] | None = None
    on_change: Callable[..., None] = no_effect
    is_public: bool = True


@dataclass(frozen=True, kw_only=True)
class QuietSource:
    """An offer: things whose citations are kept, and neither shown to readers nor given to officers to look at again.

    Their room hears of changes by the library's events. `model` is "assistant.run".
    """

    model: str


@dataclass(frozen=True, kw_only=True)
class ProvisionDoor:
    """An offer: what people may do in a room about one provision; `url(document, address)` is empty where nothing."""

    label: Any
    url: Callable[[Any, Any], str]
