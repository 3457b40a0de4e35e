"""A link to an edition shows what it showed, whatever has been corrected, withdrawn, renamed or added since."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from inspections import actions
from inspections.actions import record_council
from inspections.models import AreaForImprovement, Council, Edition, Inspection, Report, ReportParagraph, StatedFigure
from inspections.record.current import CurrentRecord
from tests.builders.factories import make_inspection, make_user
from tests.builders.files import EXAMPLEHAM, SAMPLE, changed, make_files, planned
from tests.builders.pages import addresses, without_edition, words

pytestmark = pytest.mark.django_db
FIRST_DAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
ALL_ILACS = ("leaders", "help_and_protection", "children_in_care", "care_leavers", "overall_effectiveness")
PAGES = (
    "/",
    "/councils/",
    "/councils/?abolished=1&sort=-published",
    "/councils/?q=sham",
    "/councils.csv",
    "/councils.json",
    "/councils/testshire/",
    "/councils/exampleham/",
    "/councils/testshire/2012-01-25/",
    "/councils/testshire/2012-01-25.csv",
    "/councils/testshire/2012-01-25.svg",
    "/councils/testshire/2012-01-25.json",
    "/councils/exampleham/2024-01-25/",
    "/councils/exampleham/2024-01-25.json",
    "/ranking/slac/",
    "/ranking/slac/2012-06-01/?council=testshire",
    "/ranking/slac.csv",
    "/ranking/ilacs/?region=South+East&council=exampleham",
    "/ranking/ilacs/2024-01-01/?council=exampleham",
    "/ranking/ilacs.json?neighbours-of=testshire&set=2025-05",
    "/councils/testshire.csv",
    "/councils/testshire.svg",
    "/councils/exampleham.json?table=neighbours-2025-05",
    "/compare/?council=testshire&council=exampleham",
    "/compare.csv?council=testshire&council=exampleham&programme=slac",
    "/compare.svg?council=testshire&programme=slac",
    "/heatmap/slac/",
    "/heatmap/ilacs/?type=county",
    "/heatmap/ilacs.csv",
    "/papers/testshire/2012-01-25/",
    "/papers/exampleham/2024-01-25/?region=South+East",
    "/papers/exampleham/2024-01-25.json",
    "/latest.csv",
    "/waiting/ilacs/",
    "/improvements.csv",
)


class Clock:
    """A day for each edition."""

    def __init__(self) -> None:
        self.now = FIRST_DAY

    def localdate(self, value=None):
        return (value or self.now).date()


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """Time that stands still until it is moved on."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    monkeypatch.setattr(timezone, "localdate", clock.localdate)
    return clock


@pytest.fixture
def user(clock):
    return make_user()


def draft_with_report(user) -> Inspection:
    """A draft on Exampleham with everything that a report brings."""
    draft = make_inspection(
        Council.objects.get(slug="exampleham"), published=False, grades={f"whole.{code}": "good" for code in ALL_ILACS}
    )
    draft.grades.filter(judgement="leaders").update(paragraph_first=1, paragraph_last=2, note="As printed")
    AreaForImprovement.objects.create(inspection=draft, service="whole", order=1, text="The quality of plans.")
    StatedFigure.objects.create(inspection=draft, order=1, kind="looked_after_children", value=0, qualifier="over")
    report = Report.objects.create(
        inspection=draft, name="r", sha256="0" * 64, kind="text", reading={}, uploaded_by=user, read_at=timezone.now()
    )
    for number in (1, 2):
        ReportParagraph.objects.create(
            report=report, order=number, number=number, service="whole", judgement="leaders", text=f"Text {number}."
        )
    return draft


def slac() -> Inspection:
    return Inspection.objects.get(framework="slac-2010")


def correct_grade(user):
    grade = {"safeguarding.overall_effectiveness": {"grade": "adequate", "note": "Misread."}}
    actions.correct(slac(), by=user, reason="Misread", grades=grade)


def correct_day(user):
    day = slac().published_on + timedelta(days=1)
    actions.correct(slac(), by=user, reason="Another day", fields={"published_on": day})


def correct_parts(user):
    area = slac().areas_for_improvement.first()
    area.text = "Make visits sooner."
    figures = slac().figures.all()
    actions.correct(slac(), by=user, reason="Found in the report", parts=[area], removed=figures)


def publish(user):
    actions.publish(Inspection.objects.get(framework="ilacs-2023"), by=user)


def withdraw(user):
    actions.withdraw(slac(), by=user, reason="Another council's")


def rename(user):
    council = Council.objects.get(slug="exampleham")
    before = actions.described(council)
    council.short_name, council.region = "Great Exampleham", "London"
    council.save()
    council.aliases.create(name="Sham")
    record_council(council, by=user, before=before, reason="Its new name")


def abolish(user):
    testshire, exampleham = (Council.objects.get(slug=slug) for slug in ("testshire", "exampleham"))
    before = actions.described(testshire)
    testshire.valid_to, testshire.same_area_as = FIRST_DAY.date(), exampleham
    testshire.save()
    testshire.successors.add(exampleham)
    record_council(testshire, by=user, before=before, reason="Reorganised")


def load_neighbours(user):
    names = {"slug": "otherton", "official_name": "Otherton Council", "short_name": "Otherton"}
    otherton = {**EXAMPLEHAM, **names, "dfe_la_code": "903"}
    neighbours = [
        SAMPLE["statistical_neighbours"],
        changed("statistical_neighbours", rank=2, neighbour_slug="otherton", neighbour_dfe_la_code="903"),
        changed("statistical_neighbours", model="2026-05", neighbour_slug="otherton", neighbour_dfe_la_code="903"),
    ]
    files = make_files(councils=[otherton], statistical_neighbours=neighbours)
    kept = [file for file in files if file.name in ("councils.csv", "statistical_neighbours.csv")]
    actions.load_records(planned(*kept), by=user, reason="New neighbours")


ACTIONS = (correct_grade, correct_day, correct_parts, publish, rename, abolish, load_neighbours)
# What is withdrawn cannot be corrected any more, so that comes last.
ORDERS = [[*random.Random(seed).sample(ACTIONS, len(ACTIONS)), withdraw] for seed in range(4)]


def answers(client, edition: int | None = None) -> dict[str, list[str]]:
    """The lines of what every page and file answers, without the mark of its edition."""
    found = {}
    for page in PAGES:
        cited = "&as-cited=1" if edition and ".svg" in page else ""
        mark = f"{'&' if '?' in page else '?'}edition={edition}{cited}" if edition else ""
        response = client.get(page + mark)
        text = response.content.decode() if response.status_code == 200 else f"{response.status_code}"
        found[page] = [line.strip() for line in without_edition(text).splitlines() if line.strip()]
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try one order of changes, or all with `--all-orders`: each asks for nearly three hundred pages twice."""
    if "order" in metafunc.fixturenames:
        orders = ORDERS if metafunc.config.getoption("all_orders") else ORDERS[:1]
        metafunc.parametrize("order", orders, ids=lambda order: "-".join(action.__name__ for action in order))


def test_every_edition_shows_what_it_showed(client, clock, user, order):
    actions.load_records(planned(), by=user)
    draft_with_report(user)
    shown = {1: answers(client)}
    for action in order:
        clock.now += timedelta(days=1)
        action(user)
        shown[CurrentRecord().edition] = answers(client)
    clock.now += timedelta(days=400)
    assert len(shown) == len(order) + 1
    assert any(shown[number] != shown[number + 1] for number in range(1, len(shown)))
    for number, then in shown.items():
        again = answers(client, number)
        for page in PAGES:
            assert again[page] == then[page], f"{page} as of edition {number}"


@pytest.mark.postgresql
def test_a_draft_published_later_is_not_in_an_older_edition(client, user):
    actions.load_records(planned(), by=user)
    draft_with_report(user)
    publish(user)
    assert client.get("/councils/exampleham/2024-01-25/?edition=1").status_code == 404
    assert "No inspection of Exampleham" in words(client.get("/councils/exampleham/?edition=1"))
    assert client.get("/councils/exampleham/2024-01-25/?edition=2").status_code == 200


@pytest.mark.postgresql
def test_a_withdrawn_inspection_is_still_in_the_edition_before(client, user):
    actions.load_records(planned(), by=user)
    withdraw(user)
    assert client.get("/councils/testshire/2012-01-25/").status_code == 410
    assert "Good" in words(client.get("/councils/testshire/2012-01-25/?edition=1"))
    assert client.get("/councils/testshire/2012-01-25/?edition=2").status_code == 410


@pytest.mark.postgresql
def test_an_address_of_another_edition_leads_to_where_the_scorecard_then_was(client, user):
    actions.load_records(planned(), by=user)
    correct_day(user)
    then, now = "/councils/testshire/2012-01-25/", "/councils/testshire/2012-01-26/"
    assert client.get(now + "?edition=1").url == then + "?edition=1"
    assert client.get(then + "?edition=2").url == now + "?edition=2"
    assert client.get(then + "?edition=1").status_code == 200


@pytest.mark.postgresql
def test_an_edition_from_before_editions_were_kept_names_the_first_that_is(client, user):
    actions.load_records(planned(), by=user)
    Edition.objects.update(number=7)
    for version in (Council, Inspection):
        version.objects.first().versions.model.objects.update(first_edition=7)
    Edition.objects.create(number=6, kind="load", made_at=timezone.now(), made_by=user)
    response = client.get("/councils/?edition=6")
    assert response.status_code == 404
    assert "What edition 6 showed was not kept. The first edition that can be shown is edition 7." in words(response)
    assert "/councils/?edition=7" in addresses(response)
    assert client.get("/councils/?edition=7").status_code == 200
