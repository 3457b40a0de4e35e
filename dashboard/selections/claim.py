"""What a claim about a council says, and among which councils."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from django.core.exceptions import BadRequest
from django.http import QueryDict

from inspections.frameworks.definitions import Measure, Programme
from inspections.frameworks.loader import all_programmes
from inspections.models import Council
from inspections.statistics.claim_text import ClaimText, programme_of_day, read_claim_text
from inspections.statistics.claims import Claim, ClaimKind
from inspections.wording.words import date_words

from .base import Selection
from .group import GROUP
from .moment import AS_AT, EDITION, Moment
from .parameters import FormField, Parameter
from .programme import ProgrammeSelection

KINDS = {
    ClaimKind.COUNT: "has a number of judgements",
    ClaimKind.HIGHEST: "is highest, alone",
    ClaimKind.JOINT_HIGHEST: "is joint highest",
    ClaimKind.ONE_OF: "is one of a few councils",
    ClaimKind.RANK: "has a place, such as 3rd",
    ClaimKind.TOP: "is in the top few",
    ClaimKind.TOP_PERCENT: "is in the top per cent",
}
WITHOUT_NUMBER = {ClaimKind.COUNT, ClaimKind.HIGHEST, ClaimKind.JOINT_HIGHEST}
MEASURES = {
    f"{programme.code}.{measure.code}": (programme, measure)
    for programme in all_programmes()
    for measure in programme.measures
}
USUAL_MEASURE = f"{all_programmes()[-1].code}.{all_programmes()[-1].measures[0].code}"
# What a claim of each kind must say in a number, in the words of the message if it is missing.
NUMBER_NEEDED = {
    ClaimKind.ONE_OF: "of how many councils it is one",
    ClaimKind.RANK: "which place it is said to have",
    ClaimKind.TOP: "in the top how many it is said to be",
    ClaimKind.TOP_PERCENT: "in the top how many per cent it is said to be",
}
COUNT = Parameter("count", "How many judgements it is said to have.", "number", "Judgements", numbers=range(100))
SENTENCE = Parameter(
    "sentence", "The sentence in words, from which the rest is read.", label="Sentence", max_length=200
)
# Addresses always name the measure and the claim, because a new programme changes their defaults.
PARAMETERS = (
    Parameter("council", "The council that the claim is about.", "council", "Council"),
    Parameter(
        "measure",
        "What is counted.",
        "choice",
        "Counting",
        {
            programme.name: {f"{programme.code}.{measure.code}": measure.short_name for measure in programme.measures}
            for programme in all_programmes()
        },
        default="",
        attribute="measure_code",
    ),
    Parameter(
        "claim",
        "What is claimed.",
        "choice",
        "Claim",
        {kind.value: words for kind, words in KINDS.items()},
        default="",
        attribute="kind",
    ),
    Parameter(
        "number", "The place, or the number of councils or per cent.", "number", "Place", numbers=range(1, 1_001)
    ),
    COUNT,
    Parameter("of", "Out of how many councils.", "number", "Of how many", numbers=range(1, 1_001), attribute="base"),
    AS_AT,
    *GROUP,
    EDITION,
    SENTENCE,
)


def usual_measure(day: date) -> str:
    """The first measure of the programme that is or was the latest on a day."""
    latest = programme_of_day(day)
    return f"{latest.code}.{latest.measures[0].code}"


@dataclass(frozen=True)
class ClaimSelection(Selection):
    """A council, and what is claimed of its place in a ranking."""

    council: str = ""
    measure_code: str = ""
    kind: str = ""
    number: int | None = None
    count: int | None = None
    base: int | None = None
    sentence: str = ""

    path = "/check/"
    parameters = PARAMETERS

    def completed(self) -> Self:
        """The claim with its defaults. BadRequest says what is missing or out of range."""
        if not self.council:
            raise BadRequest("Say which council the sentence is about.")
        measure_code = self.measure_code or usual_measure(self.day)
        _refuse_later(MEASURES[measure_code][0], self.day)
        kind = ClaimKind(self.kind or ClaimKind.COUNT)
        judgements = len(MEASURES[measure_code][1].judgements)
        if self.count is not None:
            replace(COUNT, numbers=range(judgements + 1)).value_of(str(self.count), {})
        if kind is ClaimKind.COUNT and self.count is None:
            raise BadRequest(f"Say how many of the {judgements} judgements the council is said to have.")
        if kind not in WITHOUT_NUMBER and self.number is None:
            raise BadRequest(f"Say {NUMBER_NEEDED[kind]}.")
        if kind is ClaimKind.TOP_PERCENT and self.number and self.number > 100:
            raise BadRequest("A percentage is at most 100.")
        number = None if kind in WITHOUT_NUMBER else self.number
        return replace(super().completed(), measure_code=measure_code, kind=kind.value, number=number)

    @property
    def compared(self) -> ProgrammeSelection:
        """The ranking that the claim is about."""
        programme, measure = MEASURES[self.measure_code]
        return ProgrammeSelection(
            self.moment, "ranking", programme, measure.code, group=self.group, council=self.council
        )

    @property
    def understood(self) -> ClaimText | None:
        """What the sentence says by itself; None without one."""
        return sentence_read(self.sentence, self.moment) if self.sentence else None

    @property
    def claim(self) -> Claim:
        return Claim(ClaimKind(self.kind), self.number, self.count, self.base)

    def typed(self, query: QueryDict) -> dict[str, FormField]:
        """The form fields as they were filled in, right or wrong."""
        blank = replace(self, measure_code=USUAL_MEASURE, kind=ClaimKind.COUNT.value)
        return {
            name: replace(field, texts=[text for text in query.getlist(name) if text] or field.texts)
            for name, field in blank.fields.items()
        }


def _refuse_later(programme: Programme, day: date) -> None:
    """Refuse a programme that began after the day. BadRequest names the one of that day."""
    begun = programme.frameworks[0].in_force_from
    if day >= begun.earliest:
        return
    then = MEASURES[usual_measure(day)][0].short_name
    raise BadRequest(f"{programme.short_name} began in {begun.year}. On {date_words(day)}: {then}.")


def sentence_read(text: str, moment: Moment) -> ClaimText:
    """What a sentence says."""
    return read_claim_text(text, moment.record.names, moment.today, Council.Region.values)


def query_of_sentence(query: QueryDict, moment: Moment) -> QueryDict:
    """The query with the parts that its sentence says; what is in the query already stays."""
    filled = query.copy()
    for name, part in sentence_read(query.get(SENTENCE.name, ""), moment).parts.items():
        filled.setdefault(name, part.words if name == "council" else part.value)
    return filled


def read_claim(query: QueryDict, moment: Moment) -> ClaimSelection:
    """Read a claim. BadRequest for what is missing, unknown or out of range; NotOnRecordError for a wrong day."""
    return ClaimSelection(moment.on(query.get("as-at"), ())).read(query)


def check_url(ranking: ProgrammeSelection, measure: Measure) -> str:
    """The address of the form to check a claim about a ranking by a measure."""
    measure_code = f"{ranking.programme.code}.{measure.code}"
    return ClaimSelection(ranking.moment, ranking.council, measure_code, group=ranking.group).url()
