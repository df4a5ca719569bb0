from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("worker", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("beat", models.BigIntegerField()),
            ],
        ),
    ]
