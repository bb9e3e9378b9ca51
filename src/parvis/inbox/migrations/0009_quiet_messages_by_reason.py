"""Quiet messages are found by account, reason and time without reading the others."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

SIGNS = ("after_answer", "automatic", "no_words", "not_addressed")
BECAUSE = {sign: Q(reasons__contains=[{"about": "needs_answer", "text": sign}]) for sign in SIGNS}
QUIET = Q(calls_for_answer=False)
ADVERTISES = Q(promotional__gte=0.5)
BY_SIGN = (
    BECAUSE["after_answer"] | BECAUSE["automatic"] | BECAUSE["no_words"] | BECAUSE["not_addressed"]
)
CONDITIONS = {
    "quiet": QUIET,
    **{f"quiet_{sign}": QUIET & because for sign, because in BECAUSE.items()},
    "quiet_promotional": QUIET & ADVERTISES,
    "quiet_words": QUIET & (~BY_SIGN & ~ADVERTISES),
}

# The first line, because PostgreSQL alters no table of which a foreign key is still to be checked.
FILL = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE inbox_judgement SET account_id = message.account_id, said_at = message.created_at
FROM channels_message message WHERE message.id = message_id;
"""


def account(*, null: bool) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        null=null,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to="channels.account",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0004_the_ledger_whole"),
        ("inbox", "0008_search"),
    ]

    operations = [
        migrations.AddField("judgement", "account", account(null=True)),
        migrations.AddField("judgement", "said_at", models.DateTimeField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("judgement", "account", account(null=False)),
        migrations.AlterField("judgement", "said_at", models.DateTimeField()),
        *(
            migrations.AddIndex(
                "judgement",
                models.Index(
                    "account",
                    F("said_at").desc(),
                    F("message").desc(),
                    condition=condition,
                    name=name,
                ),
            )
            for name, condition in CONDITIONS.items()
        ),
    ]
