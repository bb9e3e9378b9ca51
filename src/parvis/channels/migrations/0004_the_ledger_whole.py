import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0003_no_index_twice"),
        ("people", "0002_no_index_twice"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gap",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("source", models.CharField(max_length=40)),
                ("since", models.DateTimeField(blank=True, null=True)),
                ("until", models.DateTimeField()),
                ("reason", models.TextField()),
                ("found_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.RemoveField(
            model_name="appliedevent",
            name="account",
        ),
        migrations.AddField(
            model_name="account",
            name="keep_raw_days",
            field=models.PositiveSmallIntegerField(default=90),
        ),
        migrations.AddField(
            model_name="cursor",
            name="compared_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="cursor",
            name="fetched",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="cursor",
            name="held",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="cursor",
            name="stored",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="cursor",
            name="unreadable_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="cursor",
            name="version",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="delivery",
            name="emptied_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="delivery",
            name="read_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(
            "UPDATE channels_delivery SET emptied_at = received_at WHERE body = '' AND state = 'parsed'",
            migrations.RunSQL.noop,
        ),
        migrations.AddField(
            model_name="outgoing",
            name="absences",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="asked_again_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="look_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="outgoing",
            name="looks",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="tombstone",
            name="restored_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="message",
            name="direction",
            field=models.CharField(
                choices=[("in", "in"), ("out", "out"), ("echo", "echo"), ("observed", "observed")],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="tombstone",
            name="deleted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("deleted_at", None), _negated=True),
                fields=["id"],
                name="message_deleted",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoing",
            index=models.Index(
                condition=models.Q(("state__in", ["sending", "uncertain"])),
                fields=["account", "attempt_key"],
                name="outgoing_in_the_air",
            ),
        ),
        migrations.AddConstraint(
            model_name="cursor",
            constraint=models.CheckConstraint(
                condition=models.Q(("stored__lte", models.F("held"))),
                name="no_more_stored_than_held",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("emptied_at", None),
                    models.Q(("body", b""), ("state", "parsed")),
                    _connector="OR",
                ),
                name="only_what_was_read_is_emptied",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoing",
            constraint=models.CheckConstraint(
                condition=models.Q(("look_at", None), ("state", "uncertain"), _connector="OR"),
                name="only_the_uncertain_is_sought",
            ),
        ),
        migrations.AddConstraint(
            model_name="tombstone",
            constraint=models.CheckConstraint(
                condition=models.Q(("deleted_at", None), ("restored_at", None), _negated=True),
                name="a_tombstone_has_a_time",
            ),
        ),
        migrations.AddField(
            model_name="gap",
            name="account",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="gaps",
                to="channels.account",
            ),
        ),
        migrations.AddField(
            model_name="sighting",
            name="delivery",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sightings",
                to="channels.delivery",
            ),
        ),
        migrations.AddField(
            model_name="sighting",
            name="message",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sightings",
                to="channels.message",
            ),
        ),
        migrations.DeleteModel(
            name="AppliedEvent",
        ),
        migrations.AddConstraint(
            model_name="gap",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("account", "source", "reason"),
                name="an_open_gap_is_said_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="gap",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="a_gap_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="gap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since", None), ("since__lte", models.F("until")), _connector="OR"
                ),
                name="a_gap_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="gap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", "")),
                    models.Q(
                        ("closed_at__isnull", False), models.Q(("closed_by", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="a_gap_is_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.UniqueConstraint(
                fields=("message", "delivery"), name="a_sighting_is_one"
            ),
        ),
    ]
