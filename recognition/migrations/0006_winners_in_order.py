import json

from django.db import migrations, models


def fill(apps, schema_editor):
    decisions = apps.get_model("recognition", "Decision").objects.using(schema_editor.connection.alias)
    for decision in decisions.iterator(chunk_size=50):
        won = {str(key) for key in decision.winners.values_list("key", flat=True)}
        try:
            ranking = json.loads(decision.frozen)["result"]["ranking"]
            ranks = {each["file"]: each["rank"] for each in ranking if each["file"] in won}
        except (KeyError, TypeError, ValueError):
            continue  # not to be read: verifydecision says so, and names order its winners
        decisions.filter(pk=decision.pk).update(ranks=ranks)


class Migration(migrations.Migration):
    dependencies = [("recognition", "0005_ceremony_steps")]

    operations = [
        migrations.AddField("decision", "ranks", models.JSONField(default=dict)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
