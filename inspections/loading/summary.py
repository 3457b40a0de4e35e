"""What is on record after a load, in lines of text."""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from inspections.frameworks import all_programmes
from inspections.models import Council, Grade, Inspection

DAY_OF_THE_DURHAM_PAPER = date(2012, 1, 5)


def summary() -> list[str]:
    """Councils, inspections and grades on record, by programme."""
    today = date.today()  # noqa: DTZ011
    inspections = dict(Inspection.objects.published().order_by().values_list("framework").annotate(number=Count("pk")))
    grades = dict(
        Grade.objects.filter(inspection__status=Inspection.Status.PUBLISHED)
        .order_by()
        .values_list("inspection__framework")
        .annotate(number=Count("pk"))
    )
    lines = [
        f"On record: {Council.objects.count():,} councils "
        f"({Council.objects.in_being(DAY_OF_THE_DURHAM_PAPER).count()} in being on 5 January 2012, "
        f"{Council.objects.in_being(today).count()} today), "
        f"{sum(inspections.values()):,} inspections, {sum(grades.values()):,} grades"
    ]
    for programme in all_programmes():
        codes = [framework.code for framework in programme.frameworks]
        number = sum(inspections.get(code, 0) for code in codes)
        graded = sum(grades.get(code, 0) for code in codes)
        lines.append(f"  {programme.short_name}: {number:,} inspections, {graded:,} grades")
    return lines
