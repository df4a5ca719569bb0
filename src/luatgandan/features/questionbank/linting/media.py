"""Pictures, sounds and films: what stands for them, what they weigh, and what their words give away."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from luatgandan.lib.vietnamese import fold
from luatgandan.lib.vietnamese.terms import terms_of

from ..enums import Kind
from ..formats.media import MOST_MEDIA
from ..formats.values import CHOSEN, PICTURE, SOUND, Content, Medium, read_number
from .values import Finding, error, warning

BUDGET = 150_000  # bytes of the pictures of one question: 20 such questions on a slow line take minutes
TELLING = 0.6  # of the syllables that only the key has
_SAYS_SO = ("dap an", "phuong an dung", "cau tra loi dung")


def media_faults(content: Content) -> Iterator[Finding]:
    """What cannot be shown as it stands."""
    if len(content.media) > MOST_MEDIA:
        yield error("many-media", _("Nhiều nhất %d hình, âm thanh, phim cho một câu.") % MOST_MEDIA)
    names = [one.sha256 for one in content.media]
    if len(set(names)) < len(names):
        yield error("same-media", _("Có một tệp dùng hai lần trong câu."))
    ids = {one.id for one in content.options} if content.kind in CHOSEN else set()
    if any(one.option and (one.option not in ids or one.kind != PICTURE) for one in content.media):
        yield error("media-place", _("Chỉ hình mới đi kèm phương án, và phương án đó phải có trong câu."))


def unready(content: Content) -> list[Finding]:
    """What keeps a question from being checked: people who cannot see or hear must learn the same."""
    return [error("no-alternative", _told(one)) for one in content.media if not one.has_alternative]


def _told(medium: Medium) -> str:
    if medium.kind == PICTURE:
        return _("Hình chưa có lời mô tả cho người không nhìn thấy.")
    if medium.kind == SOUND:
        return _("Âm thanh chưa có bản ghi lời cho người không nghe được.")
    return _("Phim chưa có phụ đề (.vtt) hoặc bản ghi lời.")


def media(content: Content) -> Iterator[Finding]:
    """Doubts about what is shown with a question."""
    weight = sum(one.size for one in content.media if one.kind == PICTURE)
    if weight > BUDGET:
        values = {"size": round(weight / 1000), "most": BUDGET // 1000}
        yield warning("heavy", _("Hình của câu nặng %(size)d KB, quá %(most)d KB: máy yếu mạng chậm tải lâu.") % values)
    for one in content.media:
        if one.kind == PICTURE and _tells(one, content):
            yield warning("telling-alt", _("Lời mô tả “%s” làm lộ đáp án. Hãy tả điều thấy trên hình.") % one.alt)


def _tells(picture: Medium, content: Content) -> bool:
    """Whether the words of a picture hold what only the key holds."""
    said = fold(picture.alt)
    if any(sign in said for sign in _SAYS_SO):
        return True
    if content.kind == Kind.NUMBER:
        numbers = {read_number(word.strip(".,;:")) for word in picture.alt.split()} - {None}
        return bool({read_number(one) for one in content.key} & numbers)
    if content.kind not in CHOSEN or picture.option:
        return False
    others = " ".join([content.stem, *(one.text for one in content.options if one.id not in content.key)])
    only = set(terms_of(" ".join(content.key_words))) - set(terms_of(others))
    there = set(terms_of(picture.alt))
    return bool(only) and len(only & there) >= TELLING * len(only)
