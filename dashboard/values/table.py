"""What a file says, whatever its format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from inspections.frameworks.loader import all_frameworks
from inspections.wording.results import PROVENANCE

Value = str | int | bool | date | None

LICENCE = (
    "Grades and dates are facts from Ofsted’s published reports and may be used freely. Reports under ILACS (since "
    "2018): Open Government Licence v3; earlier reports: Crown copyright, for non-commercial use. Council names: "
    "mySociety, CC BY 4.0. Codes and regions: ONS and DfE, Open Government Licence v3."
)
ABOUT = {
    "programme": "Programme",
    "measure": "Councils rank by",
    "rank_by": "Councils rank by",
    "columns_of": "Judgements are those of",
    "councils": "Councils",
    "council": "Council",
    "framework": "Framework",
    "as_at": "As at",
    "edition": "Edition of the data",
    "standing": "What has become of this edition",
    "published_on": "Report published",
    "inspected_from": "Inspected from",
    "councils_counted_as_at": "Councils counted as at",
    "ranked": "Councils ranked",
    "inspections_on_record": "Councils with an inspection on record",
    "in_being": "Councils in being",
    "report": "Report",
    "source": "Address",
    "licence": "Licence",
}


class Kind(StrEnum):
    """What a column's cells hold. Any may be empty, where a thing is not known or does not apply."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    YES_OR_NO = "yes or no"
    NUMBER_OR_WORDS = "number or words"


class ToPeople(StrEnum):
    """Whether a table on a page has a column; a file has them all."""

    ALWAYS = "always"
    WHERE_ANY = "where any row has something in it"
    NEVER = "never: it is for programs, or says again what another column says"


@dataclass(frozen=True)
class Column:
    """A column of a file: its key for programs, which never changes, and its heading for people.

    `meaning` is a sentence for what the heading does not say. `words` are what its codes stand for: a program gets
    the code, a spreadsheet the words.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    meaning: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    to_people: ToPeople = ToPeople.ALWAYS


@dataclass(frozen=True)
class DataFile:
    """A table with what has to be known of it.

    `name` is the file's, without the ending; `title` says what it is to people. `about` says as at when, of how many,
    from where; every one of its values also stands in each row of a CSV file, where a note above the table would
    break the columns.
    """

    name: str
    about: Mapping[str, Value]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    title: str = ""

    @property
    def keys(self) -> list[str]:
        """The columns' keys."""
        return [column.key for column in self.columns]


# Makes a table that names this full address as its source.
TableMaker = Callable[[str], DataFile]


def about_words(key: str) -> str:
    """What a fact about a table is called for people."""
    return ABOUT.get(key) or key.replace("_", " ").capitalize()


COUNCIL = (
    Column(
        "council",
        "Council’s code",
        meaning="The council’s name in addresses, which never changes.",
        to_people=ToPeople.NEVER,
    ),
    Column("name", "Council"),
)
SERVICE = Column("service", "Service", meaning="The part of the framework the judgement belongs to.")
JUDGEMENT = Column("judgement", "Judgement’s code", to_people=ToPeople.NEVER)
JUDGEMENT_NAME = Column("judgement_name", "Judgement")
REGION = Column("region", "Region")
FRAMEWORK = Column(
    "framework",
    "Framework",
    meaning="The version of Ofsted’s framework under which the council was inspected.",
    words={framework.code: framework.short_name for framework in all_frameworks()},
)
PUBLISHED_ON = Column("published_on", "Report published", Kind.DAY, "Empty where the day is not known.")
INSPECTED_FROM = Column(
    "inspected_from",
    "Inspected from",
    meaning="The first day of the inspection; only the month (2010-06) or the year where no more is known.",
)
COUNTS_FROM = Column(
    "counts_from",
    "Counts from",
    Kind.DAY,
    "The day from which the inspection counts: its report’s publication; where only a month is known, the end of the "
    "third month after it.",
    to_people=ToPeople.NEVER,
)


def provenance(key: str, heading: str) -> Column:
    """The column that says where the grade in another comes from."""
    return Column(
        f"{key}.provenance",
        f"{heading}: where it comes from",
        meaning="Where the grade beside it comes from. Empty where there is none.",
        words=PROVENANCE,
    )


def graded(key: str, heading: str) -> tuple[Column, Column]:
    """Two columns: the grade on a judgement, and where it comes from."""
    meaning = "The grade, or in words why there is none here. Never empty."
    return Column(key, heading, meaning=meaning), provenance(key, heading)
