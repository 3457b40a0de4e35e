"""What a page of one programme is asked for: path and query in, one frozen dataclass out, and back to an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.urls import reverse

from dashboard.errors import NotOnRecordError
from dashboard.selections.moment import Moment, read_day
from inspections.frameworks.definitions import Framework, Judgement, Measure, Programme
from inspections.frameworks.loader import all_programmes, programme
from inspections.models import Council
from inspections.record.current import Record
from inspections.statistics.comparable import things_judged
from inspections.wording.councils import no_council_meant

RANKING_ORDERS = ("rank", "council", "region", "published")
HEATMAP_ORDERS = {"rank": "Rank", "name": "Name", "region": "Region", "similarity": "Similarity"}


@dataclass(frozen=True)
class Selection:
    """One programme as at a day, for all councils or some, with one marked.

    `day` is the day asked for, `today` where none was. Empty text stands for "not asked for". `sort` is a
    column of the ranking's table, with a minus to turn it round; `order` is the order of the heatmap's rows.
    `edition` is the edition asked for, None for what is on record now. `judgement` is the one that a map shows, as
    `judgements_of` names it, empty for the first.
    """

    programme: Programme
    measure: Measure
    today: date
    day_asked: date | None = None
    region: str = ""
    type: str = ""
    neighbours_of: str = ""
    neighbour_set: str = ""
    neighbour_set_name: str = ""
    council: str = ""
    sort: str = "rank"
    order: str = "rank"
    framework: Framework | None = field(default=None)
    edition: int | None = None
    judgement: str = ""

    @property
    def day(self) -> date:
        """The day as at which the page speaks."""
        return self.day_asked or self.today

    @property
    def is_group(self) -> bool:
        """Whether the page shows some councils only."""
        return bool(self.region or self.type or self.neighbours_of)

    def of_programme(self, programme: Programme) -> Selection:
        """The same councils under another programme, by its first measure, as at today: other days may be empty."""
        return replace(
            self,
            programme=programme,
            measure=programme.measures[0],
            day_asked=None,
            framework=None,
            sort="rank",
            judgement="",
        )

    def cleared(self) -> Selection:
        """The programme's page with nothing chosen: where the form leads."""
        return Selection(self.programme, self.programme.measures[0], self.today, edition=self.edition)

    def slugs(self, record: Record) -> frozenset[str] | None:
        """The councils asked for, whether or not they were in being on the day; None for all."""
        if not self.is_group:
            return None
        among = None
        if self.neighbours_of:
            among = {self.neighbours_of, *record.neighbour_slugs(self.neighbours_of, self.neighbour_set)}
        if not (self.region or self.type):
            return frozenset(among or ())
        return frozenset(
            council.slug
            for council in record.councils()
            if self.region in ("", council.region)
            and self.type in ("", council.type)
            and (among is None or council.slug in among)
        )

    def query(self) -> dict[str, str]:
        """The query string's parameters, without those that change nothing."""
        given = {
            "measure": self.measure.code if self.measure != self.programme.measures[0] else "",
            "judgement": self.judgement,
            "region": self.region,
            "type": self.type,
            "neighbours-of": self.neighbours_of,
            "set": self.neighbour_set if self.neighbours_of else "",
            "council": self.council,
            "framework": self.framework.code if self.framework else "",
            "sort": self.sort if self.sort != "rank" else "",
            "order": self.order if self.order != "rank" else "",
            "edition": str(self.edition) if self.edition is not None else "",
        }
        return {name: value for name, value in given.items() if value}

    def is_read_from(self, parameters: Mapping[str, str], day: str | None) -> bool:
        """Whether a request's address is already the one for this selection, so that it need not be redirected."""
        return dict(parameters.items()) == self.query() and day == (str(self.day_asked) if self.day_asked else None)

    def url(self, page: str, **changes: object) -> str:
        """The address of a page (`ranking`, `heatmap`) for this selection with some changes."""
        wanted = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        arguments = {"programme": wanted.programme.code}
        if wanted.day_asked:
            arguments["day"] = wanted.day_asked.isoformat()
        query = wanted.query()
        return reverse(page, kwargs=arguments) + (f"?{urlencode(query)}" if query else "")


def read_selection(
    page: str,
    *,
    parameters: Mapping[str, str],
    programme_code: str,
    day: str | None,
    moment: Moment,
    neighbour_sets: Mapping[str, str],
) -> Selection:
    """Read the path and query of a page (`ranking`, `heatmap`, `map`).

    NotOnRecordError for an unknown programme, and for a day that is none or has not come; BadRequest for an
    unknown filter. The form gives the day as `as-at`; it takes the place of the path's. `neighbour_sets` are
    the names of the sets by code, the latest first.
    """
    found = _programme(programme_code, page)
    day_asked = _day(parameters.get("as-at") or day, moment, found, page)
    choices = {
        "region": [region.value for region in Council.Region],
        "type": [kind.value for kind in Council.Type],
        "set": list(neighbour_sets),
        "measure": [measure.code for measure in found.measures],
        "judgement": list(judgements_of(found)),
        "framework": [framework.code for framework in found.frameworks],
        "order": list(HEATMAP_ORDERS),
        "sort": [sign + column for column in RANKING_ORDERS for sign in ("", "-")],
    }
    chosen = {name: choice_of(name, parameters.get(name, ""), known) for name, known in choices.items()}
    of_day = day_asked or moment.today
    neighbours_of = council_slug(parameters.get("neighbours-of", ""), moment.record, of_day)
    neighbour_set = (chosen["set"] or next(iter(neighbour_sets), "")) if neighbours_of else ""
    return Selection(
        programme=found,
        measure=found.measure(chosen["measure"]) if chosen["measure"] else found.measures[0],
        today=moment.today,
        day_asked=day_asked,
        region=chosen["region"],
        type=chosen["type"],
        neighbours_of=neighbours_of,
        neighbour_set=neighbour_set,
        neighbour_set_name=neighbour_sets.get(neighbour_set, ""),
        council=council_slug(parameters.get("council", ""), moment.record, of_day),
        sort=chosen["sort"] or "rank",
        order=chosen["order"] or "rank",
        framework=next((member for member in found.frameworks if member.code == chosen["framework"]), None),
        edition=moment.edition,
        judgement="" if chosen["judgement"] == next(iter(judgements_of(found))) else chosen["judgement"],
    )


@cache
def judgements_of(programme: Programme) -> Mapping[str, tuple[Framework, Judgement]]:
    """Each thing that a programme judged, by its name in addresses, with its framework; the newest first.

    The name is the judgement's id; an older judgement that only has the same id has its framework's code before it.
    """
    found: dict[str, tuple[Framework, Judgement]] = {}
    for of, judgement in things_judged(programme):
        name = f"{of.code}.{judgement.id}" if judgement.id in found else judgement.id
        found[name] = (of, judgement)
    return found


def _programme(code: str, page: str) -> Programme:
    try:
        return programme(code)
    except KeyError:
        instead = [(reverse(page, args=[known.code]), known.name) for known in all_programmes()]
        raise NotOnRecordError(f"There is no programme “{code}”.", instead) from None


def _day(text: str | None, moment: Moment, asked_of: Programme, page: str) -> date | None:
    """The day asked for, None for today's page."""
    return read_day(text, moment.today, [(reverse(page, args=[asked_of.code]), f"{asked_of.name}, as at today")])


def choice_of(name: str, value: str, known: list[str]) -> str:
    """The known value that is meant, capitals apart; BadRequest where there is none."""
    found = next((one for one in known if one.casefold() == value.casefold()), None)
    if value and found is None:
        raise BadRequest(f"There is no {name} “{value}”. Known here: {', '.join(known)}.")
    return found or ""


def council_slug(text: str, record: Record, day: date) -> str:
    """The slug of the council that is meant by a slug or by any of its names on the day."""
    text = text.strip()
    if not text:
        return ""
    found = record.names.resolve(text, day)
    if found is None:
        raise BadRequest(no_council_meant(text, record.names, day))
    return found.slug
