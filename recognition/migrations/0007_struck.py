from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recognition", "0006_winners_in_order")]
    operations = [
        migrations.AddField(
            model_name="decision",
            name="struck_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="struck_sha256",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
    ]
