from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planner', '0002_publications'),
    ]

    operations = [
        migrations.AddField(
            model_name='idea',
            name='discarded_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='idea',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
