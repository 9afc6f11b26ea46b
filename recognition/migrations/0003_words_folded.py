from django.db import migrations, models

from csweek.lib.text import fold

AT_ONCE = 500


def fold_words(apps, schema_editor):
    nominations = apps.get_model("recognition", "Nomination").objects
    keys = list(nominations.exclude(words="").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        rows = list(nominations.filter(pk__in=keys[start : start + AT_ONCE]).only("words"))
        for each in rows:
            each.folded = fold(each.words)
        nominations.bulk_update(rows, ["folded"])


class Migration(migrations.Migration):
    dependencies = [("recognition", "0002_called_in")]

    operations = [
        migrations.AddField(
            model_name="nomination",
            name="folded",
            field=models.TextField(default="", editable=False),
        ),
        migrations.RunPython(fold_words, migrations.RunPython.noop, elidable=True),
    ]
