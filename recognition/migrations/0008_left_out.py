from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recognition", "0007_struck")]

    operations = [
        migrations.AddField("ceremony", "left_out", models.JSONField(default=list)),
    ]
