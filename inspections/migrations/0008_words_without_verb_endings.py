"""Indexes the reports again, whose words keep the endings of verbs."""

from django.db import migrations

from inspections.search.hits import places


def index_again(apps, schema_editor):
    word, paragraph = (apps.get_model("inspections", name) for name in ("ReportWord", "ReportParagraph"))
    for report in apps.get_model("inspections", "Report").objects.values_list("pk", flat=True):
        quotable = paragraph.objects.filter(report=report).exclude(number=None, judgement="")
        rows = [
            word(report_id=report, stem=stem, places=packed)
            for stem, packed in places(quotable.values_list("order", "text")).items()
        ]
        word.objects.filter(report_id=report).delete()
        word.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("inspections", "0007_official_outcomes")]

    operations = [migrations.RunPython(index_again, migrations.RunPython.noop, elidable=True)]
