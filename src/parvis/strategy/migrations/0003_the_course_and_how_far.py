import datetime as dt

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0002_more_promises"),
        ("strategy", "0002_you_said_we_did"),
    ]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                (
                    "brand",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="course",
                        serialize=False,
                        to="brands.brand",
                    ),
                ),
                ("kept", models.JSONField()),
                ("set_at", models.DateTimeField()),
                ("set_by_name", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("week", models.PositiveSmallIntegerField()),
                ("level", models.PositiveSmallIntegerField()),
                ("levels", models.JSONField()),
                ("facts", models.JSONField()),
                ("definition", models.CharField(max_length=16)),
                ("assessed_at", models.DateTimeField()),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="brands.brand",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "week"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("brand", "year", "week"), name="one_assessment_a_week"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__lte", 5)), name="maturity_ends_at_five"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("week__gte", 1), ("week__lte", 53)),
                        name="weeks_are_of_the_calendar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("definition", ""), _negated=True),
                        name="an_assessment_names_its_criteria",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChannelDecision",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("channel", models.CharField(max_length=200)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("answer_here", "answer here"),
                            ("listen_only", "listen only"),
                            ("redirect", "redirect to your own ground"),
                            ("leave", "leave, or do not go"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "advised",
                    models.CharField(
                        choices=[
                            ("answer_here", "answer here"),
                            ("listen_only", "listen only"),
                            ("redirect", "redirect to your own ground"),
                            ("leave", "leave, or do not go"),
                        ],
                        max_length=20,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channel_decisions",
                        to="brands.brand",
                    ),
                ),
            ],
            options={
                "ordering": ["channel", "-decided_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("brand", "channel"),
                        name="one_decision_a_channel_holds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel", ""), _negated=True),
                        name="a_channel_decision_has_its_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict__in", ["answer_here", "listen_only", "redirect", "leave"])
                        ),
                        name="decided_verdict_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("advised__in", ["answer_here", "listen_only", "redirect", "leave"])
                        ),
                        name="advised_verdict_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", models.F("advised")),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="who_decides_otherwise_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CourseChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("aim", "Aim"),
                            ("target", "Target"),
                            ("channel", "Channel"),
                            ("promise", "Promise"),
                        ],
                        max_length=8,
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("was", models.CharField(blank=True, max_length=60)),
                ("now", models.CharField(blank=True, max_length=60)),
                ("why", models.TextField()),
                ("changed_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="course_changes",
                        to="brands.brand",
                    ),
                ),
            ],
            options={
                "ordering": ["-changed_at", "-id"],
                "indexes": [
                    models.Index(
                        models.F("brand"),
                        models.OrderBy(models.F("changed_at"), descending=True),
                        name="course_changes_latest_first",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ["aim", "target", "channel", "promise"])),
                        name="course_change_is_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), ("what", "promise")),
                            models.Q(
                                models.Q(("what", "promise"), _negated=True),
                                models.Q(("subject", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="course_change_has_its_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("was", models.F("now")), _negated=True),
                        name="a_change_changes_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True),
                        name="a_course_change_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Experiment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=120)),
                ("aim", models.CharField(blank=True, max_length=60)),
                ("channel", models.CharField(blank=True, max_length=200)),
                ("tried", models.TextField()),
                ("judged_by", models.TextField()),
                ("begins", models.DateField()),
                ("ends", models.DateField()),
                ("begun_by_name", models.CharField(max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("worked", "It worked"),
                            ("failed", "It did not work"),
                            ("unclear", "One cannot tell"),
                        ],
                        max_length=8,
                    ),
                ),
                ("learned", models.TextField(blank=True)),
                ("concluded_at", models.DateTimeField(blank=True, null=True)),
                ("concluded_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="experiments",
                        to="brands.brand",
                    ),
                ),
            ],
            options={
                "ordering": ["-begins", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("brand"),
                        django.db.models.functions.text.Lower("label"),
                        name="an_experiment_has_its_label",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True),
                        name="an_experiment_has_a_label",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tried", ""), _negated=True),
                        name="an_experiment_tries_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("judged_by", ""), _negated=True),
                        name="an_experiment_is_judged_by_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gte", models.F("begins"))),
                        name="an_experiment_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("begins"), "+", models.Value(dt.timedelta(days=90))
                                ),
                            )
                        ),
                        name="an_experiment_ends_within_ninety_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("concluded_at", None), ("learned", ""), ("outcome", "")),
                            models.Q(
                                ("concluded_at__isnull", False),
                                ("outcome__in", ["worked", "failed", "unclear"]),
                                models.Q(("learned", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_outcome_says_what_was_learned",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObjectiveMeasure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("aim", models.CharField(max_length=60)),
                ("measure", models.CharField(blank=True, max_length=300)),
                ("day", models.DateField()),
                ("value", models.FloatField()),
                (
                    "basis",
                    models.CharField(
                        choices=[("measured", "measured"), ("given", "given")], max_length=8
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300)),
                ("by_name", models.CharField(blank=True, max_length=200)),
                ("written_at", models.DateTimeField()),
                ("part", models.PositiveIntegerField(blank=True, null=True)),
                ("whole", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "accounts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("counted_until", models.DateTimeField(blank=True, null=True)),
                ("definitions", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aim_measures",
                        to="brands.brand",
                    ),
                ),
            ],
            options={
                "ordering": ["day"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("brand", "aim", "measure", "day"), name="one_value_of_an_aim_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("aim", ""), _negated=True),
                        name="a_measure_is_of_an_aim",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", True),
                            models.Q(("value__gte", 0), ("value__lte", 1000000000000.0)),
                            _connector="OR",
                        ),
                        name="measured_value_is_an_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis", "measured"),
                                ("counted_until__isnull", False),
                                ("definitions__isnull", False),
                                ("measure", ""),
                                ("part__isnull", False),
                            ),
                            models.Q(
                                ("basis", "given"),
                                ("counted_until", None),
                                ("part", None),
                                models.Q(("source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_value_says_where_it_is_from",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("quarter", models.PositiveSmallIntegerField()),
                ("held_on", models.DateField()),
                (
                    "present",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                ("minutes", models.TextField()),
                (
                    "decisions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("seen", models.JSONField()),
                ("written_at", models.DateTimeField()),
                ("written_by_name", models.CharField(max_length=200)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="brands.brand",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-quarter"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("brand", "year", "quarter"), name="one_review_a_quarter"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)),
                        name="a_year_has_four_quarters",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes", ""), _negated=True),
                        name="a_review_has_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("present__len__gte", 1)),
                        name="somebody_was_there_to_review",
                    ),
                ],
            },
        ),
    ]
