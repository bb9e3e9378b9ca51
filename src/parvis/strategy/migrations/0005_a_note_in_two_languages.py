from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("strategy", "0004_whom_to_speak_to_and_what_is_counted")]

    operations = [
        migrations.AddField(
            model_name="publicnote",
            name="other_text",
            field=models.TextField(blank=True, default=""),
        ),
    ]
