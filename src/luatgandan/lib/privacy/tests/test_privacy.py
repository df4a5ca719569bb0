"""Personal data: what is found, what is proposed, what files tell; recall on marked sentences is a gate."""

import io
import time
import zipfile

import pypdfium2 as pdfium
import pytest

from luatgandan.lib.privacy import check_file_name, clean_file, find_in_parts, find_personal_data, replaced

from . import marked


def found(text: str) -> list[tuple[str, str]]:
    return [(find.kind.value, find.text) for find in find_personal_data(text)]


def anonymised(text: str) -> str:
    return replaced(text, [(find, find.proposal) for find in find_personal_data(text)])


@pytest.mark.parametrize("name", ["sentences_a.txt", "sentences_b.txt"])
def test_recall_on_marked_sentences(name: str) -> None:
    score = marked.score(name)
    assert score.other_recall >= 0.99, score.missed_others
    assert score.name_recall >= 0.95, score.missed_names
    assert score.precision >= 0.95, score.false


def test_recall_on_hard_sentences_does_not_fall() -> None:
    score = marked.score("sentences_c.txt")
    assert score.missed_others == []
    assert score.name_recall >= 0.92, score.missed_names


@pytest.mark.parametrize(
    "text",
    [
        "Chị Đoàn Thị Thùy T và anh Phan Văn T1 có con chung là Phan Thị Anh Đ1, sinh năm 2008.",
        "Nguyễn Văn A khởi kiện Trần Thị B về hợp đồng vay.",
        "Cùng địa chỉ: Tổ 01, ấp Đ, xã Dương Minh Châu, tỉnh Tây Ninh.",
        "Căn cứ khoản 1 Điều 35 của Bộ luật Tố tụng dân sự và Nghị quyết 326/2016/UBTVQH14 ngày 30 tháng 12 năm 2016.",
        "Bản án số 65/2025/HNGĐ-ST, biên lai thu số 0005462 ngày 20-5-2025, số tiền 300.000.000 đồng.",
        "Tòa án nhân dân khu vực 11 - Tây Ninh xử vụ Ngân hàng khởi kiện Công ty TNHH Một thành viên.",
        "Giấy khai sinh ngày 12/3/2020 do Ủy ban nhân dân phường Ninh Kiều cấp.",
        "Ông, bà gửi đơn đến Ủy ban nhân dân xã; nguyên đơn Công ty cổ phần Đường sắt.",
    ],
)
def test_what_is_nobodys_is_passed_over(text: str) -> None:
    assert found(text) == []


def test_one_person_has_one_letter_everywhere() -> None:
    text = "Bà Trần Thị Mỹ Lệ kiện ông Lê Hoàng Long. Bà Lệ nói ông Long nợ bà Lệ. Long không trả."
    assert anonymised(text) == "Bà Trần Thị Mỹ L kiện ông Lê Hoàng L1. Bà L nói ông L1 nợ bà L. L1 không trả."


def test_letters_in_use_are_not_given_again() -> None:
    assert anonymised("Chị T kiện anh Phan Văn Tài.") == "Chị T kiện anh Phan Văn T1."


def test_of_two_with_one_given_name_the_one_named_last_is_meant() -> None:
    text = "Ông Lê Văn Hai khai. Ông Hai về. Ông Võ Văn Hai đến. Ông Hai ký."
    assert anonymised(text) == "Ông Lê Văn H khai. Ông H về. Ông Võ Văn H1 đến. Ông H1 ký."


def test_numbers_leave_a_sign_and_birthdays_their_year() -> None:
    text = "Sinh ngày 12/04/1985, CCCD số 092185004321, ngụ số nhà 12, tổ 5, ấp Thạnh Lợi, xã Thạnh An."
    assert anonymised(text) == ("Sinh năm 1985, CCCD số [số căn cước đã ẩn], ngụ số nhà …, tổ …, ấp T, xã Thạnh An.")


def test_judges_keep_their_names_by_proposal() -> None:
    text = (
        "Thẩm phán – Chủ tọa phiên tòa: Bà Nguyễn Thị Trúc Linh.\nCác Hội thẩm nhân dân:\n1. Bà Lâm Thị Tợi;\n"
        "2. Ông Trần Hữu Thiện.\nBị đơn: Ông Trần Hữu Nghĩa.\n(Đã ký)\nNguyễn Thị Trúc Linh"
    )
    public = [(find.text, find.is_public) for find in find_personal_data(text)]
    assert public == [
        ("Nguyễn Thị Trúc Linh", True),
        ("Lâm Thị Tợi", True),
        ("Trần Hữu Thiện", True),
        ("Trần Hữu Nghĩa", False),
        ("Nguyễn Thị Trúc Linh", True),
    ]


def test_an_office_may_keep_its_address() -> None:
    find = find_personal_data("Trụ sở Tòa án tại số 12 đường Lê Lợi.")[0]
    assert (find.text, find.is_public) == ("số 12 đường Lê Lợi", True)


def test_a_name_broken_by_the_margin_is_one_name() -> None:
    text = "Tại phiên tòa hôm nay vắng mặt không có lý do anh Phan\nThanh Bình dù đã được triệu tập."
    assert found(text) == [("name", "Phan\nThanh Bình")]


def test_parts_speak_of_the_same_people() -> None:
    finds = find_in_parts({"title": "Tài kiện", "facts": "Ông Lê Văn Tài kiện.", "holding": "Chấp nhận ông Tài."})
    assert [(one.part, one.find.text, one.find.proposal) for one in finds] == [
        ("title", "Tài", "T"),
        ("facts", "Lê Văn Tài", "Lê Văn T"),
        ("holding", "Tài", "T"),
    ]


def test_text_must_be_composed() -> None:
    with pytest.raises(ValueError, match="NFC"):
        find_personal_data("Nguye\u0302\u0303n")


@pytest.mark.parametrize(
    "text", ["A " * 200_000, "0" * 500_000, "ông Lê " * 30_000, "số 1 đường " * 40_000, "tài khoản " * 60_000]
)
def test_hostile_text_takes_seconds_at_most(text: str) -> None:
    begin = time.process_time()
    find_personal_data(text)
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        ("Ban-an-Nguyen-Van-Hung-ly-hon.pdf", True),
        ("nguyen van hung.docx", True),
        ("Bản án Trần Thị Lệ.docx", True),
        ("092185004321.pdf", True),
        ("don-0939123456.pdf", True),
        ("65B1-234.56.jpg", True),
        ("ban-an-65-2025-hngd-st.pdf", False),
        ("Bai giang phap luat lop 8.pptx", False),
        ("tra-loi-cong-van-1866-BTP-PLHSHC.pdf", False),
        ("an-le-05-2016-AL.md", False),
    ],
)
def test_file_names_tell(name: str, tells: bool) -> None:
    assert check_file_name(name) is tells


def test_a_file_name_with_a_person_of_the_text_tells() -> None:
    assert check_file_name("vu-ly-ngoc-han.pdf", people=["Lý Ngọc Hân"])


def package(entries: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return target.getvalue()


def test_a_docx_forgets_its_authors() -> None:
    data = package(
        {
            "[Content_Types].xml": '<Types><Override PartName="/docProps/custom.xml" ContentType="x"/></Types>',
            "word/document.xml": '<w:document><w:p w:author="Lê Văn Tài"/></w:document>',
            "docProps/core.xml": "<dc:creator>Lê Văn Tài</dc:creator>",
            "docProps/custom.xml": "<vt:lpwstr>Lê Văn Tài</vt:lpwstr>",
        }
    )
    clean, remarks = clean_file("a.docx", data)
    with zipfile.ZipFile(io.BytesIO(clean)) as file:
        assert file.namelist() == ["[Content_Types].xml", "word/document.xml", "docProps/core.xml"]
        assert not any("Tài" in file.read(name).decode() for name in file.namelist())
        assert b"custom" not in file.read("[Content_Types].xml")
    assert [(remark.code, remark.is_open) for remark in remarks] == [("stripped", False)]


def test_comments_and_tracked_changes_wait_for_a_person() -> None:
    data = package({"word/document.xml": "<w:del w:id='1'>x</w:del>", "word/comments.xml": "<w:comment w:id='0'>"})
    _clean, remarks = clean_file("a.docx", data)
    assert [(remark.code, remark.is_open) for remark in remarks] == [("comments", True), ("tracked", True)]


def test_a_pdf_forgets_its_properties() -> None:
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n4 0 obj<</Author(Le Van Tai)>>endobj\n"
        b"trailer<</Root 1 0 R/Info 4 0 R/Size 5>>"
    )
    assert pdfium.PdfDocument(data).get_metadata_dict()["Author"] == "Le Van Tai"
    clean, remarks = clean_file("a.pdf", data)
    assert b"Le Van Tai" not in clean
    assert len(pdfium.PdfDocument(clean)) == 1
    assert [remark.code for remark in remarks] == ["stripped"]


def test_a_pdf_that_does_not_open_waits_for_a_person() -> None:
    assert [remark.code for remark in clean_file("a.pdf", b"%PDF-1.7 nothing")[1]] == ["unreadable"]
