"""Search: the words of each case as stems of both languages, and the words there are."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models
from django.db.models import F

# PostgreSQL's parser makes one token of `a/b`, of `x@y.z` and of the number in `FR-482`, and would
# find none of them by a part: without signs there are only words. Both languages, since one case
# often holds both, and short messages do not say which they are in.
FUNCTIONS = r"""
CREATE FUNCTION parvis_bare(words text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    AS $$ SELECT translate(words, '!"#$%&()*+,-./:;<=>?@[\]^_`{|}~''', repeat(' ', 32)) $$;
CREATE FUNCTION parvis_stems(words text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    AS $$ SELECT to_tsvector('parvis_fr', parvis_bare(words))
                 || to_tsvector('parvis_en', parvis_bare(words)) $$;
"""
NO_FUNCTIONS = "DROP FUNCTION parvis_stems(text); DROP FUNCTION parvis_bare(text);"


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0002_more_promises"),
        ("inbox", "0007_warnings"),
    ]

    operations = [
        BtreeGinExtension(),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.CreateModel(
            name="CaseWords",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="inbox.case",
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="brands.brand",
                    ),
                ),
                ("said_at", models.DateTimeField()),
                ("search", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["brand", "search"], name="cases_by_words"
                    ),
                    models.Index(
                        "brand", F("said_at").desc(), F("case").desc(), name="words_latest_first"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "brand",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="brands.brand",
                    ),
                ),
                ("word", models.CharField(max_length=40)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["brand", "word"],
                        name="words_by_likeness",
                        opclasses=["int8_ops", "gin_trgm_ops"],
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["brand", "word"], name="a_word_is_known_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LogRead",
            fields=[
                ("reader", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("mark", models.BigIntegerField()),
            ],
        ),
    ]
