"""What is public when versions come becomes the first version of each thing, from the latest edition on."""

from collections import defaultdict
from datetime import date

from django.db import migrations
from django.db.models import Max

BATCH = 200
INSPECTION_FACTS = (
    "framework inspected_from inspected_from_known_to inspected_to second_inspected_from second_inspected_to "
    "published_on counts_from lead_inspector report_url source note"
).split()
GROUNDS = "source note page paragraph_first paragraph_last paragraphs_derived quoted_line".split()
IMPROVEMENT = "service order timescale addressee text page".split()
FIGURE = "kind value qualifier age_band paragraph page quoted_line".split()


def begin_versions(apps, _schema_editor):
    """Nothing is to be done before the first edition: what is on record then gets its version with that."""
    edition = apps.get_model("inspections", "Edition").objects.aggregate(latest=Max("number"))["latest"]
    if edition is None:
        return
    apps.get_model("inspections", "CouncilVersion").objects.bulk_create(_councils(apps, edition), batch_size=BATCH)
    versions = apps.get_model("inspections", "InspectionVersion").objects
    versions.bulk_create(_inspections(apps, edition), batch_size=BATCH)
    apps.get_model("inspections", "NeighbourSet").objects.update(first_edition=edition)


def _councils(apps, edition):
    Council = apps.get_model("inspections", "Council")
    aliases = apps.get_model("inspections", "CouncilAlias").objects.order_by("id")
    aliases = _grouped(aliases.values_list("council", "name"))
    successors = Council.successors.through.objects.order_by("to_council")
    successors = _grouped(successors.values_list("from_council", "to_council"))
    neighbours = apps.get_model("inspections", "StatisticalNeighbour").objects.order_by("-neighbour_set__code", "rank")
    columns = ("neighbour_set__code", "rank", "neighbour", "closeness", "superseded")
    neighbours = _grouped((key, row) for key, *row in neighbours.values_list("council", *columns))
    names = [field.attname for field in Council._meta.concrete_fields if not field.primary_key]
    for council in Council.objects.order_by("pk"):
        yield apps.get_model("inspections", "CouncilVersion")(
            council_id=council.pk,
            first_edition=edition,
            facts=_facts(council, names),
            aliases=aliases[council.pk],
            successors=successors[council.pk],
            neighbours=neighbours[council.pk],
        )


def _inspections(apps, edition):
    def parts(model, *order):
        return _grouped((one.inspection_id, one) for one in apps.get_model("inspections", model).objects.order_by(*order))

    grades, figures = parts("Grade", "id"), parts("StatedFigure", "order")
    improvements = parts("AreaForImprovement", "order", "service")
    reports = apps.get_model("inspections", "Report").objects.order_by("id")
    reports = dict(reports.filter(inspection__isnull=False).values_list("inspection", "pk"))
    for inspection in apps.get_model("inspections", "Inspection").objects.filter(status="published").order_by("pk"):
        held = grades[inspection.pk]
        services = sorted({grade.service for grade in held})
        yield apps.get_model("inspections", "InspectionVersion")(
            inspection_id=inspection.pk,
            first_edition=edition,
            council_id=inspection.council_id,
            framework=inspection.framework,
            counts_from=inspection.counts_from,
            inspected_from=inspection.inspected_from,
            services=f"|{'|'.join(services)}|" if services else "",
            report_id=reports.get(inspection.pk),
            facts=_facts(inspection, INSPECTION_FACTS),
            results=[[f"{one.service}.{one.judgement}", one.grade, one.provenance] for one in held],
            evidence={
                "grades": [{"judgement": f"{one.service}.{one.judgement}"} | _told(one, GROUNDS) for one in held],
                "improvements": [_told(one, IMPROVEMENT) for one in improvements[inspection.pk]],
                "figures": [_told(one, FIGURE) for one in figures[inspection.pk]],
            },
        )


def _grouped(pairs):
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _facts(record, names):
    values = {name: getattr(record, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _told(record, names):
    return {name: value for name in names if (value := getattr(record, name)) not in (None, "", False)}


class Migration(migrations.Migration):
    dependencies = [("inspections", "0003_versions")]

    operations = [migrations.RunPython(begin_versions, migrations.RunPython.noop)]
