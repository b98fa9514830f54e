import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Computed",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Copy",
            fields=[
                ("document_id", models.TextField(primary_key=True, serialize=False)),
                ("of", models.TextField(db_index=True)),
                ("maker", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="Drift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.IntegerField(unique=True)),
                ("from_claim", models.TextField()),
                ("to_claim", models.TextField()),
                ("what", models.CharField(max_length=20)),
                ("maker", models.CharField(max_length=120)),
                ("record", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("kind", models.CharField(max_length=40)),
                ("subject_type", models.CharField(max_length=40)),
                ("subject_id", models.TextField(db_index=True)),
                ("field", models.CharField(default="", max_length=40)),
                ("old", models.JSONField(null=True)),
                ("new", models.JSONField(null=True)),
                ("reason", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("when_start", models.DateField(db_index=True, null=True)),
                ("when_end", models.DateField(null=True)),
                ("maker", models.CharField(max_length=120)),
                ("digest", models.CharField(max_length=64)),
                ("record", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                ("claim_id", models.TextField(primary_key=True, serialize=False)),
                ("source_id", models.TextField(db_index=True, null=True)),
                ("summary", models.BooleanField(default=False)),
                ("reason", models.TextField(null=True)),
                ("maker", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="Original",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("size", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started", models.DateTimeField()),
                ("finished", models.DateTimeField(null=True)),
                ("version", models.CharField(max_length=40)),
                ("options", models.JSONField(default=dict)),
                ("options_hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("kind", models.CharField(max_length=20)),
                ("group", models.TextField(null=True)),
                ("maker", models.CharField(max_length=120)),
                ("record", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("given_id", models.TextField(db_index=True)),
                ("content", models.CharField(max_length=64)),
                ("superseded", models.BooleanField(db_index=True, default=False)),
                ("published", models.DateField(null=True)),
                ("language", models.CharField(max_length=20, null=True)),
                ("publisher", models.TextField(null=True)),
                ("condition", models.CharField(default="usable", max_length=20)),
                ("record", models.JSONField()),
                ("extracted_with", models.CharField(db_index=True, default="", max_length=120)),
                ("fault", models.TextField(default="")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("given_id", "content"), name="document_once")],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                ("harm", models.CharField(db_index=True, max_length=20)),
                ("who", models.CharField(max_length=20)),
                ("level", models.CharField(max_length=20)),
                ("stance", models.CharField(max_length=20)),
                ("count_min", models.BigIntegerField(null=True)),
                ("count_max", models.BigIntegerField(null=True)),
                ("when_start", models.DateField(db_index=True, null=True)),
                ("when_end", models.DateField(null=True)),
                ("score", models.FloatField()),
                ("rule", models.TextField()),
                ("maker", models.CharField(max_length=120)),
                ("record", models.JSONField()),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="casebook.document")),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField(unique=True)),
                ("origin", models.TextField()),
                ("maker", models.CharField(max_length=80)),
                ("complete", models.BooleanField(default=False)),
                (
                    "original",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="casebook.original"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                ("kind", models.CharField(max_length=30)),
                ("speaker", models.TextField(null=True)),
                ("maker", models.CharField(max_length=120)),
                ("record", models.JSONField()),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="casebook.document")),
            ],
        ),
        migrations.CreateModel(
            name="Grade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("standard", models.CharField(max_length=60)),
                ("value", models.CharField(max_length=60)),
                ("chosen", models.BooleanField()),
                ("maker", models.CharField(max_length=120)),
                ("record", models.JSONField()),
                ("incident", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="casebook.incident")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("incident", "standard", "chosen"), name="grade_once")],
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=30)),
                ("min", models.BigIntegerField(null=True)),
                ("max", models.BigIntegerField(null=True)),
                ("open_ended", models.BooleanField()),
                ("independent_sources", models.IntegerField()),
                ("maker", models.CharField(max_length=120)),
                ("record", models.JSONField()),
                ("incident", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="casebook.incident")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("incident", "key"), name="figure_once")],
            },
        ),
        migrations.CreateModel(
            name="IncidentClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claim_id", models.TextField(db_index=True)),
                ("evidence", models.TextField(null=True)),
                ("incident", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="casebook.incident")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("incident", "claim_id"), name="claim_in_incident_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Appearance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="casebook.document")),
                ("reading", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="casebook.reading")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("reading", "document"), name="appears_once")],
            },
        ),
        migrations.CreateModel(
            name="SkippedItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("where", models.TextField()),
                ("what", models.TextField()),
                ("remedy", models.TextField()),
                ("read", models.BooleanField(default=False)),
                ("reading", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="casebook.reading")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("reading", "where", "what"), name="skipped_once")],
            },
        ),
    ]
