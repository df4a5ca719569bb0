from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="step",
            name="kind",
            field=models.CharField(
                choices=[
                    ("done", "đã xử lý"),
                    ("told_head", "đã báo lãnh đạo"),
                    ("told_authority", "đã báo cơ quan chuyên trách"),
                    ("told_authority_at", "sửa thời điểm đã báo cơ quan chuyên trách"),
                    ("told_people", "đã báo người có dữ liệu"),
                ],
                max_length=20,
                verbose_name="việc",
            ),
        ),
    ]
