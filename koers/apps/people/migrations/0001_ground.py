import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # Development versions made the same tables step by step.
    replaces = [
        ("people", "0001_initial"),
        ("people", "0002_walk_in"),
        ("people", "0003_rhythm"),
        ("people", "0004_days_off"),
        ("people", "0005_team_purpose"),
        ("people", "0006_awaited"),
    ]

    initial = True

    dependencies = [
        ("ledger", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("name", models.CharField(max_length=80)),
                ("email", models.EmailField(max_length=254, null=True, unique=True)),
                ("is_active", models.BooleanField(default=True)),
                ("founder", models.BooleanField(default=False)),
                ("language", models.CharField(default="", max_length=5)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisation",
                        to="ledger.stream",
                    ),
                ),
                (
                    "founder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="founded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="SignInLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires", models.DateTimeField()),
                ("used", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="team", to="ledger.stream"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="people.organisation",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="circles",
                        to="people.team",
                    ),
                ),
                ("key", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("purpose", models.CharField(blank=True, default="", max_length=600)),
                ("walk_in", models.BooleanField(default=False)),
                ("rhythm", models.PositiveSmallIntegerField(default=8)),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.stream"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="people.team",
                    ),
                ),
                ("code_hash", models.CharField(db_index=True, max_length=64)),
                ("expires", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DayOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.stream"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="days_off", to="people.team"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("first", models.DateField()),
                ("last", models.DateField()),
            ],
            options={
                "ordering": ("first", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.stream"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="people.team"
                    ),
                ),
                ("number", models.PositiveIntegerField(null=True)),
                ("name", models.CharField(default="", max_length=80)),
                ("role", models.CharField(default="", max_length=80)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("facilitator", models.BooleanField(default=False)),
                ("guardian", models.BooleanField(default=False)),
                ("observer", models.BooleanField(default=False)),
                ("ballot", models.CharField(default="", max_length=64)),
                ("sat_down", models.DateTimeField(null=True)),
                ("left", models.DateTimeField(null=True)),
                ("awaited", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ("team", "number", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left", None)), fields=("team", "number"), name="one_per_chair"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left", None)), fields=("team", "person"), name="one_chair_each"
                    ),
                ],
            },
        ),
    ]
