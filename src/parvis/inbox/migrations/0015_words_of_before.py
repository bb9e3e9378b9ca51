from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inbox", "0014_matters_and_alerts")]

    operations = [
        migrations.CreateModel(
            name="OldWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("below", models.BigIntegerField()),
            ],
        ),
        # Until now no case bore marks (inbox.marks). Workers see to it: here it would hold up the
        # upgrade for as long as there are cases.
        migrations.RunSQL(
            "INSERT INTO inbox_oldwords (below)"
            " SELECT max(case_id) + 1 FROM inbox_casewords HAVING count(*) > 0",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", False)),
                fields=["answered_at"],
                name="promises_by_answer",
            ),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("released_at__isnull", False)),
                fields=["released_at"],
                name="promises_by_release",
            ),
        ),
    ]
