import csweek.people.models.sites
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0004_shift_without_hours'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('planner', '0005_why_cancelled'),
    ]

    operations = [
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=60, verbose_name='title')),
                ('honours', models.CharField(max_length=200, verbose_name='what it honours')),
                ('icon', models.CharField(choices=[('heart', 'heart'), ('rocket', 'rocket'), ('people', 'people'), ('star', 'star'), ('trophy', 'trophy'), ('lightbulb', 'light bulb'), ('shield', 'shield'), ('chat', 'speech bubble')], default='trophy', max_length=20, verbose_name='sign')),
                ('given_to', models.CharField(choices=[('person', 'a person'), ('team', 'a team')], default='person', max_length=10, verbose_name='for')),
                ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='nominations open')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='nominations close')),
                ('time_zone', models.CharField(max_length=60, validators=[csweek.people.models.sites.validate_time_zone], verbose_name='time zone')),
                ('joined_from', models.DateField(blank=True, null=True, verbose_name='joined on or after')),
                ('joined_until', models.DateField(blank=True, null=True, verbose_name='joined on or before')),
                ('not_last_winner', models.BooleanField(default=False, verbose_name="not last year's winner")),
                ('not_own_team', models.BooleanField(default=False, verbose_name='nobody nominates their own team')),
                ('allows_cosigning', models.BooleanField(default=False, verbose_name='colleagues may co-sign')),
                ('quorum', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='judges needed')),
                ('tie_rule', models.CharField(choices=[('standard', "by comparing, then the chair's vote, else joint winners"), ('chair', "by the chair's vote, else joint winners"), ('joint', 'not at all: joint winners')], default='standard', max_length=10, verbose_name='a tie is broken')),
                ('winners_count', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='winners')),
                ('prize', models.CharField(blank=True, max_length=120, verbose_name='prize')),
                ('prize_donor', models.CharField(blank=True, max_length=120, verbose_name='given by')),
                ('prize_value', models.CharField(blank=True, max_length=40, verbose_name='value')),
                ('prize_lies', models.CharField(blank=True, max_length=120, verbose_name='where it lies')),
                ('presented_by', models.CharField(blank=True, max_length=80, verbose_name='presenter, not in the directory')),
                ('minutes', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='minutes on stage')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place in the order')),
                ('presented_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='presented')),
                ('discarded_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='awards', to='planner.activity', verbose_name='ceremony')),
                ('presenter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='presenter')),
                ('sites', models.ManyToManyField(blank=True, related_name='+', to='people.site', verbose_name='sites')),
                ('teams', models.ManyToManyField(blank=True, related_name='+', to='people.team', verbose_name='teams')),
                ('week', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='awards', to='planner.week')),
            ],
            options={
                'verbose_name': 'award',
                'verbose_name_plural': 'awards',
                'ordering': ['position', 'pk'],
                'indexes': [models.Index(fields=['week', 'discarded_at'], name='award_of_week')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closes_at', None), ('opens_at', None)), ('opens_at__lt', models.F('closes_at')), _connector='OR'), name='award_opens_before_it_closes'), models.CheckConstraint(condition=models.Q(('given_to__in', ['person', 'team'])), name='award_for_person_or_team'), models.CheckConstraint(condition=models.Q(('winners_count__range', (1, 10))), name='award_winners_known')],
            },
        ),
        migrations.CreateModel(
            name='Ceremony',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('is_rehearsal', models.BooleanField(default=False, verbose_name='rehearsal with invented names')),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='planner.activity')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('skipped', models.ManyToManyField(related_name='+', to='recognition.award')),
                ('week', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ceremonies', to='planner.week')),
            ],
            options={
                'verbose_name': 'ceremony',
                'verbose_name_plural': 'ceremonies',
                'ordering': ['-started_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ChairVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now=True)),
                ('order', models.JSONField(default=list)),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('award', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='chair_vote', to='recognition.award')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': "chair's vote",
                'verbose_name_plural': "chair's votes",
            },
        ),
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('is_shortlisted', models.BooleanField(default=False, verbose_name='on the shortlist')),
                ('citation', models.CharField(blank=True, max_length=250, verbose_name='citation')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='recognition.award')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='colleague')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team', verbose_name='team')),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'constraints': [models.UniqueConstraint(condition=models.Q(('team', None)), fields=('award', 'person'), name='file_once_a_person'), models.UniqueConstraint(condition=models.Q(('person', None)), fields=('award', 'team'), name='file_once_a_team'), models.CheckConstraint(condition=models.Q(models.Q(('person', None), ('team__isnull', False)), models.Q(('person__isnull', False), ('team', None)), _connector='OR'), name='file_of_one_nominee')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('reason', models.TextField(max_length=2000, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='decided')),
                ('frozen', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('reopened_at', models.DateTimeField(null=True)),
                ('reopened_because', models.CharField(blank=True, max_length=300, verbose_name='why it was reopened')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='recognition.award')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reopened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('winners', models.ManyToManyField(related_name='+', to='recognition.file', verbose_name='winners')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('award', 'number'), name='decision_once_a_number'), models.UniqueConstraint(condition=models.Q(('reopened_at', None)), fields=('award',), name='one_decision_stands')],
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('words', models.TextField(blank=True, max_length=4000, validators=[django.core.validators.MaxLengthValidator(4000)], verbose_name='What did they do?')),
                ('is_unnamed', models.BooleanField(default=False, verbose_name='keep my name from whom I nominate')),
                ('may_be_read', models.BooleanField(default=True, verbose_name='my words may be read aloud')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent'), ('returned', 'Returned with a question'), ('accepted', 'Accepted'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=10, verbose_name='state')),
                ('question', models.CharField(blank=True, max_length=500, verbose_name='question')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('sent_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('award', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='nominations', to='recognition.award', verbose_name='award')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='nominations', to='recognition.file')),
                ('nominator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='nominator')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='colleague')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team', verbose_name='team')),
                ('week', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nominations', to='planner.week')),
            ],
            options={
                'verbose_name': 'nomination',
                'verbose_name_plural': 'nominations',
                'ordering': ['-sent_at', '-pk'],
                'indexes': [models.Index(fields=['award', 'state'], name='nomination_of_award'), models.Index(fields=['week', 'state', '-sent_at'], name='nomination_newest'), models.Index(fields=['nominator', '-saved_at'], name='nomination_of_nominator')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False), ('state__in', ('sent', 'returned', 'accepted'))), fields=('award', 'nominator', 'person'), name='nomination_of_a_person_once'), models.UniqueConstraint(condition=models.Q(('state__in', ('sent', 'returned', 'accepted')), ('team__isnull', False)), fields=('award', 'nominator', 'team'), name='nomination_of_a_team_once'), models.CheckConstraint(condition=models.Q(('nominator', models.F('person')), _negated=True), name='nobody_nominates_themselves'), models.CheckConstraint(condition=models.Q(('person', None), ('team', None), _connector='OR'), name='nomination_of_one_nominee'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent', 'returned', 'accepted', 'withdrawn'])), name='nomination_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('sent', 'returned', 'accepted')), _negated=True), models.Q(('award__isnull', False), models.Q(('person__isnull', False), ('team__isnull', False), _connector='OR')), _connector='OR'), name='nomination_sent_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='CoSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cosignatures', to='recognition.nomination')),
            ],
            options={
                'verbose_name': 'co-signature',
                'verbose_name_plural': 'co-signatures',
                'constraints': [models.UniqueConstraint(fields=('nomination', 'person'), name='cosigned_once')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('media_type', models.CharField(max_length=40)),
                ('data', models.BinaryField()),
                ('thumbnail', models.BinaryField(default=bytes)),
                ('size', models.PositiveIntegerField()),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='recognition.nomination')),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PanelMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_chair', models.BooleanField(default=False, verbose_name='chair')),
                ('is_reserve', models.BooleanField(default=False, verbose_name='reserve judge')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='panel', to='recognition.award')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to=settings.AUTH_USER_MODEL, verbose_name='judge')),
            ],
            options={
                'verbose_name': 'judge',
                'verbose_name_plural': 'judges',
                'ordering': ['-is_chair', 'is_reserve', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('award', 'person'), name='judge_once_a_panel'), models.UniqueConstraint(condition=models.Q(('is_chair', True)), fields=('award',), name='one_chair_a_panel'), models.CheckConstraint(condition=models.Q(('is_chair', True), ('is_reserve', True), _negated=True), name='chair_is_no_reserve')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('scores', models.JSONField(default=dict, verbose_name='scores')),
                ('note', models.TextField(blank=True, max_length=2000, validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='private note')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('sent_at', models.DateTimeField(editable=False, null=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='recognition.file')),
                ('judge', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reviews', to=settings.AUTH_USER_MODEL, verbose_name='judge')),
            ],
            options={
                'verbose_name': 'review',
                'verbose_name_plural': 'reviews',
                'constraints': [models.UniqueConstraint(fields=('file', 'judge'), name='review_once_a_judge')],
            },
        ),
        migrations.CreateModel(
            name='StepBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='step_backs', to='recognition.file')),
                ('judge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'stepping back',
                'verbose_name_plural': 'steppings back',
                'constraints': [models.UniqueConstraint(fields=('file', 'judge'), name='step_back_once_a_file')],
            },
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waivers', to='recognition.file')),
                ('judge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'waiver',
                'verbose_name_plural': 'waivers',
                'constraints': [models.UniqueConstraint(fields=('file', 'judge'), name='waiver_once_a_file')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=40, verbose_name='title')),
                ('weight', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='weight')),
                ('description', models.CharField(blank=True, max_length=200, verbose_name='what a low and a high score look like')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='recognition.award')),
            ],
            options={
                'verbose_name': 'criterion',
                'verbose_name_plural': 'criteria',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('award', 'title'), name='criterion_once_an_award'), models.CheckConstraint(condition=models.Q(('weight__range', (1, 5))), name='criterion_weight_1_to_5')],
            },
        ),
        migrations.AddField(
            model_name='award',
            name='judges',
            field=models.ManyToManyField(related_name='+', through='recognition.PanelMember', to=settings.AUTH_USER_MODEL, verbose_name='judges'),
        ),
    ]
