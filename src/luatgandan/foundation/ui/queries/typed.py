"""What a person typed into a form that could not be taken, to be given back."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict


def sent_fields(values: QueryDict) -> list[tuple[str, str]]:
    """All fields as they were sent, for sending them once more; no tokens and passwords."""
    names = [name for name in values if "password" not in name and name != "csrfmiddlewaretoken"]
    return [(name, value) for name in names for value in values.getlist(name)]


def sent_files(files: MultiValueDict[str, UploadedFile[Any]]) -> list[dict[str, Any]]:
    """The fields of files with the names of what was chosen: a page cannot choose a file again by itself."""
    return [
        {"name": field, "names": ", ".join(str(one.name) for one in chosen), "is_many": len(chosen) > 1}
        for field, chosen in files.lists()
    ]


def typed_texts(values: QueryDict) -> list[str]:
    """Texts of more than one word; no tokens, codes and passwords."""
    fields = [name for name in values if "password" not in name]
    return [text for name in fields for text in values.getlist(name) if len(text.split()) > 1]
