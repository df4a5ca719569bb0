"""The rules of a round in plain sentences, made from the data: what is told is what is done."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from luatgandan.features.questionbank.enums import Difficulty, Field
from luatgandan.foundation.organisations.enums import OrganisationKind
from luatgandan.foundation.places.models import Ward

from ..enums import Criterion, PredictionBase, PrizeKind
from ..models import Contest, Prize, Round
from ..papers.values import Quota, Rules

NOT_WHO_KNOWS_KEYS = _lazy(
    "Người soạn, kiểm tra, duyệt hoặc đã đọc đáp án của ngân hàng câu hỏi dùng cho cuộc thi không dự thi."
)


def rules_in_words(rules: Rules, *, is_practice: bool = False) -> list[str]:
    """How a round is sat, counted and ranked; for practice nothing is timed, kept or ranked."""
    if is_practice:
        return [_("Mỗi lần %d câu, làm mấy lần cũng được.") % rules.questions, _worth(rules),
                _("Làm xong thấy ngay đúng sai, đáp án và căn cứ; không lưu bài, không xếp hạng.")]  # fmt: skip
    return [*_sitting(rules), *_counting(rules), _ranking(rules)]


def final_in_words(round: Round) -> list[str]:
    """Who sits a final and from when that is certain; nothing for a round that is open to all."""
    if not round.is_final:
        return []
    return [
        _("Dành cho %d người đứng đầu của mỗi vòng trước. Ai đứng đầu ở nhiều vòng chỉ tính một suất.")
        % round.takes_from_earlier,
        _("Danh sách chốt một lần, ngay khi mọi vòng trước đã có quyết định kết quả. Ai rút hoặc bị loại trước lúc đó "
          "thì người kế tiếp được vào; sau lúc đó không ai được thế."),
        _("Chỉ mở khi đã chốt danh sách. Chốt không kịp thì Ban Tổ chức báo giờ mở mới, không ai mất lượt thi."),
    ]  # fmt: skip


def _sitting(rules: Rules) -> Iterator[str]:
    told = {"questions": rules.questions, "minutes": rules.minutes}
    yield _("Mỗi lượt %(questions)d câu, làm trong %(minutes)d phút; mỗi người một đề riêng.") % told
    if any(quota.field or quota.difficulty for quota in rules.quotas):
        yield _("Đề gồm: %s.") % "; ".join(_quota(one) for one in rules.quotas)
    yield _("Giờ tính theo máy chủ. Vòng đóng thì bài đang làm cũng dừng.")
    if rules.showing_seconds:
        yield (
            _("Đồng hồ của mỗi người chạy từ lúc đề hiện ra lần đầu, chậm nhất %d giây sau khi bấm “Bắt đầu”.")
            % rules.showing_seconds
        )
    if rules.grace_seconds:
        yield (
            _("Mất mạng thì làm tiếp: câu trả lời đã chọn trước khi hết giờ được nhận thêm %d giây sau đó.")
            % rules.grace_seconds
        )
    yield _("Người khuyết tật đã báo với Ban Tổ chức được thêm giờ.")


def _counting(rules: Rules) -> Iterator[str]:
    if rules.attempts:
        yield ngettext("Mỗi người thi %d lượt.", "Mỗi người thi nhiều nhất %d lượt.", rules.attempts) % rules.attempts
    else:
        yield _("Thi nhiều lượt được.")
    if rules.per_day:
        yield _("Mỗi ngày nhiều nhất %d lượt.") % rules.per_day
    if rules.attempts != 1:
        yield _("Kết quả tính theo: %s.") % _small(rules.counted.label)
    yield _worth(rules)
    if rules.prediction != PredictionBase.NONE:
        yield _("Sau các câu hỏi có một câu dự đoán: %s.") % _small(rules.prediction.label)
    if rules.attempts == 1:
        yield _("Nộp bài xong thấy ngay điểm và thời gian; đáp án công bố sau khi vòng đóng.")
    else:
        yield _("Vì được thi nhiều lượt, điểm và đáp án chỉ báo sau khi vòng đóng, để không ai dò được đáp án.")


def _worth(rules: Rules) -> str:
    if rules.is_partial:
        return _("Câu nhiều đáp án, xếp thứ tự, ghép cặp đúng một phần thì được một phần điểm.")
    return _("Mỗi câu đúng hoàn toàn được 1 điểm.")


def _quota(quota: Quota) -> str:
    return _("%(count)d câu %(names)s") % {"count": quota.count, "names": quota_words(quota)}


def _ranking(rules: Rules) -> str:
    chain = [_small(one.label) for one in (*(one for one in rules.chain if one != Criterion.LOT), Criterion.LOT)]
    return _("Xếp hạng lần lượt theo: %s.") % "; ".join(chain)


def quota_words(quota: Quota) -> str:
    """A quota for people: field and difficulty, or that any will do."""
    names = [str(Field(quota.field).label)] if quota.field in Field.values else []
    names += [_small(Difficulty(quota.difficulty).label)] if quota.difficulty in Difficulty.values else []
    return ", ".join(names) or _("mọi lĩnh vực, mọi độ khó")


def _small(label: object) -> str:
    text = str(label)
    return text[:1].lower() + text[1:]


def prizes_in_words(contest: Contest) -> list[str]:
    """What can be won, in its order, and from which score on. One query."""
    return [_prize(one) for one in contest.prizes.select_related("round").order_by("order", "pk")]


def _prize(prize: Prize) -> str:
    is_for_one = prize.kind == PrizeKind.PERSON
    least = _("từ %d%% số điểm trở lên") if is_for_one else _("điểm trung bình từ %d%% trở lên")
    parts = [
        f"{prize.quantity} × {prize.title}{f' ({prize.round})' if prize.round else ''}",
        f"{prize.amount:,} đồng".replace(",", ".") if prize.amount else "",
        least % prize.least_score if prize.least_score else "",
        _("từ %d người dự thi trở lên") % prize.least_entrants if prize.least_entrants and not is_for_one else "",
    ]
    return "; ".join(filter(None, parts))


def conditions_in_words(contest: Contest) -> list[str]:
    """Who may take part. One query where the contest is for some wards."""
    asked = contest.eligibility
    told = [*_ages(asked.get("age_from") or 0, asked.get("age_to") or 0), *_places(contest)]
    return told if contest.is_practice else [*told, str(NOT_WHO_KNOWS_KEYS)]


def _ages(least: int, most: int) -> Iterator[str]:
    if least:
        yield _("Từ đủ %d tuổi vào ngày mở cuộc thi.") % least
    if most:
        yield _("Đến hết %d tuổi vào ngày mở cuộc thi.") % most


def _places(contest: Contest) -> Iterator[str]:
    asked = contest.eligibility
    if codes := asked.get("wards"):
        names = Ward.objects.filter(code__in=codes).values_list("name", flat=True)
        yield _("Người ở: %s.") % ", ".join(names)
    if asked.get("units"):
        yield _("Dự thi theo đơn vị trong danh sách của Ban Tổ chức.")
    if kinds := asked.get("unit_kinds"):
        yield _("Người của các loại đơn vị: %s.") % ", ".join(str(OrganisationKind(one).label) for one in kinds)
    if classes := asked.get("classes"):
        yield _("Các lớp: %s.") % ", ".join(classes)
    if asked.get("denied"):
        yield _("Người trong Ban Tổ chức, Tổ Thư ký không dự thi.")
