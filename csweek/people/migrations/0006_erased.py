from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_currency")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="erased"),
        ),
    ]
