"""The national page's tables as files: by judgement, by region, through time, and against Ofsted's totals."""

from collections.abc import Sequence

from dashboard.presenters.national import NationalPage
from dashboard.values.table import FRAMEWORK, LICENCE, REGION, Column, DataFile, Kind, ToPeople, Value
from inspections.statistics.shares import Shares, percent
from inspections.statistics.standings import CouncilsAsAt
from inspections.wording.national import trend_name
from inspections.wording.words import date_words

GOOD = Column("good_or_better", "Good or outstanding", Kind.NUMBER)
PER_CENT = Column(
    "good_or_better_percent", "Good or outstanding, %", Kind.NUMBER, "Whole per cent. Empty where fewer than ten are."
)
IN_BEING = Column("in_being", "Councils in being", Kind.NUMBER)
GRADED = Column("graded", "Councils graded", Kind.NUMBER)
# What a distribution says beside the number of councils at each grade of its scale.
COUNTS = (GRADED, GOOD, PER_CENT, IN_BEING)
COLUMNS = (
    FRAMEWORK,
    Column(
        "judgement",
        "Judgement’s code",
        meaning="Service and code, which never change.",
        to_people=ToPeople.NEVER,
    ),
    Column("name", "Judgement"),
)


def judgements_file(page: NationalPage, address: str) -> DataFile:
    """A row for each judgement of the programme, whether or not any grade is on record."""
    judged = zip(page.selection.judgements.values(), page.judgements, strict=True)
    return DataFile(
        name=_name(page, "judgements"),
        title=f"{_title(page)}, judgement by judgement",
        about=_about(page, address),
        columns=(*COLUMNS, *distribution_columns(page.england)),
        rows=[
            [of.code, judgement.id, row.short_label, *distribution_values(row.shares)]
            for (of, judgement), row in judged
        ],
    )


def regions_file(page: NationalPage, address: str) -> DataFile:
    """A row for England and for each region, on one judgement."""
    rows = [("England", page.england), *((row.label, row.shares) for row in page.regions)]
    return DataFile(
        name=_name(page, "regions"),
        title=f"{page.in_words}, by region, as at {date_words(page.selection.day)}",
        about={"judgement": page.in_words, **_about(page, address)},
        columns=(REGION, *distribution_columns(page.england)),
        rows=[[label, *distribution_values(shares)] for label, shares in rows],
    )


def over_time_file(page: NationalPage, address: str) -> DataFile:
    """A row for each programme, service and end of a quarter."""
    return DataFile(
        name=_name(page, "over-time"),
        title=f"Councils good or outstanding overall, by programme, to {date_words(page.selection.day)}",
        about={"as_at": page.selection.day, "source": address, "licence": LICENCE},
        columns=(
            Column("programme", "Programme"),
            Column("day", "As at", Kind.DAY),
            GOOD,
            Column("graded", "Councils graded", Kind.NUMBER, "Those whose latest report has an overall grade."),
            PER_CENT,
            IN_BEING,
        ),
        rows=[
            [trend_name(trend), point.day, point.good, point.base, point.percent, point.in_being]
            for trend in page.trends
            for point in trend.points
        ],
    )


def totals_file(page: NationalPage, address: str) -> DataFile:
    """A row for each total that Ofsted has published for the programme."""
    return DataFile(
        name=_name(page, "totals"),
        title=f"{page.selection.programme.short_name}: Ofsted’s own totals against what is on record",
        about=_about(page, address),
        columns=(
            Column("total", "Total"),
            Column("day", "As at", Kind.DAY),
            Column("ofsted", "Ofsted", meaning="A number of councils, or a percentage of them."),
            Column("count", "On record", Kind.NUMBER),
            Column("of", "Of", Kind.NUMBER, "Councils on record as at the day."),
            Column("not_on_record", "Not on record", Kind.NUMBER),
            Column("explanation", "How they compare"),
        ),
        rows=[
            [
                total.checked.total.name,
                total.checked.total.day,
                total.ofsted,
                total.checked.count,
                total.checked.councils,
                total.checked.missing,
                total.words,
            ]
            for total in page.totals
        ],
    )


def distribution_columns(shares: Shares) -> tuple[Column, ...]:
    """How many hold each grade, how many are graded, and how many are good or better."""
    grades = [Column(share.grade.code, share.grade.label, Kind.NUMBER) for share in shares.shares]
    return (*grades, *COUNTS)


def distribution_values(shares: Shares) -> Sequence[Value]:
    """The values of those columns."""
    good, base = shares.good_or_better, shares.base
    in_being = base + sum(map(len, shares.ungraded.values()))
    return [*(share.count for share in shares.shares), base, good, percent(good, base), in_being]


def _name(page: NationalPage, table: str) -> str:
    return f"national-{page.selection.programme.code}-{page.selection.day}-{table}"


def _title(page: NationalPage) -> str:
    return f"{page.selection.programme.short_name} grades in England as at {date_words(page.selection.day)}"


def _about(page: NationalPage, address: str) -> dict[str, Value]:
    councils_as_at: CouncilsAsAt = page.councils_as_at
    return {
        "programme": page.selection.programme.name,
        "as_at": page.selection.day,
        "in_being": len(councils_as_at.councils),
        "source": address,
        "licence": LICENCE,
    }
