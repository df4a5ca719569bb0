"""What a person typed into a form that could not be taken, to be given back."""

from django.http import QueryDict


def typed_texts(values: QueryDict) -> list[str]:
    """Texts of more than one word; no tokens, codes and passwords."""
    fields = [name for name in values if "password" not in name]
    return [text for name in fields for text in values.getlist(name) if len(text.split()) > 1]
