from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planner', '0004_calendars'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='cancelled_because',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it is cancelled'),
        ),
    ]
