"""What everybody reads: putting it there, and taking it away."""

from datetime import datetime

from luatgandan.features.library.models import Document
from luatgandan.features.library.services import Cited, cite
from luatgandan.foundation.accounts.models import Person
from luatgandan.lib.events import publish
from luatgandan.lib.legaltext import Address

from ..events import PublicAnswerChanged
from ..models import Answer, Publication, Question
from .wording import PublicWords


def show(*, question: Question, answer: Answer, words: PublicWords, by: Person | None, at: datetime) -> Publication:
    """Put question and answer before everybody, with their citations in the graph of the library."""
    values = {
        "answer": answer, "title": words.title, "text": words.text, "short": words.short,
        "explanation": words.explanation, "steps": list(words.steps), "office": words.office,
        "variants": list(words.variants), "published_at": at, "by": by,
    }  # fmt: skip
    publication, _is_new = Publication.objects.update_or_create(question=question, defaults=values)
    cite(source=publication, cited=_cited(publication), as_of=answer.day_of_law)
    publish(PublicAnswerChanged(question_id=question.pk))
    return publication


def hide(*, question: Question) -> None:
    """Take away what everybody reads, if anything is there."""
    publication = Publication.objects.filter(question=question).select_related("answer").first()
    if publication is None:
        return
    cite(source=publication, cited=[], as_of=publication.answer.day_of_law)
    publication.delete()
    publish(PublicAnswerChanged(question_id=question.pk))


def _cited(publication: Publication) -> list[Cited]:
    basis = publication.answer.basis
    documents = Document.objects.in_bulk([one["document"] for one in basis])
    url = publication.get_absolute_url()
    return [
        Cited(
            document=documents[one["document"]], address=Address.from_eid(one["eid"]), label=publication.title, url=url,
            says=one.get("says") or publication.short,
        )
        for one in basis
        if one["document"] in documents
    ]  # fmt: skip
