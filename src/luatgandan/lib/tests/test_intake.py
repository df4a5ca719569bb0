"""Files from people: refused under false names, cleaned of what they tell, kept under names that tell of nobody."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from luatgandan.lib.intake import safe_name, take_file, words_in
from luatgandan.lib.privacy import FileRemark
from luatgandan.lib.uploads import UploadRefusedError

KINDS = ("document", "picture")
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)


def photograph() -> ContentFile[bytes]:
    """A picture whose camera wrote where it stood and whose it is."""
    picture, output = Image.new("RGB", (40, 30), "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Nguyen Van Hung"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(output, "JPEG", exif=exif)
    return ContentFile(output.getvalue(), name="C:\\anh\\so do.jpg")


def letter() -> ContentFile[bytes]:
    words = "<w:p><w:r><w:t>Đơn của tôi</w:t></w:r></w:p>"
    body = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{words}</w:body></w:document>'
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/document.xml", body)
        package.writestr("docProps/core.xml", "<a>Nguyễn Văn Hùng</a>")
    return ContentFile(output.getvalue(), name="don.docx")


def test_a_photograph_loses_what_the_camera_knew() -> None:
    upload = photograph()
    assert b"Nguyen Van Hung" in upload.read()
    taken = take_file(upload, kinds=KINDS)
    assert (taken.name, taken.kind) == ("so do.jpg", "picture")
    assert b"Nguyen Van Hung" not in taken.data
    assert not Image.open(io.BytesIO(taken.data)).getexif()


def test_a_letter_loses_its_author_and_can_be_read() -> None:
    taken = take_file(letter(), kinds=KINDS)
    with zipfile.ZipFile(io.BytesIO(taken.data)) as package:
        assert "Hùng" not in package.read("docProps/core.xml").decode()
    assert taken.remarks == (FileRemark("stripped"),)
    assert words_in(taken.name, taken.data) == ("Đơn của tôi", ())


def test_words_of_a_picture_must_be_read_by_a_person() -> None:
    assert words_in("so do.jpg", b"") == ("", (FileRemark("unreadable", is_open=True),))
    assert words_in("don.docx", b"PK") == ("", (FileRemark("unreadable", is_open=True),))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("don.pdf", b"MZ\x90\x00" + b"\0" * 100, "tệp chương trình đã đổi tên"),
        ("don.pdf", b"%PDF-1.4 /JavaScript (x)", "mã lệnh bên trong"),
        ("don.exe", b"MZ", "Không nhận loại tệp"),
        ("don.pdf", b"", "Tệp rỗng"),
    ],
)
def test_what_is_not_taken_is_told(name: str, content: bytes, said: str) -> None:
    with pytest.raises(UploadRefusedError) as refusal:
        take_file(ContentFile(content, name=name), kinds=KINDS)
    assert said in refusal.value.messages[0]


def test_a_name_that_tells_of_a_person_is_replaced() -> None:
    assert safe_name("CCCD nguyen van hung.JPG", instead="tep-1") == ("tep-1.jpg", (FileRemark("renamed"),))
    assert safe_name("so do.jpg", instead="tep-1") == ("so do.jpg", ())
    assert safe_name("giay cua ut lan.jpg", instead="tep-1", people=["Út Lan"])[0] == "tep-1.jpg"
