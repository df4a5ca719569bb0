"""The registry: what each room offers to the house.

A room's `module.py` makes one `Module(...)` value and registers it. The house asks for offers by type
(`offers(Route)`), so no room knows another and a room left out of `FEATURES` leaves no trace.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django_tasks.base import Task


@dataclass(frozen=True, kw_only=True)
class Route:
    """Addresses of a room: `prefix` ("van-ban/") and `urlconf` (dotted); `localised` adds /km/ and /en/."""

    prefix: str
    urlconf: str
    localised: bool = True


@dataclass(frozen=True, kw_only=True)
class ApiRouter:
    """Addresses below /api/v1/: `router` is the dotted name of a django-ninja router."""

    router: str


@dataclass(frozen=True, kw_only=True)
class Starter:
    """Starter content: `load` is idempotent and returns how many records stand afterwards; lower `order` first."""

    label: str
    load: Callable[[], int]
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """An entry that a room adds for itself: `place` "main" menu, "footer", or "home" below its search box."""

    label: Any
    url_name: str
    place: str = "main"
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class DeskTask:
    """One line of a desk panel: what waits, how many, where to do it."""

    label: Any
    count: int
    url: str
    is_late: bool = False


@dataclass(frozen=True, kw_only=True)
class DeskPanel:
    """What waits for a person at the staff desk; `tasks(person)` returns only what that person may do."""

    title: Any
    tasks: Callable[[Any], list[DeskTask]]
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class SitemapEntry:
    """One public address for sitemap.xml."""

    path: str
    changed_at: datetime | date | None = None


@dataclass(frozen=True, kw_only=True)
class SitemapSource:
    """All public addresses of a room."""

    entries: Callable[[], Iterable[SitemapEntry]]


@dataclass(frozen=True, kw_only=True)
class SearchItem:
    """One thing people can find, as its room gives it to the index; `id` is "<source>:<key>", unique in the house."""

    id: str
    kind: str  # "article", "document", "question", "page", "record", "term", "organisation", "place"
    title: str
    url: str
    text: str = ""
    asked: tuple[str, ...] = ()  # what people ask that it answers, in their words: found by these too, never shown
    names: tuple[str, ...] = ()  # numbers, short names, other ways to ask: found exactly
    path: tuple[str, ...] = ()  # where it stands: Luật › Chương › Điều
    group: str = ""  # id of what it is a part of ("document:17", whose key is "17"); "" stands alone
    number: str = ""  # number of the document as written
    eid: str = ""  # address within the document
    document_kind: str = ""
    issuer: str = ""
    field: str = ""
    audience: tuple[str, ...] = ()
    language: str = "vi"
    format: str = ""
    issued_on: date | None = None
    valid_from: date | None = None  # these words are the law from this day (None: always)
    valid_to: date | None = None  # until before this day (None: open)
    effective_on: date | None = None  # the document
    ended_on: date | None = None
    partly_since: date | None = None
    suspended_from: date | None = None
    suspended_to: date | None = None
    stated: str = ""  # validity as the source states it, where the days do not tell
    state: str = ""  # validity as the room knows it today; "" for what is not law
    weight: float = 0.0  # the room's own judgement of importance, 0 to 1
    cited: int = 0  # how many other documents rest on the document
    parts: int = 0  # articles of the document


@dataclass(frozen=True, kw_only=True)
class SearchSource:
    """What a room lets people find.

    `items()` gives everything for the index. `load(keys)` gives what stands of some groups, each with all its parts;
    changes are noted by the same keys. `name` begins all ids. `turning(since, until)` tells the keys of what changes by
    the calendar alone after `since` and up to `until`, both days of law.
    """

    label: Any
    name: str
    items: Callable[[], Iterable[SearchItem]]
    load: Callable[[Iterable[str]], list[SearchItem]]
    order: int = 100
    turning: Callable[[date, date], Iterable[object]] | None = None


@dataclass(frozen=True, kw_only=True)
class SharedThing:
    """One public thing as other houses may take it: `path` names it within its source for ever.

    `dublin` holds (element of Dublin Core, words) pairs, `data()` all values for JSON, `akn()` Akoma Ntoso of a law.
    """

    key: str
    path: str
    dublin: tuple[tuple[str, str], ...]
    data: Callable[[], dict[str, Any]]
    akn: Callable[[], bytes] | None = None


@dataclass(frozen=True, kw_only=True)
class SharedSource:
    """What a room gives to other houses and takes from them; `name` is its set in OAI-PMH.

    `stamps(keys)` gives (key, path, stamp) of what is public among `keys` (None: all of it); a stamp is another one
    when what is given is. `take(data, at=…, origin=…)` keeps what another house gives under the name `origin` and tells
    whether anything is new here; ValueError says why it cannot. `drop` hears that it is no longer public there.
    """

    name: str
    label: Any
    stamps: Callable[[Iterable[str] | None], Iterable[tuple[str, str, str]]]
    load: Callable[[Iterable[str]], list[SharedThing]]
    take: Callable[..., bool]
    drop: Callable[..., bool]
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class SearchLabels:
    """Names of the values of one facet that are not words themselves: {"luat": "Luật"}."""

    facet: str
    labels: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class SearchWords:
    """Everyday words and the legal terms they stand for: rows of (everyday words, term, reason of the expansion)."""

    rows: Callable[[], Iterable[tuple[str, str, str]]]


@dataclass(frozen=True, kw_only=True)
class PublishedAnswer:
    """An answer that an agency has published, to be given word for word; `helpers` as (who, what, contact).

    `cited`: (id of the document, eId). `signer` is who answers for it since `signed_on`.
    """

    question: str
    answer: str
    url: str
    signer: str
    variants: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    helpers: tuple[tuple[str, str, str], ...] = ()
    cited: tuple[tuple[int, str], ...] = ()
    signed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerSource:
    """Published answers of a room: `load` takes ids of its search items and gives those that readers may see now."""

    name: str  # of the search source
    load: Callable[[Iterable[str]], Mapping[str, PublishedAnswer]]


@dataclass(frozen=True, kw_only=True)
class ProposedAnswer:
    """A beginning of an answer, for an officer to rewrite: it rests on `cited` (id of the document, eId).

    `source` is who signed the words when they are those of a published answer, and `url` where they stand.
    """

    short: str
    cited: tuple[tuple[int, str], ...]
    explanation: str = ""
    steps: tuple[str, ...] = ()
    source: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class AnswerProposer:
    """A room that proposes answers: `propose(question=…, at=…)` gives None when nothing is proven. It sends nothing."""

    propose: Callable[..., ProposedAnswer | None]
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class QuestionTaker:
    """A room where people send questions to officials: `take(text)` gives the address where the person goes on with it.

    The words must not stand in the address. The one with the lowest `order` is asked.
    """

    take: Callable[[str], str]
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class SearchHelp:
    """Where to go when a search is empty or finds nothing: `links()` gives (title in Vietnamese, address) pairs."""

    title: Any
    links: Callable[[], list[tuple[str, str]]]
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class WeakTopic:
    """A field of law that people of a ward know badly: `people` of them, never under five, knew `share` per cent."""

    ward: str  # official code
    field: str
    label: str
    share: float
    people: int


@dataclass(frozen=True, kw_only=True)
class WeakTopicSource:
    """Where which law is known least, for whoever watches over the work or plans what to teach.

    `topics(since, until)` gives what was found within a span of time, the weakest first.
    """

    topics: Callable[[datetime, datetime], list[WeakTopic]]


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A task that the worker enqueues every `seconds`; `task` is a django-tasks task without arguments."""

    task: Any
    seconds: int


@dataclass(frozen=True, kw_only=True)
class DemoAccount:
    """Accounts of a demonstration: `accounts()` gives (role, login, password), empty outside a demonstration."""

    accounts: Callable[[], list[tuple[str, str, str]]]


@dataclass(frozen=True, kw_only=True)
class Module:
    """One room: its name (the app label), its title for people and its offers."""

    name: str
    title: Any
    offers: tuple[Any, ...] = field(default=())


Kind = TypeVar("Kind")
Job = TypeVar("Job", bound=Task[Any, Any])
_modules: dict[str, Module] = {}
_repeatable: set[str] = set()


def repeatable(task: Job) -> Job:
    """Declare, above `@task()`, that it may be done again from its beginning when its worker died in it.

    What was done it finds done, or does again without harm. Scheduled tasks come again anyhow and need not say so.
    """
    _repeatable.add(task.module_path)
    return task


def is_repeatable(path: str) -> bool:
    """Whether the task of this module path was declared so, or stands on the schedule."""
    return path in _repeatable or any(one.task.module_path == path for one in offers(Schedule))


def register(module: Module) -> Module:
    """Add a room; called once from its `module.py`. Registering a name again replaces it (reload in development)."""
    _modules[module.name] = module
    return module


def modules() -> list[Module]:
    """All registered rooms in the order of registration."""
    return list(_modules.values())


def offers(kind: type[Kind]) -> list[Kind]:
    """All offers of one type over all rooms, sorted by `order` where the type has one."""
    found = [offer for module in _modules.values() for offer in module.offers if isinstance(offer, kind)]
    return sorted(found, key=lambda offer: getattr(offer, "order", 100))
