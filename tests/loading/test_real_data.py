"""The real fixtures, loaded: what is on record, and the way back to the same files."""

from datetime import date

import pytest
from django.conf import settings

from inspections.loading.exporting import export_files
from inspections.loading.summary import summary
from inspections.models import AreaForImprovement, Council, Edition, Grade, Inspection, StatedFigure
from inspections.record.completeness import completeness
from inspections.record.control_totals import CONTROL_TOTALS, control_totals
from inspections.record.current import CurrentRecord
from inspections.record.files.layouts import LAYOUTS

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.usefixtures("real_data")]
TODAY = date(2026, 8, 20)


@pytest.fixture
def found():
    return completeness(CurrentRecord().councils(), CurrentRecord().records(), TODAY)


def programme(found, code):
    return next(one for one in found.programmes if one.programme.code == code)


def test_everything_is_on_record(found):
    assert (found.councils, found.councils_in_2012, found.councils_today) == (163, 152, 153)
    assert (found.inspections, found.grades) == (709, 3112)


@pytest.mark.parametrize("name", LAYOUTS)
def test_export_is_the_fixture_byte_for_byte(name):
    fixture = settings.BASE_DIR / "fixtures" / f"{name}.csv"
    assert export_files([name]) == {f"{name}.csv": fixture.read_bytes()}


def test_every_inspection_says_who_published_it_and_when():
    assert not Inspection.objects.exclude(status="published", published_by__username="real-data-loader").exists()
    assert not Inspection.objects.filter(published_at=None).exists()


def test_the_load_is_one_edition_with_every_inspection():
    edition = Edition.objects.get()
    assert (edition.number, edition.kind, edition.made_by.username) == (1, "load", "real-data-loader")
    assert edition.changes.filter(field="inspection").count() == 709


def test_history_begins_with_the_load():
    council = Council.objects.get(slug="somerset-county-council")
    assert [entry.history_type for entry in council.history.all()] == ["+"]
    assert council.history.get().same_area_as.slug == "somerset"
    assert Grade.history.count() == 3112


def test_an_abolished_council_leads_to_its_successors():
    dorset = Council.objects.get(slug="dorset-county-council")
    assert {council.slug for council in dorset.successors.all()} == {"dorset", "bournemouth-christchurch-and-poole"}
    assert dorset.same_area_as is None


def test_three_of_durhams_five_safeguarding_areas_are_for_the_trust():
    areas = AreaForImprovement.objects.filter(inspection__council__slug="county-durham", service="safeguarding")
    assert [bool(area.addressee) for area in areas.order_by("order")] == [False, False, True, True, True]
    assert areas.last().addressee == "County Durham and Darlington NHS Foundation Trust"


def test_figures_are_as_the_reports_state_them():
    stated = StatedFigure.objects.filter(kind="looked_after_children", age_band="")
    assert dict(stated.values_list("inspection__council__slug", "value")) == {
        "county-durham": 597,
        "derby": 469,
        "stockton-on-tees": 292,
        "lancashire": 1356,
    }


def test_a_grade_has_the_paragraphs_on_which_it_rests():
    grade = Grade.objects.get(
        inspection__council__slug="stockton-on-tees", judgement="evaluation", service="safeguarding"
    )
    assert (grade.paragraph_first, grade.paragraph_last, grade.paragraphs_derived) == (36, 37, True)


def test_every_council_has_an_inspection_under_slac_and_few_a_whole_record(found):
    slac = programme(found, "slac")
    assert (slac.councils, slac.councils_expected) == (152, 152)
    assert (slac.inspections, slac.whole_record, slac.all_key) == (159, 4, 6)
    assert (slac.month_only, slac.year_only, slac.span_only) == (138, 3, 8)
    assert slac.grades_by_provenance == {"report": 95, "later_report": 250, "research": 55, "derived": 2}


def test_every_council_of_2012_has_both_overall_judgements_under_slac():
    for service in ("safeguarding", "looked_after"):
        graded = Grade.objects.filter(inspection__framework__startswith="slac", judgement="overall_effectiveness")
        assert graded.filter(service=service).values("inspection__council").distinct().count() == 152


def test_every_council_has_an_inspection_under_sif_and_most_the_boards_grade(found):
    sif = programme(found, "sif")
    assert (sif.councils, sif.councils_expected, sif.without_inspection) == (152, 152, ())
    assert sif.grades_by_provenance == {"report": 1169, "research": 30}
    board = Grade.objects.filter(judgement="lscb_effectiveness")
    assert (board.exclude(grade="not_judged").count(), board.filter(grade="not_judged").count()) == (147, 20)


def test_the_lead_inspectors_of_all_but_two_sif_reports_are_on_record():
    own = Inspection.objects.filter(framework="sif-2013", source="report")
    assert (own.count(), own.exclude(lead_inspector="").count()) == (167, 165)


def test_fifty_child_protection_inspections_are_on_record(found):
    child_protection = programme(found, "cp-2012")
    assert (child_protection.inspections, child_protection.grades) == (50, 50)
    assert child_protection.grades_by_provenance == {"research": 50}


def test_three_abolished_councils_have_their_ilacs_from_official_statistics():
    found = Inspection.objects.filter(source="official_statistics").order_by("published_on")
    assert [(one.council.slug, str(one.published_on)) for one in found] == [
        ("bournemouth", "2018-08-24"),
        ("northamptonshire-county-council", "2019-07-29"),
        ("cumbria-county-council", "2022-11-15"),
    ]


def test_the_evidence_class_of_every_research_grade_of_slac_and_sif_is_on_record():
    research = Grade.objects.filter(provenance="research").exclude(inspection__framework="cp-2012")
    assert not research.filter(evidence="").exists()
    assert research.filter(evidence="order").count() == 14


def test_a_programme_of_a_few_inspections_expects_no_council(found):
    assert programme(found, "lac-2013").councils_expected is None


def test_the_summary_of_a_load_takes_four_queries(django_assert_num_queries):
    with django_assert_num_queries(4):
        list(summary(TODAY))


def test_control_totals_that_can_be_checked_agree():
    outcomes = {
        checked.total.name: checked.outcome.value
        for checked in control_totals(CurrentRecord().councils(), CurrentRecord().records())
    }
    assert len(outcomes) == len(CONTROL_TOTALS) == 18
    assert {name for name, outcome in outcomes.items() if outcome == "agrees"} == {
        "SIF at 31 October 2017, good or outstanding",
        "SIF at 31 October 2017, inadequate",
        "SIF at 31 October 2017, outstanding",
        "All councils at 31 March 2024, good or outstanding",
        *(total.name for total in CONTROL_TOTALS if total.first),
    }
    assert set(outcomes.values()) == {"agrees", "cannot be checked"}


def test_a_total_says_how_many_councils_it_was_checked_on():
    told = [str(checked) for checked in control_totals(CurrentRecord().councils(), CurrentRecord().records())]
    assert (
        "SIF at 31 October 2017, good or outstanding: known 36% of 152, on record 50 of 146 councils, "
        "with the 6 not counted here between 33% and 37%: agrees"
    ) in told
