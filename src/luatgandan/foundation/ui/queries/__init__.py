"""What a page needs to know about its reader, its address and its drawings; nothing here touches the database."""

from .charts import Chart, chart
from .drawings import icon, icon_names, picture, picture_names
from .faults import is_storage_fault
from .gallery import DRAWING, WORD_CHANGES, Sample, component_names, samples, tokens
from .languages import LanguageLink, bare_path, catalogue_is_reviewed, home, language_links
from .preferences import COOKIE, Preferences, read_preferences
from .typed import sent_fields, sent_files, typed_texts

__all__ = [
    "COOKIE",
    "DRAWING",
    "WORD_CHANGES",
    "Chart",
    "LanguageLink",
    "Preferences",
    "Sample",
    "bare_path",
    "catalogue_is_reviewed",
    "chart",
    "component_names",
    "home",
    "icon",
    "icon_names",
    "is_storage_fault",
    "language_links",
    "picture",
    "picture_names",
    "read_preferences",
    "samples",
    "sent_fields",
    "sent_files",
    "tokens",
    "typed_texts",
]
