"""What there is to tell whoever follows a published answer."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from luatgandan.features.library.queries import notices_for
from luatgandan.foundation.notifications.services import News

from ..models import Publication, Question

CHANGED_KIND = "qa.changed"


def mark_of(question: Question, *, on: date) -> str:
    """What names the words and the state of the law as readers see them: another mark is news."""
    publication = Publication.objects.filter(question=question).first()
    if publication is None:
        return "gone"
    notice = notices_for(publication, on=on).get("")
    if notice is None:
        return f"words {publication.published_at.isoformat()}"
    return f"{'hidden' if notice.is_hidden else 'law'} {notice.since.isoformat()}"


def news_of(question: Question, mark: str) -> News:
    """What a follower hears of a mark, in the language that is active."""
    what, _space, day = mark.partition(" ")
    since = f"{date.fromisoformat(day):%d/%m/%Y}" if what in ("law", "hidden") else ""
    sentences = {
        "gone": _("Câu trả lời bạn theo dõi (%(code)s) đã được gỡ"),
        "hidden": _("Câu trả lời bạn theo dõi (%(code)s) tạm ẩn vì luật thay đổi từ ngày %(day)s"),
        "law": _("Luật làm căn cứ cho câu trả lời bạn theo dõi (%(code)s) thay đổi từ ngày %(day)s"),
        "words": _("Câu trả lời bạn theo dõi (%(code)s) đã được cơ quan xem lại"),
    }
    is_there = what in ("law", "words")
    return News(
        kind=CHANGED_KIND, sentence=sentences[what] % {"code": question.code, "day": since},
        hint=_("Đọc tại") if is_there else _("Tìm câu trả lời khác"),
        url=question.publication.get_absolute_url() if is_there else reverse("qa:board"), mark=("told", mark),
    )  # fmt: skip
