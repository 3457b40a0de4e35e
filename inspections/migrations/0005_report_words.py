"""The index of the search, with the reports that are loaded already."""

import django.db.models.deletion
from django.db import migrations, models

from inspections.search.hits import places


def index_what_is_loaded(apps, schema_editor):
    word, paragraph = (apps.get_model("inspections", name) for name in ("ReportWord", "ReportParagraph"))
    for report in apps.get_model("inspections", "Report").objects.values_list("pk", flat=True):
        held = paragraph.objects.filter(report=report).exclude(number=None, judgement="").values_list("order", "text")
        rows = [word(report_id=report, stem=stem, places=found) for stem, found in places(held).items()]
        word.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("inspections", "0004_first_versions")]

    operations = [
        migrations.CreateModel(
            name="ReportWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stem", models.CharField(max_length=40)),
                ("places", models.BinaryField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="inspections.report"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("stem", "report"), name="report_word_once")],
            },
        ),
        migrations.RunPython(index_what_is_loaded, migrations.RunPython.noop, elidable=True),
    ]
