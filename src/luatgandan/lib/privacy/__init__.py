"""Personal data in Vietnamese legal text: finding it, proposing what to write instead, and what files tell besides.

It proposes; a person decides. Rules after Nghị quyết 03/2017/NQ-HĐTP (publication of judgments) and Luật 91/2025/QH15.
"""

from .detect import PartFind, find_in_parts, find_personal_data
from .files import FileRemark, check_file_name, clean_file
from .finds import Find, FindKind
from .pseudonyms import replaced
from .typed import find_in_typed

__all__ = [
    "FileRemark",
    "Find",
    "FindKind",
    "PartFind",
    "check_file_name",
    "clean_file",
    "find_in_parts",
    "find_in_typed",
    "find_personal_data",
    "replaced",
]
