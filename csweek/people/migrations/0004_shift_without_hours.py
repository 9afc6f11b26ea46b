from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_wants_mail"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="shift",
            options={
                "ordering": [models.OrderBy(models.F("starts"), nulls_last=True), "name"],
                "verbose_name": "shift",
                "verbose_name_plural": "shifts",
            },
        ),
        migrations.AlterField(
            model_name="shift",
            name="ends",
            field=models.TimeField(null=True, verbose_name="ends"),
        ),
        migrations.AlterField(
            model_name="shift",
            name="starts",
            field=models.TimeField(null=True, verbose_name="starts"),
        ),
    ]
