"""Building blocks of pages. A topic's question block enforces its five parts; a citation points at one provision."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from luatgandan.lib.legaltext import Address, BadAddressError
from luatgandan.lib.vietnamese import clean, slug

RICH_TEXT = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class CitationBlock(blocks.StructBlock):
    """One cited provision and what it says."""

    document = SnippetChooserBlock("library.Document", label=_("Văn bản"))
    article = blocks.CharBlock(label=_("Điều"), max_length=10, help_text=_("Chỉ ghi số: 138, 12a"))
    clause = blocks.CharBlock(label=_("Khoản"), max_length=10, required=False)
    point = blocks.CharBlock(label=_("Điểm"), max_length=10, required=False)
    says = blocks.CharBlock(label=_("Điều này nói gì (lời của bạn)"), max_length=500)
    facts = blocks.ListBlock(
        blocks.CharBlock(max_length=200),
        label=_("Số tiền, thời hạn, độ tuổi lấy từ điều này (ghi đúng như trong luật)"),
        required=False,
        default=[],
    )

    class Meta:
        label = _("Căn cứ")
        icon = "openquote"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        try:
            Address(value["article"], value["clause"], value["point"])
        except BadAddressError as error:
            raise StructBlockValidationError({"article": ValidationError(str(error))}) from error
        return value


class HelperBlock(blocks.StructBlock):
    """Who can help, and with what."""

    who = blocks.CharBlock(label=_("Ai giúp được bạn"), max_length=200)
    what = blocks.CharBlock(label=_("Giúp việc gì"), max_length=300)
    contact = blocks.CharBlock(label=_("Số điện thoại hoặc địa chỉ"), max_length=120, required=False)

    class Meta:
        label = _("Nơi giúp đỡ")
        icon = "group"


class QuestionBlock(blocks.StructBlock):
    """A question people really ask, in five parts: question, short answer, steps, who can help, cited articles."""

    question = blocks.CharBlock(label=_("Câu hỏi (lời của người dân)"), max_length=200)
    slug = blocks.CharBlock(label=_("Địa chỉ"), max_length=100, required=False, help_text=_("Để trống thì tự đặt"))
    variants = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("Cách hỏi khác"), required=False, default=[])
    short_answer = blocks.TextBlock(label=_("Trả lời ngắn"), max_length=900, rows=4)
    steps = blocks.ListBlock(blocks.CharBlock(max_length=400), label=_("Các bước (3–5)"), min_num=3, max_num=5)
    example = blocks.CharBlock(
        label=_("Ví dụ minh họa"), max_length=500, required=False, help_text=_("Bắt đầu bằng “Ví dụ minh họa:”")
    )
    help = blocks.ListBlock(HelperBlock(), label=_("Ai giúp được bạn"), min_num=1, max_num=4)
    citations = blocks.ListBlock(CitationBlock(), label=_("Căn cứ pháp luật"), min_num=1, max_num=6)
    to_confirm = blocks.ListBlock(
        blocks.CharBlock(max_length=300), label=_("Cần hỏi lại cán bộ"), required=False, default=[]
    )

    class Meta:
        label = _("Câu hỏi")
        icon = "help"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        value["question"] = clean(value["question"])
        value["slug"] = slug(value["slug"] or value["question"])
        if value["example"] and not value["example"].startswith("Ví dụ minh họa"):
            message = _("Ví dụ phải bắt đầu bằng “Ví dụ minh họa:” để người đọc biết đây không phải vụ việc thật.")
            raise StructBlockValidationError({"example": ValidationError(message)})
        return value


class FaqBlock(blocks.StructBlock):
    """A question and answer that opens on demand."""

    question = blocks.CharBlock(label=_("Câu hỏi"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Trả lời"), features=RICH_TEXT)

    class Meta:
        label = _("Hỏi và đáp")
        icon = "help"
        template = "portal/blocks/faq.html"


class FigureBlock(blocks.StructBlock):
    """A picture with its text alternative and a caption."""

    image = ImageBlock(label=_("Hình"))
    caption = blocks.CharBlock(label=_("Chú thích"), max_length=250, required=False)

    class Meta:
        label = _("Hình ảnh")
        icon = "image"
        template = "portal/blocks/figure.html"


class DownloadBlock(blocks.StructBlock):
    """A file to download, with a title that says what it is."""

    title = blocks.CharBlock(label=_("Tên tệp cho người đọc"), max_length=150)
    file = DocumentChooserBlock(label=_("Tệp"))

    class Meta:
        label = _("Tệp tải về")
        icon = "download"
        template = "portal/blocks/download.html"


class BodyBlock(blocks.StreamBlock):
    """What the body of an ordinary page is made of."""

    heading = blocks.CharBlock(
        label=_("Tiêu đề phần"), max_length=150, icon="title", template="portal/blocks/heading.html"
    )
    text = blocks.RichTextBlock(label=_("Đoạn văn"), features=RICH_TEXT, template="portal/blocks/text.html")
    notice = blocks.TextBlock(label=_("Lưu ý"), icon="warning", template="portal/blocks/notice.html")
    steps = blocks.ListBlock(
        blocks.CharBlock(max_length=400), label=_("Các bước"), icon="list-ol", template="portal/blocks/steps.html"
    )
    figure = FigureBlock()
    table = TableBlock(label=_("Bảng"), template="portal/blocks/table.html")
    faq = FaqBlock()
    download = DownloadBlock()
    citation = CitationBlock(template="portal/blocks/citation.html")
