"""Words that another room sends along to the form of a question; the address holds only a key."""

import secrets

from django.core.cache import cache
from django.urls import reverse

CARRIED, CARRIED_SECONDS = "qa:carried:{}", 3_600


def take_question(text: str) -> str:
    """Keep the words for an hour; the address of the form that has them."""
    key = secrets.token_urlsafe(24)
    cache.set(CARRIED.format(key), text, CARRIED_SECONDS)
    return f"{reverse('qa:ask')}?mang-theo={key}"


def carried_words(key: str) -> str:
    """What was kept under the key; "" when nothing was, or no longer."""
    return cache.get(CARRIED.format(key)) or ""
