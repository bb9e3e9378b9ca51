"""Extensions, text search without accents, the cache table and the activity log."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations, models

import parvis.kit.fields

TEXT_SEARCH = """
CREATE TEXT SEARCH CONFIGURATION parvis_fr (COPY = french);
ALTER TEXT SEARCH CONFIGURATION parvis_fr
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION parvis_en (COPY = english);
ALTER TEXT SEARCH CONFIGURATION parvis_en
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""
NO_TEXT_SEARCH = """
DROP TEXT SEARCH CONFIGURATION parvis_en;
DROP TEXT SEARCH CONFIGURATION parvis_fr;
"""

# unaccent() itself is only STABLE, since its dictionary could be changed; ours is named and fixed,
# and an index or a generated column needs an IMMUTABLE function.
PLAIN = """
CREATE FUNCTION parvis_plain(words text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    AS $$ SELECT lower(public.unaccent('public.unaccent', words)) $$;
"""

CACHE = """
CREATE TABLE kit_cache (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
);
CREATE INDEX kit_cache_expires ON kit_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(TEXT_SEARCH, NO_TEXT_SEARCH),
        migrations.RunSQL(PLAIN, "DROP FUNCTION parvis_plain(text)"),
        migrations.RunSQL(CACHE, "DROP TABLE kit_cache"),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "tx",
                    parvis.kit.fields.TransactionIdField(
                        db_default=parvis.kit.fields.CurrentTransaction(), editable=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("logged_at", models.DateTimeField()),
                ("brand_id", models.BigIntegerField(null=True)),
                ("actor_kind", models.CharField(max_length=20)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(max_length=200)),
                ("verb", models.CharField(max_length=60)),
                ("target_kind", models.CharField(max_length=40)),
                ("target_id", models.BigIntegerField()),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["tx", "id"], name="activity_by_commit"),
                    models.Index(
                        fields=["target_kind", "target_id", "id"], name="activity_of_target"
                    ),
                ],
            },
        ),
    ]
