"""Who has a question in hand, what people thought of runs, what they wish for; runs found fast in lists; owners told once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0004_models")]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "question",
                    models.OneToOneField(
                        on_delete=models.CASCADE, primary_key=True, serialize=False, to="records.question"
                    ),
                ),
                ("account", models.TextField(db_index=True)),
                ("since", models.FloatField()),
                ("forwarded_by", models.TextField(default="")),
                ("on_hold", models.BooleanField(default=False)),
                ("note", models.BinaryField(default=b"")),
            ],
            options={"db_table": "claims"},
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.TextField()),
                ("score", models.IntegerField()),
                ("line", models.TextField(default="")),
                ("at", models.FloatField()),
                ("run", models.ForeignKey(db_index=False, on_delete=models.CASCADE, to="records.run")),
            ],
            options={
                "db_table": "opinions",
                "constraints": [models.UniqueConstraint(fields=("run", "account"), name="opinions_one")],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.TextField()),
                ("text", models.TextField()),
                ("at", models.FloatField()),
            ],
            options={"db_table": "wishes"},
        ),
        migrations.AddField(model_name="firing", name="told_at", field=models.FloatField(null=True)),
        migrations.AddIndex(model_name="run", index=models.Index(fields=["created_at", "id"], name="runs_created")),
        migrations.AddIndex(
            model_name="run", index=models.Index(fields=["account", "created_at"], name="runs_account")
        ),
    ]
