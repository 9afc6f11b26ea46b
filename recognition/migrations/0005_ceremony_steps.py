import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recognition", "0004_reminders_off"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("ceremony", "order", models.JSONField(default=list)),
        migrations.AddField("ceremony", "place", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "ceremony",
            "step",
            models.CharField(
                choices=[("award", "award"), ("name", "name"), ("citation", "citation")],
                default="award",
                max_length=10,
            ),
        ),
        migrations.AddField("ceremony", "is_hidden", models.BooleanField(default=False)),
        migrations.AddField("ceremony", "is_paused", models.BooleanField(default=False)),
        migrations.AddField("ceremony", "moved_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("act", models.CharField(max_length=10)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ceremony",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="recognition.ceremony",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a ceremony",
                "verbose_name_plural": "steps of a ceremony",
            },
        ),
    ]
