"""What workers can do, what they have in hand, turns of sites, what holds for the whole office, and priorities."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0005_console")]

    operations = [
        migrations.CreateModel(
            name="Worker",
            fields=[
                ("executor", models.TextField(primary_key=True, serialize=False)),
                ("version", models.TextField()),
                ("slots", models.IntegerField()),
                ("able", models.TextField()),
                ("limits", models.TextField()),
                ("draining", models.BooleanField(default=False)),
            ],
            options={"db_table": "workers"},
        ),
        migrations.CreateModel(
            name="Hand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run_id", models.TextField()),
                ("stage", models.TextField()),
                ("start", models.IntegerField()),
                ("executor", models.TextField(db_index=True)),
                ("needs", models.TextField(default="[]")),
                ("begun_at", models.FloatField()),
            ],
            options={
                "db_table": "hands",
                "constraints": [models.UniqueConstraint(fields=("run_id", "stage", "start"), name="hands_one")],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("site", models.TextField()),
                ("kind", models.TextField()),
                ("run_id", models.TextField()),
                ("executor", models.TextField()),
                ("since", models.FloatField(null=True)),
            ],
            options={
                "db_table": "tickets",
                "indexes": [models.Index(fields=["site", "kind"], name="tickets_site")],
            },
        ),
        migrations.CreateModel(
            name="OfficeMark",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("account", models.TextField(default="")),
                ("at", models.FloatField()),
            ],
            options={"db_table": "office_marks"},
        ),
        # a default of the database's own: a worker of the version before may still add runs beside us
        migrations.AddField(model_name="run", name="priority", field=models.IntegerField(db_default=1)),
        migrations.AddField(model_name="run", name="served_at", field=models.FloatField(db_default=0.0)),
    ]
