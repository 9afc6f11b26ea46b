from django.db import migrations


def leave_out(apps, schema_editor):
    """Ceremonies that were set up before it was kept what they left out tell of the whole week's
    awards as they end, as they did."""
    ceremonies = apps.get_model("recognition", "Ceremony").objects
    ceremonies = ceremonies.using(schema_editor.connection.alias)
    for ceremony in ceremonies.filter(ended_at=None, is_rehearsal=False, left_out=[]):
        awards = ceremony.week.awards.exclude(key__in=ceremony.order)
        ceremony.left_out = [str(key) for key in awards.values_list("key", flat=True)]
        ceremony.save(update_fields=["left_out"])


class Migration(migrations.Migration):
    dependencies = [("recognition", "0008_left_out")]

    operations = [migrations.RunPython(leave_out, migrations.RunPython.noop)]
