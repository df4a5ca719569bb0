"""When an asker erased a question, so that it is erased again after an old backup came back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("qa", "0008_ready_basis")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="người hỏi xóa lúc"),
        ),
    ]
