"""Promises keep the terms by which they were given; resolutions, places and judgements say what
the clocks need, so that a promise follows from what was said and done."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def keep_terms(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Promises given so far get the terms that their brand has now."""
    promises = apps.get_model("inbox", "Promise").objects
    promised = promises.values_list("case__brand", flat=True).distinct()
    for brand in apps.get_model("brands", "Brand").objects.filter(pk__in=promised):
        week: dict[str, list[list[int]]] = {}
        for row in brand.opening_periods.order_by("weekday", "opens"):
            week.setdefault(str(row.weekday), []).append([row.opens, row.closes])
        days = brand.holidays.order_by("day").values_list("day", flat=True)
        terms = apps.get_model("inbox", "Terms").objects.create(
            brand=brand,
            digest="before terms were kept",
            zone=brand.time_zone,
            week=week,
            closed_on=[day.isoformat() for day in days],
            holiday_country=brand.holiday_country,
            first_minutes=brand.promise_minutes,
            next_minutes=brand.next_promise_minutes or brand.promise_minutes,
            resolution_minutes=brand.resolution_minutes,
        )
        promises.filter(case__brand=brand).update(terms=terms)


def mend_resolutions(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """A case that a late message opened again was said to be open before it was resolved."""
    resolutions = apps.get_model("inbox", "Resolution").objects
    resolutions.filter(reopened_at__lt=F("resolved_at")).update(reopened_at=F("resolved_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0002_more_promises"),
        ("channels", "0003_no_index_twice"),
        ("inbox", "0004_the_inbox_whole"),
    ]

    operations = [
        migrations.CreateModel(
            name="Terms",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("zone", models.CharField(max_length=60)),
                ("week", models.JSONField()),
                ("closed_on", models.JSONField()),
                ("holiday_country", models.CharField(blank=True, max_length=2)),
                ("first_minutes", models.PositiveIntegerField()),
                ("next_minutes", models.PositiveIntegerField()),
                ("resolution_minutes", models.PositiveIntegerField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveField(
            model_name="movedpromise",
            name="move",
        ),
        migrations.RemoveField(
            model_name="movedpromise",
            name="promise",
        ),
        migrations.RemoveConstraint(
            model_name="promise",
            name="one_first_answer",
        ),
        migrations.AddField(
            model_name="casemessage",
            name="known_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="judgement",
            name="asks_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="judgement",
            name="edited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="promise",
            name="is_moot",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="resolution",
            name="answer_leaving",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="resolution",
            name="reopened_by_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="resolution",
            name="was_undone",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="terms",
            name="brand",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="brands.brand"
            ),
        ),
        migrations.AddField(
            model_name="promise",
            name="terms",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                to="inbox.terms",
            ),
        ),
        migrations.RunPython(keep_terms, migrations.RunPython.noop),
        migrations.RunPython(mend_resolutions, migrations.RunPython.noop),
        # what was just written must be checked before the table can be altered
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="resolution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reopened_at", None),
                    ("reopened_at__gte", models.F("resolved_at")),
                    _connector="OR",
                ),
                name="reopened_after_it_was_resolved",
            ),
        ),
        migrations.AddConstraint(
            model_name="resolution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("was_undone", False), ("reopened_at__isnull", False), _connector="OR"
                ),
                name="what_was_undone_is_open",
            ),
        ),
        migrations.AlterField(
            model_name="promise",
            name="terms",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                to="inbox.terms",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_moot", False), ("kind", "first_answer")),
                fields=("case",),
                name="one_first_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_moot", False),
                    ("answered_at__isnull", False),
                    ("released_at__isnull", False),
                    _connector="OR",
                ),
                name="moot_promises_do_not_run",
            ),
        ),
        migrations.DeleteModel(
            name="MovedPromise",
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(
                fields=("brand", "digest"), name="terms_are_kept_once"
            ),
        ),
    ]
