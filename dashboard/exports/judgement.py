"""A judgement's list of councils, and its regions, as files."""

from dashboard.presenters.judgement import JudgementPage, JudgementRow
from dashboard.values.table import COUNCIL, LICENCE, REGION, DataFile, Value, graded
from inspections.wording.words import date_words

from .national import distribution_columns, distribution_values
from .rankings import INSPECTION_COLUMNS, grade_text, inspection_values


def councils_file(page: JudgementPage, address: str) -> DataFile:
    """The councils of the page's list, in its order, each with its grade and the inspection that it comes from."""
    judgement = page.selection.judgement
    return DataFile(
        name=f"{_name(page)}-councils",
        title=f"{page.title}, as at {date_words(page.selection.moment.day)}: {page.listed}",
        about=_about(page, address) | {"councils": page.listed},
        columns=(*COUNCIL, REGION, *graded(judgement.id, judgement.name), *INSPECTION_COLUMNS),
        rows=[_row(row) for row in page.rows],
    )


def regions_file(page: JudgementPage, address: str) -> DataFile:
    """A row for England and for each region."""
    return DataFile(
        name=f"{_name(page)}-regions",
        title=page.regions_caption,
        about=_about(page, address),
        columns=(REGION, *distribution_columns(page.shares)),
        rows=[[row.label, *distribution_values(row.shares)] for row in page.regions],
    )


def _row(row: JudgementRow) -> list[Value]:
    council, result = row.council, row.result
    return [
        council.slug,
        council.name,
        council.region,
        grade_text(result),
        result.provenance,
        *inspection_values(row.inspection),
    ]


def _name(page: JudgementPage) -> str:
    selection = page.selection
    return f"{selection.framework.code}-{selection.judgement.id.replace('.', '-')}-{selection.moment.day}"


def _about(page: JudgementPage, address: str) -> dict[str, Value]:
    return {
        "judgement": page.title,
        "framework": page.selection.framework.name,
        "as_at": page.selection.moment.day,
        "source": address,
        "licence": LICENCE,
    }
