"""The papers of a contest as offices write them: decision and minutes in the layout of Nghị định
30/2020/NĐ-CP, certificates."""

from .certificate import Certificate, certificate_html
from .decision import decision
from .minutes import minutes
from .values import Facts, Given, Paper

__all__ = ["Certificate", "Facts", "Given", "Paper", "certificate_html", "decision", "minutes"]
