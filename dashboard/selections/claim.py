"""What a claim says: about a council's place, about its own grades, or about how many councils have something."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Self

from django.core.exceptions import BadRequest
from django.http import QueryDict

from inspections.dates import PartialDate
from inspections.frameworks.definitions import Framework, Measure, Programme
from inspections.frameworks.loader import all_programmes
from inspections.models import Council
from inspections.statistics.claim_days import SINCE_LAST
from inspections.statistics.claim_history import HistoryClaim
from inspections.statistics.claim_kinds import OF_ITS_HISTORY, Claim, ClaimKind
from inspections.statistics.claim_measures import (
    GRADES,
    canonical,
    codes_of_all,
    countables,
    has_grade,
    measure_for,
    split,
)
from inspections.statistics.claim_shares import ShareClaim, Than
from inspections.statistics.claim_text import ClaimText, Register, programme_of_day, read_claim_text
from inspections.statistics.claim_who import OWN_REGION
from inspections.wording.words import capital, date_words

from .base import Selection
from .group import GROUP
from .moment import AS_AT, EDITION, Moment
from .parameters import Choices, FormField, Parameter
from .programme import ProgrammeSelection

# Boxes for a sentence take one character more, so that a browser that cuts what is pasted leaves one too long.
LONGEST_SENTENCE = 500
KINDS = {
    ClaimKind.COUNT: "has a grade, or a number of judgements",
    ClaimKind.HIGHEST: "is highest, alone",
    ClaimKind.JOINT_HIGHEST: "is joint highest",
    ClaimKind.ONE_OF: "is one of a few councils",
    ClaimKind.RANK: "has a place, such as 3rd",
    ClaimKind.JOINT_RANK: "has a joint place, such as joint 3rd",
    ClaimKind.TOP: "is in the top few",
    ClaimKind.TOP_PERCENT: "is in the top per cent",
    ClaimKind.LOWEST: "is lowest or worst, alone",
    ClaimKind.JOINT_LOWEST: "is joint lowest or worst",
    ClaimKind.BETTER: "is better than the others",
    ClaimKind.BETTER_THAN_MOST: "is better than most",
    ClaimKind.IMPROVED: "has improved since",
    ClaimKind.FELL: "has fallen since",
    ClaimKind.HELD: "has had a grade since",
    ClaimKind.FIRST_TIME: "has a grade for the first time",
    ClaimKind.SHARE: "so many councils have it",
}
# What a claim of each kind must say in a number, in the words of the message if it is missing.
NUMBER_NEEDED = {
    ClaimKind.ONE_OF: "of how many councils it is one",
    ClaimKind.RANK: "which place it is said to have",
    ClaimKind.JOINT_RANK: "which place it is said to have",
    ClaimKind.TOP: "in the top how many it is said to be",
    ClaimKind.TOP_PERCENT: "in the top how many per cent it is said to be",
}
USUAL_MEASURE = f"{all_programmes()[-1].code}.{all_programmes()[-1].measures[0].code}"
COUNT = Parameter("count", "How many judgements have the grade.", "number", "Judgements", numbers=range(100))
SENTENCE = Parameter(
    "sentence",
    "The sentence in words, from which the rest is read.",
    label="Sentence",
    max_length=LONGEST_SENTENCE + 1,
)
_GRADE_LABELS = {name: capital(" or ".join(reversed(codes)).replace("_", " ")) for name, codes in GRADES.items()}
_THAN_LABELS = {
    Than.EXACTLY: "exactly",
    Than.ABOUT: "about",
    Than.NEARLY: "nearly",
    Than.MORE: "more than",
    Than.AT_LEAST: "at least",
    Than.FEWER: "fewer than",
    Than.AT_MOST: "at most",
}
SPANS = {"month": "or another day of its month", "year": "or another day of its year"}


def _measures(programme: Programme, *, is_whole: bool) -> dict[str, str]:
    """What may be counted under a programme, by its code in addresses: measures alone, or judgements too."""
    listed = {measure.code: measure.short_name for measure in programme.measures}
    if is_whole:
        listed |= {code: f"{of.label}, by grade" for code, of in countables(programme).items()}
    return {f"{programme.code}.{code}": words for code, words in listed.items()}


# Addresses always name the measure and the claim, because a new programme changes their defaults.
PARAMETERS = (
    Parameter("council", "The council that the claim is about; none if it is about how many.", "council", "Council"),
    Parameter(
        "measure",
        "What is counted.",
        "choice",
        "Counting",
        {programme.name: _measures(programme, is_whole=True) for programme in all_programmes()},
        default="",
        attribute="measure_code",
    ),
    Parameter("grade", "With which grade, if what is counted does not say it.", "filter", "Grade", _GRADE_LABELS),
    Parameter(
        "claim",
        "What is claimed.",
        "choice",
        "Claim",
        {kind.value: words for kind, words in KINDS.items()},
        default="",
        attribute="kind",
    ),
    Parameter("number", "The place, or the number of councils or per cent.", "number", "Number", numbers=range(1_001)),
    COUNT,
    Parameter("of", "Out of how many councils.", "number", "Of how many", numbers=range(1, 1_001), attribute="base"),
    Parameter("share", "The share of councils: 33 for per cent, or 1/3.", label="Per cent of councils", max_length=7),
    Parameter(
        "than",
        "How the number or share of councils is meant.",
        "choice",
        "Meaning",
        {than.value: words for than, words in _THAN_LABELS.items()},
        default=Than.EXACTLY.value,
    ),
    Parameter(
        "since",
        "Since when it has changed or been so: a day, a month, a year or “last”, the inspection before.",
        label="Since",
        example="2019",
        max_length=10,
    ),
    Parameter("was", "The grade before.", "filter", "From grade", _GRADE_LABELS),
    AS_AT,
    Parameter("span", "Whether other days of the month or year may be meant.", "filter", "Day meant", SPANS),
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
    """A claim: what is counted, of whom, and what is said of it."""

    council: str = ""
    measure_code: str = ""
    kind: str = ""
    number: int | None = None
    count: int | None = None
    base: int | None = None
    grade: str = ""
    share: str = ""
    than: str = Than.EXACTLY.value
    since: str = ""
    was: str = ""
    span: str = ""
    sentence: str = ""

    path = "/check/"
    parameters = PARAMETERS

    def completed(self) -> Self:
        """The claim with its defaults. BadRequest says what is missing or out of range."""
        kind = ClaimKind(self.kind or ClaimKind.COUNT)
        if not self.council and kind is not ClaimKind.SHARE:
            raise BadRequest("Say which council the sentence is about.")
        programme, code = codes_of_all()[self.measure_code or usual_measure(self.day)]
        _refuse_later(programme, self.day)
        code, grade = canonical(programme, code, self.grade)
        if kind in OF_ITS_HISTORY:
            # A change is one of a single judgement, and may leave the grade unsaid.
            code, grade = split(programme, code)[0], grade or split(programme, code)[1]
        elif not grade:
            code, grade = canonical(programme, *split(programme, code)) if code in countables(programme) else (code, "")
            code, grade = canonical(programme, code, "" if split(programme, code)[1] else "outstanding")
        wanted = replace(
            super().completed(),
            measure_code=f"{programme.code}.{code}",
            grade=grade,
            kind=kind.value,
            **self._of_kind(kind),
        )
        return wanted.refused_if_impossible(kind)

    def _of_kind(self, kind: ClaimKind) -> dict[str, Any]:
        """The fields that claims of a kind have; the others are emptied."""
        is_share, is_history = kind is ClaimKind.SHARE, kind in OF_ITS_HISTORY
        may_have = {*NUMBER_NEEDED, ClaimKind.JOINT_HIGHEST, ClaimKind.JOINT_LOWEST}
        has_number = kind in may_have or is_share
        return {
            "council": "" if is_share else self.council,
            "number": self.number if has_number else None,
            "count": None if is_history else self.count,
            "base": None if is_history or kind is ClaimKind.COUNT else self.base,
            "share": self.share if is_share else "",
            "than": self.than if is_share else Than.EXACTLY.value,
            "since": self.since if is_history else "",
            "was": self.was if kind in {ClaimKind.IMPROVED, ClaimKind.FELL} else "",
        }

    def refused_if_impossible(self, kind: ClaimKind) -> Self:
        """The claim itself. BadRequest for what is missing, and for what no judgement can have."""
        judgements = len(self.measure.judgements)
        for grade in filter(None, (self.grade, self.was)):
            if not has_grade(self.programme, grade):
                raise BadRequest(f"{self.programme.short_name} has no grade “{_GRADE_LABELS[grade].lower()}”.")
        if self.count is not None:
            replace(COUNT, numbers=range(judgements + 1)).value_of(str(self.count), {})
        if kind is ClaimKind.COUNT and self.count is None:
            raise BadRequest(f"Say how many of the {judgements} judgements the council is said to have.")
        if kind in NUMBER_NEEDED and not self.number:
            raise BadRequest(f"Say {NUMBER_NEEDED[kind]}.")
        if kind is ClaimKind.SHARE and not self.share and self.number is None:
            raise BadRequest("Say how many councils, or how many per cent of them.")
        per_cent = self.number if kind is ClaimKind.TOP_PERCENT else 0
        if (per_cent or 0) > 100 or (self.share and self.share_of_councils > 1):
            raise BadRequest("A percentage is at most 100.")
        if kind in OF_ITS_HISTORY:
            self._refuse_history(kind)
        return self

    def _refuse_history(self, kind: ClaimKind) -> None:
        if len(self.measure.judgements) > 1:
            raise BadRequest("Say which one judgement has changed: choose one under “Counting”.")
        if kind is ClaimKind.HELD and not (self.since_when and self.grade):
            raise BadRequest("Say which grade it is said to have had, and since when.")
        if kind is ClaimKind.FIRST_TIME and not self.grade:
            raise BadRequest("Say which grade it is said to have for the first time.")
        if (since := self.since_when) and since.earliest > self.day:
            raise BadRequest(f"{date_words(since)} is later than {date_words(self.day)}.")

    @property
    def programme(self) -> Programme:
        return codes_of_all()[self.measure_code][0]

    @property
    def measure(self) -> Measure:
        """What is counted, with its grade."""
        programme, code = codes_of_all()[self.measure_code]
        return measure_for(programme, code, self.grade)

    @property
    def compared(self) -> ProgrammeSelection:
        """The ranking that the claim is about, by the programme's own measure if it is one."""
        code = self.measure.code if self.measure in self.programme.measures else ""
        return ProgrammeSelection(self.moment, "ranking", self.programme, code, group=self.group, council=self.council)

    @property
    def share_of_councils(self) -> Fraction:
        """The share as a part of 1. BadRequest if it is neither per cent nor a fraction."""
        if not re.fullmatch(r"\d{1,3}|[1-9]/[1-9]\d?", self.share):
            raise BadRequest("Write the share in whole per cent, such as 33, or as a fraction, such as 1/3.")
        return Fraction(self.share) if "/" in self.share else Fraction(int(self.share), 100)

    @property
    def since_when(self) -> PartialDate | None:
        """The day, month or year since when; None for the inspection before. BadRequest if it is none."""
        if self.since in ("", SINCE_LAST):
            return None
        try:
            return PartialDate.parse(self.since)
        except ValueError as error:
            raise BadRequest(f"{error}.") from None

    @property
    def is_of_history(self) -> bool:
        return ClaimKind(self.kind) in OF_ITS_HISTORY

    @property
    def is_of_share(self) -> bool:
        return ClaimKind(self.kind) is ClaimKind.SHARE

    @property
    def claim(self) -> Claim:
        return Claim(ClaimKind(self.kind), self.number, self.count, self.base)

    @property
    def share_claim(self) -> ShareClaim:
        share = self.share_of_councils if self.share else None
        return ShareClaim(self.number, share, Than(self.than), self.count, self.base)

    def history_claim(self, *, under_programme: bool) -> HistoryClaim:
        """The claim about the council's own grades; `under_programme`: only those of the programme are meant."""
        of = countables(self.programme)[split(self.programme, codes_of_all()[self.measure_code][1])[0]]
        return HistoryClaim(
            ClaimKind(self.kind),
            self.programme,
            of.judgements[0],
            self.grade,
            self.was,
            self.since_when,
            since_last=self.since == SINCE_LAST,
            under_programme=under_programme,
        )

    def readings(self, understood: ClaimText | None) -> list[Self]:
        """The claims that the sentence may mean: this one, and those of its other readings.

        Whoever has changed what is counted has chosen a reading.
        """
        if understood is None or len(understood.readings) < 2:
            return [self]
        possible = []
        for reading in understood.readings:
            # Of fewer judgements than the claim has been corrected to, there is no such reading.
            with suppress(BadRequest):
                possible.append(self._with(_attributes(reading)).completed())
        return possible if possible[:1] == [self] else [self]

    def choices(self, parameter: Parameter) -> Choices:
        """What may be counted: the measures of every programme, and the judgements of the claim's own."""
        if parameter.name != "measure":
            return super().choices(parameter)
        own = codes_of_all()[self.measure_code][0] if self.measure_code in codes_of_all() else None
        return {programme.name: _measures(programme, is_whole=programme == own) for programme in all_programmes()}

    def value_of(self, parameter: Parameter, text: str) -> object:
        """Convert a text of the query. Every measure is known here, though the form lists fewer."""
        if parameter.name == "measure":
            return parameter.value_of(text, parameter.choices)
        return super().value_of(parameter, text)

    def typed(self, query: QueryDict) -> dict[str, FormField]:
        """The form fields as they were filled in, right or wrong."""
        blank = replace(self, measure_code=query.get("measure") or USUAL_MEASURE, kind=ClaimKind.COUNT.value)
        return {
            name: replace(field, texts=[text for text in query.getlist(name) if text] or field.texts)
            for name, field in blank.fields.items()
        }


def _attributes(reading: Mapping[str, str]) -> dict[str, str | int | None]:
    """The attributes of a selection that a reading of a sentence gives."""
    count = reading.get("count")
    return {
        "measure_code": reading["measure"],
        "grade": reading.get("grade", ""),
        **({"count": int(count)} if count else {}),
    }


def _refuse_later(programme: Programme, day: date) -> None:
    """Refuse a programme that began after the day. BadRequest names the one of that day."""
    begun = programme.frameworks[0].in_force_from
    if day >= begun.earliest:
        return
    then = codes_of_all()[usual_measure(day)][0].short_name
    raise BadRequest(f"{programme.short_name} began in {begun.year}. On {date_words(day)}: {then}.")


def sentence_read(text: str, moment: Moment) -> ClaimText:
    """What a sentence says. BadRequest if it is too long."""
    if len(text) > LONGEST_SENTENCE:
        raise BadRequest(
            f"That is longer than {LONGEST_SENTENCE} characters. Check one sentence at a time, with one claim in it."
        )
    records = moment.record

    def framework_of(slug: str, day: date) -> Framework | None:
        latest = next(iter(records.history_of(slug).as_at(day).records.values()), None)
        return latest.framework if latest else None

    return read_claim_text(text, Register(records.names, Council.Region.values, moment.today, framework_of))


def query_of_sentence(query: QueryDict, moment: Moment, understood: ClaimText) -> QueryDict:
    """The query with the parts that its sentence says or means. A query with a claim has been filled, or corrected."""
    filled = query.copy()
    if "claim" in query:
        return filled
    for name, part in understood.parts.items():
        if name == "region" and part.value == OWN_REGION:
            council = moment.record.council(understood.parts["council"].value)
            filled.setdefault(name, council.region if council else "")
        elif name != "grade":
            filled.setdefault(name, part.words if name == "council" else part.value)
    if understood.readings and "measure" not in query:
        for name, value in understood.readings[0].items():
            filled[name] = value
    return filled


def read_claim(query: QueryDict, moment: Moment) -> ClaimSelection:
    """Read a claim. BadRequest for what is missing, unknown or out of range; NotOnRecordError for a wrong day."""
    return ClaimSelection(moment.on(query.get("as-at"), ())).read(query)


def check_url(ranking: ProgrammeSelection, measure: Measure) -> str:
    """The address of the form to check a claim about a ranking by a measure."""
    measure_code = f"{ranking.programme.code}.{measure.code}"
    return ClaimSelection(ranking.moment, ranking.council, measure_code, group=ranking.group).url()
