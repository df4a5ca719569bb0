"""A browser at the officers' desk, for tests."""

from typing import Any

from django.test import Client
from django.urls import reverse

from ..models import Question
from ..rules import Caller


def at_desk(caller: Caller) -> Client:
    """A browser in which the caller is signed in."""
    client = Client()
    client.force_login(caller.person)
    return client


def url(name: str, question: Question, *more: Any) -> str:
    """A screen of the desk about one question."""
    return reverse(f"qa_desk:{name}", args=[question.pk, *more])


def text(response: Any) -> str:
    """What was answered, decoded."""
    return str(response.content.decode())
