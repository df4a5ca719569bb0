"""Who hears of what: the asker by notification, mail or text message; officers at their desk."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from luatgandan.backends.messages import Message, get_messages
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.queries import people_of
from luatgandan.foundation.accounts.rules import Action
from luatgandan.foundation.notifications.services import notify
from luatgandan.lib.links import in_language

from ..enums import Act, State
from ..models import Answer, Move, Question
from ..queries.contacts import contact_of
from ..rules import ROOM, token_of

ASKER_KIND, DESK_KIND = "qa.asker", "qa.desk"
TO_ANSWERING = {
    Act.SEND, Act.TRANSFER, Act.ORPHAN, Act.REMIND, Act.GIVE_MORE, Act.REOPEN, Act.WITHDRAW, Act.GIVE_BACK,
    Act.PUT_BACK, Act.DECLARE_CONFLICT,
}  # fmt: skip
TO_DECIDING = {Act.HAND_IN: Action.APPROVE, Act.CHECK: Action.PUBLISH, Act.OPEN_TO_ADVISERS: Action.ADVISE}
TO_ABOVE = {Act.COMPLAIN, Act.ESCALATE}
NEXT_STEP = {State.CHECKING: Action.APPROVE, State.SIGNING: Action.PUBLISH}
"""Who must do the next step where it is not those who answer."""


def tell(*, move: Move, at: datetime) -> None:
    """Everybody who must hear of one act. Raises MessageError when a gateway does not take the asker's message."""
    for person in _desk_people(move, at):
        if person.pk != move.by_id:
            notify(person=person, kind=DESK_KIND, title=_desk_sentence(move), at=at, url=desk_path(move.question))
    if not move.is_by_asker or move.act == Act.SEND:
        _tell_asker(move, at)


def desk_path(question: Question) -> str:
    """Where officers work on a question."""
    return reverse("qa_desk:question", args=[question.pk])


def asker_path(question: Question) -> str:
    """The asker's link; whoever holds it acts as the asker."""
    return reverse("qa:own", args=[token_of(question)])


def _desk_people(move: Move, at: datetime) -> Iterable[Person]:
    unit, act = move.question.organisation, Act(move.act)
    if act == Act.REMIND and (deciding := NEXT_STEP.get(State(move.question.state))):
        return people_of(unit, deciding, room=ROOM, at=at)
    if act in TO_ANSWERING or (act == Act.SAY and move.is_by_asker):
        adviser = move.question.adviser
        return [*people_of(unit, Action.ANSWER, room=ROOM, at=at), *([adviser] if adviser else [])]
    if act in TO_DECIDING:
        return people_of(unit, TO_DECIDING[act], room=ROOM, at=at)
    if act in TO_ABOVE:
        return people_of(unit.parent or unit, Action.APPROVE, room=ROOM, at=at)
    return ()


def _desk_sentence(move: Move) -> str:
    if move.act == Act.REMIND and move.due_on:
        values = {"code": move.question.code, "day": f"{move.due_on:%d/%m/%Y}"}
        return _("Câu hỏi %(code)s hẹn trả lời chậm nhất ngày %(day)s; hãy làm bước tiếp theo") % values
    return _("Câu hỏi %(code)s: %(act)s") % {"code": move.question.code, "act": move.get_act_display().lower()}


def _tell_asker(move: Move, at: datetime) -> None:
    question = move.question
    with override(question.language):
        sentence = _sentence(move)
        if not sentence:
            return
        if question.asker:
            notify(person=question.asker, kind=ASKER_KIND, title=sentence, at=at, url=_page(question))
        elif contact := contact_of(question):
            get_messages("email" if "@" in contact else "sms").send(_message(question, contact, sentence))


def _page(question: Question) -> str:
    """The asker's page in the language they asked in."""
    return in_language(asker_path(question), question.language)


def _message(question: Question, contact: str, sentence: str) -> Message:
    link = f"{settings.SITE_URL}{_page(question)}"
    text = _(
        "%(sentence)s.\n\nĐọc và trả lời tại: %(link)s\n\n"
        "Ai có địa chỉ này đều đọc được câu hỏi của bạn; đừng đưa cho người khác."
    )
    return Message(to=contact, subject=sentence[:150], text=text % {"sentence": sentence, "link": link})


def _sentence(move: Move) -> str:
    """What the asker is told of the act; "" for what goes on among officers. No personal data."""
    code, unit = move.question.code, move.organisation.name
    due = f"{move.due_on:%d/%m/%Y}" if move.due_on else ""
    told = {
        Act.SEND: _("Đã nhận câu hỏi %(code)s, hẹn trả lời chậm nhất ngày %(due)s"),
        Act.ACCEPT: _("%(unit)s đã tiếp nhận câu hỏi %(code)s, hẹn trả lời chậm nhất ngày %(due)s"),
        Act.TRANSFER: _("Câu hỏi %(code)s được chuyển đến %(unit)s; hẹn trả lời không đổi"),
        Act.ORPHAN: _("Câu hỏi %(code)s được chuyển đến %(unit)s; hẹn trả lời không đổi"),
        Act.ASK_MORE: _("%(unit)s cần bạn nói thêm về câu hỏi %(code)s"),
        Act.EXTEND: _("Câu hỏi %(code)s được gia hạn, hẹn trả lời chậm nhất ngày %(due)s"),
        Act.REFUSE: _("%(unit)s cho biết vì sao không trả lời câu hỏi %(code)s"),
        Act.REDIRECT: _("%(unit)s hướng dẫn nơi gửi đúng cho câu hỏi %(code)s"),
        Act.MARK_DUPLICATE: _("Câu hỏi %(code)s đã có câu trả lời cho một câu hỏi giống như vậy"),
        Act.SIGN: _("%(unit)s đã trả lời câu hỏi %(code)s"),
        Act.SAY: _("%(unit)s nhắn thêm về câu hỏi %(code)s"),
    }
    return told.get(Act(move.act), "") % {"code": code, "unit": unit, "due": due}


def tell_collision(*, kept: Answer, beside: Answer, at: datetime) -> None:
    """Both officers learn that they wrote at once; the words of both stand side by side."""
    title = _("Câu hỏi %s: hai người cùng soạn, cả hai bản đều còn; hãy ghép lại") % kept.question.code
    for person in {one.author for one in (kept, beside) if one.author}:
        notify(person=person, kind=DESK_KIND, title=title, at=at, url=desk_path(kept.question))
