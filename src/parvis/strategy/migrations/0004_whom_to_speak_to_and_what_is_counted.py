import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0002_more_promises"),
        ("strategy", "0003_the_course_and_how_far"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExportCount",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("channel", models.CharField(max_length=200)),
                ("file", models.CharField(max_length=200)),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("jsonl", "Lines of JSON (.jsonl)"),
                            ("mbox", "A mailbox (.mbox)"),
                            ("eml", "One mail (.eml)"),
                            ("twcs", "A table of tweets (.csv)"),
                        ],
                        default="jsonl",
                        max_length=8,
                    ),
                ),
                ("account", models.CharField(blank=True, max_length=200)),
                ("brought_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                ("counted_at", models.DateTimeField(null=True)),
                ("fault", models.JSONField(null=True)),
                ("messages", models.PositiveIntegerField(null=True)),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
                ("asked", models.FloatField(null=True)),
                ("answered", models.FloatField(null=True)),
                ("hours_to_answer", models.FloatField(null=True)),
                ("promotions", models.FloatField(null=True)),
                ("replies", models.FloatField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ExportPart",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("body", models.BinaryField()),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("title", "Title"),
                            ("description", "Description"),
                            ("entries", "Entries in its feed"),
                            ("hours", "Opening hours"),
                        ],
                        max_length=12,
                    ),
                ),
                ("said", models.TextField()),
                ("address", models.TextField()),
                ("on", models.DateField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="habit",
            name="public",
            field=models.CharField(
                blank=True,
                choices=[("customers", "Customers"), ("influencers", "Influencers")],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="habit",
            name="why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="place",
            name="shows",
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name="habit",
            constraint=models.CheckConstraint(
                condition=models.Q(("public__in", ["", "customers", "influencers"])),
                name="habit_public_is_known",
            ),
        ),
        migrations.AddField(
            model_name="exportcount",
            name="brand",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="export_counts",
                to="brands.brand",
            ),
        ),
        migrations.AddField(
            model_name="exportpart",
            name="of",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="strategy.exportcount",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="proposals",
                to="strategy.place",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportcount",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel", ""), _negated=True), name="a_count_is_of_a_channel"
            ),
        ),
        migrations.AddConstraint(
            model_name="exportcount",
            constraint=models.CheckConstraint(
                condition=models.Q(("file", ""), _negated=True), name="a_count_has_its_file"
            ),
        ),
        migrations.AddConstraint(
            model_name="exportcount",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ["jsonl", "eml", "mbox", "twcs"])),
                name="count_format_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportcount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("counted_at", None), ("fault", None), ("messages", None)),
                    models.Q(
                        ("counted_at__isnull", False), ("fault__isnull", False), ("messages", None)
                    ),
                    models.Q(
                        ("counted_at__isnull", False),
                        ("fault", None),
                        ("first__isnull", False),
                        ("last__isnull", False),
                        ("messages__gt", 0),
                    ),
                    _connector="OR",
                ),
                name="a_count_waits_or_failed_or_has_messages",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportcount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered__isnull", True),
                    models.Q(("answered__gte", 0), ("answered__lte", 1)),
                    _connector="OR",
                ),
                name="count_answered_is_a_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportcount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked__isnull", True),
                    models.Q(("asked__gte", 0), ("asked__lte", 1000000000000.0)),
                    _connector="OR",
                ),
                name="count_asked_is_an_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportcount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hours_to_answer__isnull", True),
                    models.Q(
                        ("hours_to_answer__gte", 0), ("hours_to_answer__lte", 1000000000000.0)
                    ),
                    _connector="OR",
                ),
                name="count_hours_to_answer_is_an_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportcount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("promotions__isnull", True),
                    models.Q(("promotions__gte", 0), ("promotions__lte", 1000000000000.0)),
                    _connector="OR",
                ),
                name="count_promotions_is_an_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportcount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replies__isnull", True),
                    models.Q(("replies__gte", 0), ("replies__lte", 1000000000000.0)),
                    _connector="OR",
                ),
                name="count_replies_is_an_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportpart",
            constraint=models.UniqueConstraint(
                fields=("of", "number"), name="a_part_of_an_export_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                fields=("place", "what"), name="proposed_once_of_a_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ["title", "description", "entries", "hours"])),
                name="proposal_is_of_what_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("said", ""), _negated=True), name="a_proposal_says_something"
            ),
        ),
    ]
