from django.conf import settings
from django.db import migrations, models

from luatgandan.lib.vietnamese import fold

BATCH = 2_000


def fold_names(apps, schema_editor):
    """The names of those who are there already, without marks."""
    entrants = apps.get_model("contests", "Entrant").objects
    some = []
    for one in entrants.only("pk", "name").order_by("pk").iterator(chunk_size=BATCH):
        one.folded = fold(one.name)[:160]
        some.append(one)
        if len(some) == BATCH:
            entrants.bulk_update(some, ["folded"])
            some = []
    entrants.bulk_update(some, ["folded"])


class Migration(migrations.Migration):

    dependencies = [
        ("contests", "0002_fairness"),
    ]

    operations = [
        migrations.AddField(
            model_name="entrant",
            name="folded",
            field=models.CharField(blank=True, editable=False, max_length=160, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entrant",
            name="language",
            field=models.CharField(choices=settings.LANGUAGES, default="vi", max_length=7, verbose_name="ngôn ngữ"),
        ),
        migrations.AddField(
            model_name="entrant",
            name="phone",
            field=models.CharField(
                blank=True, default="", max_length=16, verbose_name="số điện thoại để liên hệ"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entrant",
            name="email",
            field=models.EmailField(
                blank=True, default="", max_length=254, verbose_name="thư điện tử để liên hệ"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entrant",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="rút lúc"),
        ),
        migrations.AlterField(
            model_name="logentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("joined", "Đăng ký dự thi"),
                    ("started", "Bắt đầu làm bài"),
                    ("resumed", "Mở lại bài trên thiết bị khác"),
                    ("submitted", "Nộp bài"),
                    ("refused", "Từ chối dữ liệu gửi lên"),
                    ("sealed", "Niêm phong đề"),
                    ("revealed", "Công bố đề, đáp án và mã niêm phong"),
                    ("voided", "Hủy một câu hỏi"),
                    ("doubted", "Căn cứ của một câu hỏi đã thay đổi, cần người xem lại"),
                    ("ranked", "Xếp hạng"),
                    ("decided", "Quyết định kết quả"),
                    ("changed", "Sửa cuộc thi"),
                    ("excluded", "Loại hoặc cho dự thi lại"),
                    ("withdrawn", "Rút khỏi cuộc thi, hoặc trở lại"),
                    ("roster", "Nhập danh sách dự thi"),
                ],
                max_length=10,
                verbose_name="việc",
            ),
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop, elidable=True),
    ]
