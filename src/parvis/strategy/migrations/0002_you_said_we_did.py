import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0002_more_promises"),
        ("channels", "0006_links_wanted"),
        ("inbox", "0014_matters_and_alerts"),
        ("people", "0002_no_index_twice"),
        ("strategy", "0001_what_a_brand_says"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("done", "Done"),
                            ("planned", "We will"),
                            ("declined", "We will not"),
                        ],
                        max_length=8,
                    ),
                ),
                ("why", models.TextField()),
                ("decided_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublicNote",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("published_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="strategy.decision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=120)),
                ("noted_at", models.DateTimeField()),
                ("noted_by_name", models.CharField(max_length=200)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishes",
                        to="brands.brand",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("queued", "Queued"),
                            ("impossible", "Impossible"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="inbox.case",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellings",
                        to="strategy.publicnote",
                    ),
                ),
                (
                    "outgoing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="channels.outgoing",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "wish",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellings",
                        to="strategy.wish",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="wish",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="decisions",
                to="strategy.wish",
            ),
        ),
        migrations.CreateModel(
            name="Wished",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("noted_at", models.DateTimeField()),
                ("noted_by_name", models.CharField(max_length=200)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("removed_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishes",
                        to="inbox.case",
                    ),
                ),
                (
                    "wish",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wished",
                        to="strategy.wish",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="publicnote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("decision",),
                name="one_note_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_public_note_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(
                models.F("brand"),
                django.db.models.functions.text.Lower("title"),
                name="a_wish_is_noted_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="a_wish_has_words"
            ),
        ),
        migrations.AddIndex(
            model_name="telling",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["id"], name="telling_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.UniqueConstraint(fields=("wish", "person"), name="told_once"),
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "queued", "impossible"])),
                name="telling_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("wish",), name="one_decision_holds"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["done", "planned", "declined"])),
                name="decision_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="a_decision_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="wished",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)),
                fields=("wish", "case"),
                name="wished_once_a_case",
            ),
        ),
    ]
