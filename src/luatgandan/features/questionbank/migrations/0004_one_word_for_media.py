from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('questionbank', '0003_media_and_exposure'),
    ]

    operations = [
        migrations.AlterField(
            model_name='itemversion',
            name='media',
            field=models.JSONField(default=list, verbose_name='hình, âm thanh, phim'),
        ),
    ]
