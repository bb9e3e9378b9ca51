"""One index for each list of the queue, in the order of the list."""

import datetime as dt

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

NEVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
DUE = Coalesce(F("due_at"), Value(NEVER), output_field=models.DateTimeField())
CLOSED = Q(state__in=["resolved", "history"])
INDEXES = [
    models.Index("brand", DUE, "id", condition=Q(state="open"), name="open_by_promise"),
    models.Index(
        "brand",
        DUE,
        "id",
        condition=Q(state="open", assignee=None),
        name="unassigned_by_promise",
    ),
    models.Index(
        "assignee",
        DUE,
        "id",
        condition=Q(state="open", assignee__isnull=False),
        name="assigned_by_promise",
    ),
    models.Index("account", DUE, "id", condition=Q(state="open"), name="open_of_account"),
    models.Index(
        "brand",
        "snoozed_until",
        "id",
        condition=Q(snoozed_until__isnull=False),
        name="snoozed_by_waking",
    ),
    models.Index(
        "brand",
        F("last_activity_at").desc(),
        F("id").desc(),
        condition=CLOSED,
        name="closed_latest_first",
    ),
    models.Index(
        "account",
        F("last_activity_at").desc(),
        F("id").desc(),
        condition=CLOSED,
        name="closed_of_account",
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0005_terms_of_a_promise"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="case", name="open_cases_by_promise"),
        migrations.RemoveIndex(model_name="case", name="closed_cases_by_time"),
        migrations.AlterField(
            model_name="case",
            name="brand",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="cases",
                to="brands.brand",
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="account",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="channels.account",
            ),
        ),
        *(migrations.AddIndex(model_name="case", index=index) for index in INDEXES),
    ]
