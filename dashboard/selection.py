"""What a page of one programme is asked for: path and query in, one frozen dataclass out, and back to an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from dashboard.views.errors import NotOnRecordError
from inspections.dates import PartialDate
from inspections.frameworks import Framework, Measure, Programme, all_programmes, programme
from inspections.models import Council, StatisticalNeighbour
from inspections.wording import date_words, listed

RANKING_ORDERS = ("rank", "council", "region", "published")
NEAREST, LONGEST_NAME = 5, 100
HEATMAP_ORDERS = {"rank": "Rank", "name": "Name", "region": "Region"}


@dataclass(frozen=True)
class Selection:
    """One programme as at a day, for all councils or some, with one marked.

    `day` is the day asked for, `today` where none was. Empty text stands for "not asked for". `sort` is a
    column of the ranking's table, with a minus to turn it round; `order` is the order of the heatmap's rows.
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
            self, programme=programme, measure=programme.measures[0], day_asked=None, framework=None, sort="rank"
        )

    def cleared(self) -> Selection:
        """The programme's page with nothing chosen: where the form leads."""
        return Selection(self.programme, self.programme.measures[0], self.today)

    def councils(self) -> QuerySet[Council]:
        """The councils asked for, whether or not they were in being on the day."""
        councils = Council.objects.all()
        if self.region:
            councils = councils.filter(region=self.region)
        if self.type:
            councils = councils.filter(type=self.type)
        if self.neighbours_of:
            neighbours = StatisticalNeighbour.objects.filter(
                neighbour_set__code=self.neighbour_set, council__slug=self.neighbours_of
            )
            councils = councils.filter(Q(slug=self.neighbours_of) | Q(pk__in=neighbours.values("neighbour")))
        return councils

    def query(self) -> dict[str, str]:
        """The query string's parameters, without those that change nothing."""
        given = {
            "measure": self.measure.code if self.measure != self.programme.measures[0] else "",
            "region": self.region,
            "type": self.type,
            "neighbours-of": self.neighbours_of,
            "set": self.neighbour_set if self.neighbours_of else "",
            "council": self.council,
            "framework": self.framework.code if self.framework else "",
            "sort": self.sort if self.sort != "rank" else "",
            "order": self.order if self.order != "rank" else "",
        }
        return {name: value for name, value in given.items() if value}

    def is_read_from(self, parameters: Mapping[str, str], day: str | None) -> bool:
        """Whether a request's address is already the one for this selection, so that it need not be redirected."""
        return dict(parameters.items()) == self.query() and day == (str(self.day_asked) if self.day_asked else None)

    def url(self, page: str, ending: str = "", **changes: object) -> str:
        """The address of a page (`ranking`, `heatmap`), or of its file, for this selection with some changes."""
        wanted = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        arguments = {"programme": wanted.programme.code}
        if wanted.day_asked:
            arguments["day"] = wanted.day_asked.isoformat()
        if ending:
            arguments["ending"] = ending
        query = wanted.query()
        return reverse(page, kwargs=arguments) + (f"?{urlencode(query)}" if query else "")


def read_selection(
    page: str,
    *,
    parameters: Mapping[str, str],
    programme_code: str,
    day: str | None,
    today: date,
    neighbour_sets: Mapping[str, str],
) -> Selection:
    """Read the path and query of a page (`ranking`, `heatmap`).

    NotOnRecordError for an unknown programme, and for a day that is none or has not come; BadRequest for an
    unknown filter. The form gives the day as `as-at`; it takes the place of the path's. `neighbour_sets` are
    the names of the sets by code, the latest first.
    """
    found = _programme(programme_code, page)
    day_asked = _day(parameters.get("as-at") or day, today, found, page)
    choices = {
        "region": [region.value for region in Council.Region],
        "type": [kind.value for kind in Council.Type],
        "set": list(neighbour_sets),
        "measure": [measure.code for measure in found.measures],
        "framework": [framework.code for framework in found.frameworks],
        "order": list(HEATMAP_ORDERS),
        "sort": [sign + column for column in RANKING_ORDERS for sign in ("", "-")],
    }
    chosen = {name: _choice(name, parameters.get(name, ""), known) for name, known in choices.items()}
    neighbours_of = _council(parameters.get("neighbours-of", ""))
    neighbour_set = (chosen["set"] or next(iter(neighbour_sets), "")) if neighbours_of else ""
    return Selection(
        programme=found,
        measure=found.measure(chosen["measure"]) if chosen["measure"] else found.measures[0],
        today=today,
        day_asked=day_asked,
        region=chosen["region"],
        type=chosen["type"],
        neighbours_of=neighbours_of,
        neighbour_set=neighbour_set,
        neighbour_set_name=neighbour_sets.get(neighbour_set, ""),
        council=_council(parameters.get("council", "")),
        sort=chosen["sort"] or "rank",
        order=chosen["order"] or "rank",
        framework=next((member for member in found.frameworks if member.code == chosen["framework"]), None),
    )


def _programme(code: str, page: str) -> Programme:
    try:
        return programme(code)
    except KeyError:
        instead = [(reverse(page, args=[known.code]), known.name) for known in all_programmes()]
        raise NotOnRecordError(f"There is no programme “{code}”.", instead) from None


def _day(text: str | None, today: date, asked_of: Programme, page: str) -> date | None:
    """The day asked for, None for today's page. A future day is refused: what will be published is not known."""
    if not text:
        return None
    instead = [(reverse(page, args=[asked_of.code]), f"{asked_of.name}, as at today")]
    try:
        written = PartialDate.parse(text)
    except ValueError as error:
        raise NotOnRecordError(f"{error}.", instead) from None
    if not written.is_exact:
        raise NotOnRecordError(f"“{text}” is not a day. Write it as year, month and day: 2012-01-05.", instead)
    if written.earliest > today:
        raise NotOnRecordError(
            f"{date_words(written)} has not come yet, so nobody knows what will have been published by then.", instead
        )
    return written.earliest


def _choice(name: str, value: str, known: list[str]) -> str:
    """The known value that is meant, capitals apart; BadRequest where there is none."""
    found = next((one for one in known if one.casefold() == value.casefold()), None)
    if value and found is None:
        raise BadRequest(f"There is no {name} “{value}”. Known here: {', '.join(known)}.")
    return found or ""


def _near(text: str) -> str:
    names = {name.casefold(): name for name in Council.objects.values_list("short_name", flat=True)}
    wanted = text[:LONGEST_NAME].casefold()
    alike = get_close_matches(wanted, names, n=NEAREST, cutoff=0.75)
    near = list(dict.fromkeys([*alike, *(name for name in names if wanted in name)]))[:NEAREST]
    return f" Names near to it: {listed([names[name] for name in near])}." if near and wanted else ""


def _council(text: str) -> str:
    """A council's slug, from its slug or from any of its names as somebody would type it."""
    text = text.strip()
    if not text:
        return ""
    named = Q(slug=text) | Q(short_name__iexact=text) | Q(official_name__iexact=text) | Q(aliases__name__iexact=text)
    # Of an abolished council and one in being that share a name, the one in being is meant.
    latest_first = F("valid_to").desc(nulls_first=True)
    found = None if "\0" in text else Council.objects.filter(named).order_by(latest_first, "pk").first()
    if found is None:
        raise BadRequest(f"No council is called “{text}”.{_near(text)} The list of councils has all their names.")
    return found.slug
