"""One judgement: every council's grade on it, by region, and what may be compared with it."""

from collections.abc import Mapping

from dashboard.presenters.judgement import JudgementPage
from dashboard.values.columns import Column, GradeColumn, PageColumn, Value, graded
from dashboard.values.facts import facts
from dashboard.values.tables import Table

from .common import (
    council_code_column,
    counts_from_column,
    framework_column,
    inspected_from_column,
    published_on_column,
    region_column,
)
from .distributions import RegionsTable


class JudgementCouncilsTable(Table):
    """The selected councils, each with its grade and the inspection that it is from."""

    heads_row = "name"
    page_order = ("name", "grade", "region", "version", "report")

    council = council_code_column()
    name = Column("Council", accessor="council__name", linkify=lambda record: record.url)
    region = region_column()
    grade = GradeColumn("Grade", accessor="result", exclude_from_export=True)
    version = PageColumn("Framework", css="dates")
    report = PageColumn("Report", accessor="published", css="dates", linkify=lambda record: record.scorecard)
    framework = framework_column()
    published_on = published_on_column()
    inspected_from = inspected_from_column()
    counts_from = counts_from_column()

    class Meta:
        attrs = {"class": "stack headed"}

    def __init__(self, page: JudgementPage, address: str = "") -> None:
        judged = graded(page.selection.judgement.id, page.selection.judgement.name, accessor="result")
        super().__init__(
            page.rows,
            name=f"{_name(page)}-councils",
            title=page.list_title,
            caption=f"{page.list_title}. The best grade first, then by name.",
            about={**_about(page, address), "councils": page.listed},
            extra_columns=judged,
            sequence=("council", "name", "region", *dict(judged), "..."),
        )


class JudgementRegionsTable(RegionsTable):
    """A row for England and for each region."""

    def __init__(self, page: JudgementPage, address: str = "") -> None:
        super().__init__(
            page.regions,
            page.shares,
            name=f"{_name(page)}-regions",
            title=page.regions_caption,
            about=_about(page, address),
        )


class ComparedTable(Table):
    """Judgements of other frameworks, and whether they may be compared with this one."""

    judgement = PageColumn("Judgement", accessor="judgement__name", css="wide", linkify=lambda record: record.url)
    framework = PageColumn("Framework", accessor="framework__short_name")
    comparable = PageColumn("Comparable", accessor="words")
    why = PageColumn("Why", css="wide")

    class Meta:
        attrs = {"class": "stack", "caption": {"class": "vh"}}

    def __init__(self, page: JudgementPage) -> None:
        caption = "Judgements of other frameworks, and whether this one may be compared with them"
        super().__init__(page.compared, caption=caption)

    def words_why(self, value: str) -> str:
        return f"{value[:1].upper()}{value[1:]}."


def _name(page: JudgementPage) -> str:
    selection = page.selection
    return f"{selection.framework.code}-{selection.judgement.id.replace('.', '-')}-{selection.moment.day}"


def _about(page: JudgementPage, address: str) -> Mapping[str, Value]:
    return facts(
        address,
        {
            "judgement": page.title,
            "judged_under": page.selection.framework.name,
            "as_at": page.selection.moment.day,
            **(page.weak.about if page.weak else {}),
        },
    )
