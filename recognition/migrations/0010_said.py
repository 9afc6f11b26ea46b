from django.db import migrations, models


def fill(apps, schema_editor):
    """In ceremonies that were begun before it was kept, the room has read the names of awards that
    were presented since, and the one that stands on stage."""
    alias = schema_editor.connection.alias
    ceremonies = apps.get_model("recognition", "Ceremony").objects.using(alias)
    for ceremony in ceremonies.exclude(place=0):
        said = set(ceremony.order[ceremony.place - 1 : ceremony.place])
        if ceremony.step == "award" or ceremony.is_hidden:
            said = set()
        if not ceremony.is_rehearsal:
            since = ceremony.week.awards.filter(presented_at__gte=ceremony.started_at)
            said |= {str(key) for key in since.values_list("key", flat=True)}
        ceremony.said = [key for key in ceremony.order if key in said]
        ceremony.save(update_fields=["said"])


class Migration(migrations.Migration):
    dependencies = [("recognition", "0009_left_out_before")]

    operations = [
        migrations.AddField("ceremony", "said", models.JSONField(default=list)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
