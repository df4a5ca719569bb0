"""Media of questions as review, linter and pages see them."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from luatgandan.foundation.accounts.models import Person

from .. import services
from ..enums import Kind
from ..formats.media import prepare
from ..formats.values import Medium, choosing, counting
from ..models import MediaFile
from ..queries import shown_media
from ..rules.addresses import unsigned
from .conftest import FERRY, NOW, WRITTEN, Units
from .files import MOVIE, SOUND, TRACK, picture
from .test_media import ALT, codes, with_picture


def test_a_version_keeps_its_files_and_what_nobody_uses_goes(units: Units, writer: Person) -> None:
    content = with_picture()
    services.create_item(organisation=units["ward-a"], written=replace(WRITTEN, content=content), by=writer, at=NOW)
    unused = services.keep_file(file=prepare(SOUND, "a.wav"), at=NOW)
    assert services.forget_files(at=NOW) == 0
    later = NOW.replace(day=NOW.day + 2)
    assert services.forget_files(at=later) == 1
    assert [one.sha256 for one in MediaFile.objects.all()] == [content.media[0].sha256]
    assert unused.sha256 != content.media[0].sha256
    lost = replace(content, media=(replace(content.media[0], sha256="0" * 64),))
    with pytest.raises(services.FaultyError, match="Tệp kèm câu hỏi không còn"):
        services.create_item(organisation=units["ward-a"], written=replace(WRITTEN, content=lost), by=writer, at=NOW)


@pytest.mark.parametrize(
    ("kind", "given", "has"),
    [
        ("picture", {"alt": "Bến đò"}, True),
        ("picture", {"transcript": "Bến đò"}, False),
        ("sound", {"transcript": "Mời lên đò"}, True),
        ("sound", {"alt": "Loa"}, False),
        ("film", {"captions": "0" * 64}, True),
        ("film", {"transcript": "Mời lên đò"}, True),
        ("film", {"alt": "Phim"}, False),
    ],
)
def test_each_kind_wants_its_own_alternative(kind: str, given: dict[str, Any], has: bool) -> None:
    medium = Medium(kind=kind, sha256="1" * 64, suffix="x", size=1, **given)
    assert medium.has_alternative is has
    assert ("no-alternative" in codes(replace(FERRY, media=(medium,)))) is not has


def test_the_linter_sees_weight_place_repetition_and_keys_in_alternatives() -> None:
    file = prepare(picture(), "a.png")
    plain = file.medium(alt=ALT)
    assert codes(replace(FERRY, media=(plain,))) == codes(FERRY)
    assert "heavy" in codes(replace(FERRY, media=(replace(plain, size=200_000),)))
    assert "same-media" in codes(replace(FERRY, media=(plain, plain)))
    assert "media-place" in codes(replace(FERRY, media=(replace(plain, option="nothing"),)))
    on_option = replace(plain, option=FERRY.options[1].id)
    assert "media-place" not in codes(replace(FERRY, media=(on_option,)))
    assert "media-place" in codes(replace(FERRY, media=(replace(on_option, kind="sound"),)))
    signs = choosing(Kind.ONE, "Biển này nói gì?", ["Cấm đi ngược chiều", "Đường một chiều", "Nơi đỗ xe"], [0])
    for alt, tells in (("Biển tròn nền đỏ có vạch trắng nằm ngang", False), ("Biển cấm đi ngược chiều", True),
                       ("Đây là đáp án đúng", True), ("Biển xanh, đường một chiều", False)):  # fmt: skip
        assert ("telling-alt" in codes(replace(signs, media=(replace(plain, alt=alt),)))) is tells, alt
    toll = counting("Vé đò bao nhiêu?", "50.000", "đồng")
    assert "telling-alt" in codes(replace(toll, media=(replace(plain, alt="Bảng giá ghi 50.000 đồng"),)))
    assert "telling-alt" not in codes(replace(toll, media=(replace(plain, alt="Bảng giá bị che"),)))


def test_a_film_with_captions_stands_on_the_page(client: Client, db: None) -> None:
    film, track = prepare(MOVIE, "a.mp4"), prepare(TRACK, "a.vtt", kinds=("captions",))
    for file in (film, track):
        services.keep_file(file=file, at=NOW)
    (shown,) = shown_media(replace(FERRY, media=(film.medium(captions=track.sha256),)))
    answered = client.get(shown.captions)
    assert b"".join(answered.streaming_content) == TRACK
    assert answered["Content-Type"] == "text/vtt; charset=utf-8"
    assert unsigned("nothing") == ""
