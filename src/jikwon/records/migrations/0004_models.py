from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0003_measurements")]

    operations = [
        migrations.CreateModel(
            name="Model",
            fields=[
                ("sha256", models.TextField(primary_key=True, serialize=False)),
                ("process", models.TextField()),
                ("kind", models.TextField()),
                ("state", models.TextField(default="trained")),
                ("certificate", models.TextField()),
                ("trained_by", models.TextField()),
                ("trained_at", models.FloatField()),
                ("approved_by", models.TextField(default="")),
                ("approved_at", models.FloatField(null=True)),
                ("retired_by", models.TextField(default="")),
                ("retired_at", models.FloatField(null=True)),
                ("why", models.TextField(default="")),
            ],
            options={
                "db_table": "models",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "approved")), fields=("process", "kind"), name="models_approved"
                    )
                ],
            },
        ),
    ]
