"""Published answers as feeds: whoever reads feeds hears of new ones without giving an address."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from .. import queries
from ..enums import Field
from ..models import Publication

NEWEST = 30


class AnswersAtom(Feed[Publication, str]):
    """The newest published answers, of one field or of all."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, field: str = "") -> str:
        if field and field not in Field.values:
            raise Http404
        return field

    def title(self, field: str) -> str:
        return _("Hỏi đáp: %(field)s") % {"field": Field(field).label} if field else _("Hỏi đáp pháp luật")

    def subtitle(self, field: str) -> str:
        return _("Câu hỏi của người dân và trả lời của cơ quan, mới nhất trước.")

    def link(self, field: str) -> str:
        return f"{reverse('qa:board')}?linh-vuc={field}" if field else reverse("qa:board")

    def items(self, field: str) -> list[Publication]:
        return list(queries.public_questions(on=timezone.localdate(), field=field)[:NEWEST])

    def item_title(self, item: Publication) -> str:
        return item.title

    def item_description(self, item: Publication) -> str:
        return item.short

    def item_link(self, item: Publication) -> str:
        return item.get_absolute_url()

    def item_author_name(self, item: Publication) -> str:
        return item.question.organisation.name

    def item_pubdate(self, item: Publication) -> datetime:
        return item.published_at

    item_updateddate = item_pubdate
