from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recognition", "0009_left_out_before")]

    operations = [
        migrations.AddField("ceremony", "said", models.JSONField(default=list)),
    ]
