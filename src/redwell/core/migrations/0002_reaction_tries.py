from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="reactioncursor",
            name="fault",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="reactioncursor",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
