"""The questions of a set put to an index, just as the search page does it, without drawing the page."""

import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from luatgandan.backends.search.base import Found
from luatgandan.backends.search.tantivy import TantivySearch
from luatgandan.lib.vietnamese import fold

from ..pipeline.analysis import analyse
from ..pipeline.planning import Weights, plan
from ..pipeline.suggesting import suggest
from ..pipeline.values import QueryAnalysis, SearchQuery
from ..pipeline.words import Glossary
from ..ranking import Profile, Table, Unit, features, rank
from ..ranking.ranking import key_of


@dataclass
class Asker:
    """One reader of one index; `today` is the day of all questions."""

    folder: Path
    profile: Profile
    unit: Unit
    today: date
    glossary: Glossary = field(default_factory=Glossary.of)

    def __post_init__(self) -> None:
        """Opens the index."""
        self.engine = TantivySearch(self.folder)
        self.entries = self.engine.status().entries
        self.weights = Weights.of(self.profile.weights)

    def find(self, text: str) -> tuple[QueryAnalysis, Found]:
        """What the engine finds, not ranked yet."""
        analysis = analyse(text, glossary=self.glossary, today=self.today)
        wanted = plan(
            analysis,
            SearchQuery(text=text),
            self.weights,
            frequencies=self.engine.document_frequencies,
            entries=self.entries,
            today=self.today,
        )
        return analysis, self.engine.search(wanted)

    def order(self, text: str) -> tuple[list[str], float]:
        """Ids of documents or articles, best first, and the seconds it took."""
        started = time.perf_counter()
        analysis, found = self.find(text)
        ranked = rank(
            analysis,
            found,
            frequencies=self.engine.document_frequencies,
            entries=self.entries,
            profile=self.profile,
            unit=self.unit,
        )
        seconds = time.perf_counter() - started
        return [key_of(one.candidate, self.unit) for one in ranked], seconds

    def suggest(self, text: str) -> float:
        """The seconds that suggestions take."""
        started = time.perf_counter()
        suggest(self.engine, text, today=self.today)
        return time.perf_counter() - started

    def table(self, text: str) -> Table | None:
        """What a model would see; None when nothing is found."""
        analysis, found = self.find(text)
        if not found.candidates or not analysis.syllables:
            return None
        return features(
            analysis,
            found,
            frequencies=self.engine.document_frequencies,
            entries=self.entries,
            unit=self.unit,
        )


def asked(text: str, *, without_marks: bool) -> str:
    """The question as it is put."""
    return fold(text) if without_marks else text
