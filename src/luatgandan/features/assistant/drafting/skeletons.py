"""A draft without any model: for each kind its sections, filled with the words of the chosen articles.

What only people can write (who, where, an example, whom to call) is a blank that says what is wanted.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from ..enums import DraftKind, LineRole, Origin
from ..pipeline.evidence import Article
from ..pipeline.values import MarkKind, Unit
from .binding import spanned
from .quizzes import items
from .sources import by_weight, cut, kinds, label, leaves, own_words, said
from .values import Definition, Line, Material

MOST = 8  # quotations in one section
LEAFLET_POINTS, SLIDE_LINES, SLIDE_LETTERS, PAIRS = 5, 4, 220, 8
# A reader on the radio says about 180 syllables a minute; each digit counts as one.
RADIO_SYLLABLES = 3 * 180


def skeleton(kind: DraftKind, material: Material) -> list[Line]:
    """The lines of a draft of this kind; every line that is not of the frame is bound to its place in the law."""
    return list(_KINDS[kind](material))


def heading(text: str, part: str) -> Line:
    """A heading of the frame."""
    return Line(text=text, role=LineRole.HEADING, part=part)


def blank(text: str, part: str) -> Line:
    """A place that a person must fill; the text says with what."""
    return Line(text=text, role=LineRole.BLANK, part=part)


def frame(text: str, part: str) -> Line:
    """A sentence of the frame: it says nothing about the law."""
    return Line(text=text, part=part)


def quotation(unit: Unit, part: str, text: str = "") -> Line:
    """Words of the law, bound to where they stand."""
    return spanned(Line(text=text or said(unit), origin=Origin.LAW, part=part, evidence=unit.id), unit)


def definition(term: Definition, part: str) -> Line:
    """What a term means, without the lead of the list it stands in."""
    return quotation(term.unit, part, cut(own_words(term.unit)))


def _gist(material: Material, part: str) -> Iterator[Line]:
    """What the places are about, by their headings; as a list of the frame, since a heading decides nothing."""
    for one in material.places:
        yield frame(f"{label(one)} {one.name}: {one.heading or own_words(one)[:120]}", part)


def _terms(material: Material, part: str, most: int = MOST) -> list[Line]:
    lines = [definition(one, part) for one in material.terms[:most]]
    return [heading(_("Từ cần hiểu"), part), *lines] if lines else []


def _basis(material: Material) -> Iterator[Line]:
    yield heading(_("Căn cứ"), "basis")
    for one in material.places:
        number = f" ({one.number})" if one.name != one.number else ""
        yield frame(f"{label(one)} {one.name}{number}", "basis")


def _all(material: Material) -> list[Unit]:
    return by_weight(unit for article in material.articles for unit in leaves(article))


def _summary(material: Material) -> Iterator[Line]:
    yield heading(_("Luật nói về việc gì"), "gist")
    yield from _gist(material, "gist")
    yield from _terms(material, "terms")
    rest = _all(material)
    for title, part, wanted in (
        (_("Số tiền"), "money", {MarkKind.AMOUNT}),
        (_("Thời hạn, độ tuổi, tỷ lệ"), "time", {MarkKind.PERIOD, MarkKind.AGE, MarkKind.SHARE}),
        (_("Điều kiện và ngoại lệ"), "conditions", {MarkKind.CONDITION}),
        (_("Quy định khác"), "rest", set()),
    ):
        chosen = [one for one in rest if not wanted or wanted & kinds(one)][:MOST]
        rest = [one for one in rest if one not in chosen]
        if chosen:
            yield heading(title, part)
            yield from (quotation(one, part) for one in chosen)
    yield heading(_("Người dân cần làm gì"), "todo")
    yield blank(_("Viết từng bước: chuẩn bị gì, đến đâu, làm trong bao lâu."), "todo")
    yield heading(_("Hỏi ở đâu"), "where")
    yield blank(_("Ghi nơi tiếp dân, số điện thoại của cơ quan."), "where")
    yield from _basis(material)


def _leaflet(material: Material) -> Iterator[Line]:
    yield heading(_("Trang bìa"), "cover")
    yield blank(_("Một câu ngắn nói thẳng điều người dân được làm hoặc phải làm."), "cover")
    yield heading(_("Tờ này nói về"), "gist")
    yield from _gist(material, "gist")
    yield heading(_("Điều cần nhớ"), "points")
    yield from (quotation(one, "points") for one in _all(material)[:LEAFLET_POINTS])
    yield from _terms(material, "terms", 3)
    yield heading(_("Cần giúp, hãy gọi"), "where")
    yield blank(_("Ghi nơi tiếp dân, số điện thoại, giờ làm việc."), "where")
    yield from _basis(material)


def ask(unit: Unit, article: Article) -> str:
    """A question that the unit answers, in its own words."""
    words, found = own_words(unit), kinds(unit)
    words = f"{words[:1].lower()}{words[1:]}" if unit.lead and len(words) < 240 else ""
    about = words or (article.node.heading[:1].lower() + article.node.heading[1:] or unit.label)
    if MarkKind.AMOUNT in found and unit.lead and "phạt" in unit.lead[-1].lower():
        return f"{about[:1].upper()}{about[1:]} thì bị phạt bao nhiêu tiền?"
    if MarkKind.AMOUNT in found:
        return f"Luật quy định số tiền thế nào về việc {about}?"
    if MarkKind.AGE in found:
        return f"Luật quy định độ tuổi thế nào về việc {about}?"
    if MarkKind.PERIOD in found:
        return f"Luật quy định thời hạn thế nào về việc {about}?"
    return f"Luật quy định thế nào về việc {about}?"


def _answered(material: Material) -> Iterator[tuple[str, Line]]:
    """Questions with the words that answer them; one question is asked once."""
    homes = {unit.id: article for article in material.articles for unit in leaves(article)}
    asked: set[str] = set()
    for one in material.terms:
        yield f"“{one.term}” là gì?", definition(one, "")
    for unit in _all(material):
        question = ask(unit, homes[unit.id])
        if question not in asked:
            asked.add(question)
            yield question, quotation(unit, "")


def _questions(material: Material) -> Iterator[Line]:
    for number, (question, answer) in enumerate(list(_answered(material))[:PAIRS], start=1):
        yield replace(answer, text=question, role=LineRole.QUESTION, origin=Origin.FRAME, part=f"pair{number}")
        yield replace(answer, part=f"pair{number}")
    yield from _basis(material)


def _situation(material: Material) -> Iterator[Line]:
    units = _all(material)[:4]
    yield heading(_("Tình huống"), "facts")
    hint = own_words(units[0])[:160] if units else ""
    yield blank(_("Kể chuyện bằng tên giả: ai, ở đâu, làm gì. Chuyện phải gắn với: %s") % hint, "facts")
    yield heading(_("Câu hỏi"), "question")
    homes = {unit.id: article for article in material.articles for unit in leaves(article)}
    for one in units[:1]:
        yield replace(quotation(one, "question", ask(one, homes[one.id])), role=LineRole.QUESTION, origin=Origin.FRAME)
    yield heading(_("Luật quy định"), "solution")
    yield from (quotation(one, "solution") for one in units)
    yield from _terms(material, "solution", 3)
    yield blank(_("Nói rõ: người trong chuyện được gì, phải làm gì, nộp ở đâu."), "solution")
    yield heading(_("Bài học"), "lesson")
    yield blank(_("Một câu để người đọc nhớ."), "lesson")
    yield from _basis(material)


def _quiz(material: Material) -> Iterator[Line]:
    for number, lines in enumerate(items(material), start=1):
        yield heading(_("Câu %d") % number, f"item{number}")
        yield from (replace(one, part=f"item{number}") for one in lines)
    yield from _basis(material)


def _radio(material: Material) -> Iterator[Line]:
    opening = [
        heading(_("Lời chào"), "opening"),
        frame(_("Mời bà con nghe mục pháp luật với đời sống."), "opening"),
        blank(_("Một câu chuyện nhỏ ở địa phương mở bài, không nêu tên thật."), "opening"),
        heading(_("Hôm nay nói về"), "gist"), *_gist(material, "gist"), heading(_("Luật nói"), "law"),
    ]  # fmt: skip
    closing = [
        heading(_("Lời kết"), "closing"), blank(_("Nhắc nơi tiếp dân và số điện thoại."), "closing"),
        frame(_("Cảm ơn bà con đã nghe."), "closing"),
    ]  # fmt: skip
    yield from opening
    told = [definition(one, "law") for one in material.terms[:2]]
    told += [quotation(one, "law") for one in _all(material)]
    yield from fitting(told, RADIO_SYLLABLES - spoken([*opening, *closing]))
    yield from closing
    yield from _basis(material)


def spoken(lines: Iterable[Line]) -> int:
    """How many syllables it takes to say these lines; headings and the sources are not read out."""
    told = [one.text for one in lines if one.role != LineRole.HEADING and one.part != "basis"]
    return sum(max(1, sum(sign.isdigit() for sign in word)) for text in told for word in text.split())


def fitting(lines: Iterable[Line], syllables: int) -> Iterator[Line]:
    """Those lines that can be said in so many syllables."""
    for line in lines:
        length = spoken([line])
        if length <= syllables:
            syllables -= length
            yield line


def _slides(material: Material) -> Iterator[Line]:
    yield heading(_("Trang 1: Tên bài"), "slide1")
    yield from _gist(material, "slide1")
    yield blank(_("Nơi trình bày, ngày, người trình bày."), "slide1")
    number = 1
    for article in material.articles:
        chosen = by_weight(leaves(article))[: 2 * SLIDE_LINES]
        for at in range(0, len(chosen), SLIDE_LINES):
            number += 1
            title = f"{article.unit.label}. {article.node.heading}".rstrip(". ")
            yield heading(_("Trang %(number)d: %(title)s") % {"number": number, "title": title}, f"slide{number}")
            for unit in chosen[at : at + SLIDE_LINES]:
                yield quotation(unit, f"slide{number}", short(unit))
    yield heading(_("Trang %d: Hỏi và đáp") % (number + 1), "last")
    yield blank(_("Hai câu hỏi để người nghe trả lời."), "last")
    yield from _basis(material)


def short(unit: Unit) -> str:
    """The words of a unit for a slide: its own, cut where a sentence or item ends."""
    return said(unit) if len(said(unit)) <= SLIDE_LETTERS else cut(own_words(unit), SLIDE_LETTERS)


_KINDS: dict[DraftKind, Callable[[Material], Iterator[Line]]] = {
    DraftKind.SUMMARY: _summary,
    DraftKind.LEAFLET: _leaflet,
    DraftKind.QUESTIONS: _questions,
    DraftKind.SITUATION: _situation,
    DraftKind.QUIZ: _quiz,
    DraftKind.RADIO: _radio,
    DraftKind.SLIDES: _slides,
}
