"""A slow recount of rankings and national counts, straight from the CSV files of fixtures/.

It shares no code with the site: it reads the files and the programmes by itself and follows the rules word for word, so
that a mistake in the site's statistics shows as a difference.
"""

import calendar
import csv
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FRAMEWORKS = ROOT / "inspections" / "frameworks"
MONTHS_AFTER_A_MONTH = 3


@dataclass(frozen=True)
class Seen:
    """One inspection with its grades by "service.judgement"."""

    council: str
    framework: str
    began: date
    counts_from: date
    published: str
    grades: dict[str, str]


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "fixtures" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def day_it_counts_from(published: str, inspected: str) -> date:
    """The day of publication. Otherwise: a span's last day, the 31 March after a year, three months after a month."""
    if published:
        return date.fromisoformat(published)
    if "/" in inspected:
        year, month = inspected.partition("/")[2].split("-")
        return last_of_month(int(year), int(month))
    parts = [int(part) for part in inspected.split("-")]
    if len(parts) == 1:
        return date(parts[0] + 1, 3, 31)
    month = parts[1] + MONTHS_AFTER_A_MONTH
    return last_of_month(parts[0] + (month - 1) // 12, (month - 1) % 12 + 1)


def first_day(inspected: str) -> date:
    parts = [int(part) for part in inspected.partition("/")[0].split("-")]
    return date(parts[0], *(parts[1:] or [1])) if len(parts) == 3 else date(parts[0], (parts[1:] or [1])[0], 1)


@cache
def councils() -> dict[str, dict[str, str]]:
    return {row["slug"]: row for row in rows("councils")}


def in_being(slug: str, day: date) -> bool:
    row = councils()[slug]
    begun = not row["valid_from"] or date.fromisoformat(row["valid_from"]) <= day
    return begun and (not row["valid_to"] or day <= date.fromisoformat(row["valid_to"]))


@cache
def inspections() -> tuple[Seen, ...]:
    grades: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in rows("grades"):
        key = (row["council"], row["framework"], row["inspected_from"])
        grades.setdefault(key, {})[f"{row['service']}.{row['judgement']}"] = row["grade"]
    return tuple(
        Seen(
            row["council"],
            row["framework"],
            first_day(row["inspected_from"]),
            day_it_counts_from(row["published_on"], row["inspected_from"]),
            row["published_on"],
            grades[row["council"], row["framework"], row["inspected_from"]],
        )
        for row in rows("inspections")
    )


@cache
def programmes() -> dict[str, dict]:
    text = (FRAMEWORKS / "programmes.toml").read_text(encoding="utf-8")
    found = {programme["code"]: programme for programme in tomllib.loads(text)["programme"]}
    for path in FRAMEWORKS.glob("*-*.toml"):
        framework = tomllib.loads(path.read_text(encoding="utf-8"))
        found[framework["programme"]].setdefault("members", []).append(framework["code"])
    return found


def measure_of(programme: str, code: str) -> dict:
    return next(one for one in programmes()[programme]["measure"] if one["code"] == code)


@cache
def grades_as_at(programme: str, day: date) -> dict[str, dict[str, str]]:
    """For each council in being, what its latest inspection of each service says, by judgement."""
    members = programmes()[programme]["members"]
    found: dict[str, dict[str, str]] = {slug: {} for slug in councils() if in_being(slug, day)}
    counted = [one for one in inspections() if one.framework in members and one.counts_from <= day]
    for seen in sorted(counted, key=lambda one: (one.counts_from, one.began)):
        if seen.council not in found:
            continue
        services = {judgement.partition(".")[0] for judgement in seen.grades}
        kept = {name: value for name, value in found[seen.council].items() if name.partition(".")[0] not in services}
        found[seen.council] = kept | seen.grades
    return found


def ranking(programme: str, measure: dict, day: date, among: set[str] | None = None) -> dict[str, tuple | None]:
    """Each council's (rank, joint, count), or None if it is not ranked."""
    counts: dict[str, int | None] = {}
    for slug, grades in grades_as_at(programme, day).items():
        if among is not None and slug not in among:
            continue
        wanted = [grades.get(judgement, "") for judgement in measure["judgements"]]
        known = all(grade not in {"", "not_judged"} for grade in wanted)
        counts[slug] = sum(grade in measure["grades"] for grade in wanted) if known else None
    by_count = Counter(count for count in counts.values() if count is not None)
    return {
        slug: None
        if count is None
        else (1 + sum(n for other, n in by_count.items() if other > count), by_count[count] > 1, count)
        for slug, count in counts.items()
    }


def shares(programme: str, judgement: str, day: date, among: set[str] | None = None) -> Counter[str]:
    """How many councils have each grade on one judgement, of all or of these."""
    return Counter(
        grade
        for slug, grades in grades_as_at(programme, day).items()
        if (grade := grades.get(judgement, "")) not in {"", "not_judged"} and (among is None or slug in among)
    )


@cache
def neighbours(slug: str, model: str) -> set[str]:
    found = {
        row["neighbour_slug"] for row in rows("statistical_neighbours") if (row["slug"], row["model"]) == (slug, model)
    }
    return found | {slug}


def days(programme: str, every: int) -> list[date]:
    """Some days on which something counts, and the days before them."""
    members = programmes()[programme]["members"]
    changes = sorted({one.counts_from for one in inspections() if one.framework in members})
    chosen = changes[::every]
    return sorted({day for change in chosen for day in (change, date.fromordinal(change.toordinal() - 1))})
