"""Sentences of a committee paper."""

from datetime import date

import pytest

from inspections.dates import PartialDate
from inspections.frameworks.loader import framework, programme
from inspections.statistics.changes import Direction, JudgementChange
from inspections.statistics.ranking import NotRanked, Place, place, rank
from inspections.statistics.standings import Result, State
from inspections.wording.papers import background, comparison, follow_up, judgements
from inspections.wording.reports import licence_words, paragraphs_words, place_in_report
from tests.builders.rows import SLAC, world_of

DAY, PUBLISHED = date(2012, 1, 5), date(2012, 1, 25)
SLAC_2010, LAC, ILACS = framework("slac-2010"), framework("lac-2013"), framework("ilacs-2023")
FIRST, LAST = PartialDate(2011, 11, 28), PartialDate(2011, 12, 13)
JUNE = PartialDate(2010, 6)


def place_of(counts: list[int]) -> Place:
    found = place(rank(world_of(counts).as_at(DAY), SLAC.measures[0]), "council-a")
    assert isinstance(found, Place)
    return found


def test_a_place_in_a_report_is_its_paragraph_or_else_its_page():
    assert [place_in_report(*place) for place in ((12, 3), (None, 3), (None, None))] == ["paragraph 12", "page 3", ""]
    assert paragraphs_words(12, 12) == "paragraph 12"
    assert paragraphs_words(12, 15) == "paragraphs 12 to 15"


def test_each_programme_has_the_licence_of_its_reports():
    assert licence_words("ilacs") == "Crown copyright, Open Government Licence v3."
    assert "educational" in licence_words("sif")
    assert "educational" not in licence_words("slac")


@pytest.mark.parametrize(
    ("published", "periods", "words"),
    [
        (PUBLISHED, [(FIRST, LAST)], "published on 25 January 2012"),
        (None, [(FIRST, LAST)], "inspected from 28 November to 13 December 2011"),
        (None, [(JUNE, None)], "inspected in June 2010"),
    ],
)
def test_an_outcome_is_dated_by_its_report_or_else_by_the_days_on_site(published, periods, words):
    assert background.outcome_dated(published, periods) == words


def test_a_month_is_not_said_to_be_when_inspectors_were_there():
    assert background.on_site_sentence("Testshire", [(FIRST, LAST)]) == (
        "Inspectors were in Testshire from 28 November to 13 December 2011."
    )
    assert background.on_site_sentence("Testshire", [(JUNE, None)]) == (
        "The inspection is dated June 2010 here, which may be when inspectors were there or when they reported."
    )


def test_inspectors_are_counted_by_their_body():
    both = {"inspectors_hmi": 4, "inspectors_cqc": 3}
    assert background.inspectors_sentence(both, ["paragraph 2"], "A. N. Other") == (
        "The inspection team was four of Her Majesty’s Inspectors and three inspectors of the Care Quality Commission "
        "(paragraph 2 of the report). The lead inspector was A. N. Other."
    )
    assert background.inspectors_sentence({"inspectors_cqc": 1}, [], "") == (
        "The inspection team was one inspector of the Care Quality Commission. The lead inspector is not on record here."
    )
    assert background.inspectors_sentence({}, [], "A. N. Other") == "The lead inspector was A. N. Other."


def test_the_team_is_quoted_where_the_report_is_loaded():
    sentence = "The inspection team consisted of four of Her Majesty's Inspectors (HMI) and one inspector."
    assert background.team_in_report(f"The purpose is to evaluate. {sentence} It was in June.") == sentence
    assert background.team_in_report("The team at the front door is strong.") == ""
    assert background.team_quotation(sentence, "paragraph 1", "A. N. Other") == (
        f"In the words of the report, “{sentence}” (paragraph 1). The lead inspector was A. N. Other."
    )


def test_evidence_keeps_the_words_of_the_report():
    words = background.evidence_words("case_files", "", "more than", 1200, "paragraph 2")
    assert words == "Case files looked at: more than 1,200 (paragraph 2 of the report)"


def test_the_inspection_before_is_named_or_said_to_be_missing():
    assert background.earlier_sentence(LAC, None, JUNE, "") == (
        f"The inspection before this one, under {LAC.short_name}, was of June 2010."
    )
    assert background.no_earlier_sentence("Testshire", None) == (
        "No earlier inspection of Testshire is on record here."
    )
    assert background.no_earlier_sentence("Testshire", date(2019, 4, 1)).endswith(
        "It came into being on 1 April 2019; inspections of the councils before it are on their own pages."
    )


def test_two_scales_are_kept_apart():
    before, now = SLAC_2010.scale.grades[2], ILACS.scale.grades[2]
    assert "“adequate”, which is not the same as “requires improvement”" in background.other_scale_sentence(before, now)


@pytest.mark.parametrize("direction", Direction)
def test_every_direction_has_words(direction):
    judgement = ILACS.judgements[0]
    change = JudgementChange(judgement, Result(judgement.id, State.NOT_ON_RECORD), (), direction, steps=1)
    assert judgements.direction_words(change)


def test_a_service_that_may_not_have_been_judged_is_said_to_be_missing():
    assert judgements.service_not_judged_sentence("Safeguarding services") == (
        "No grade under “Safeguarding services” for this inspection: not on record here."
    )


def test_a_council_without_a_place_is_told_why():
    assert comparison.not_compared_sentence("Testshire", DAY) == (
        "Testshire is not one of the councils compared as at 5 January 2012."
    )
    world = world_of([4])
    world.council("Otherton")
    (entry,) = rank(world.as_at(DAY), SLAC.measures[0]).not_ranked
    assert isinstance(entry, NotRanked)
    assert comparison.not_ranked_sentence("Otherton", entry).startswith("Otherton cannot be ranked by this count: ")


def test_a_table_of_ranks_says_which_councils_it_has():
    ranking = rank(world_of([4, 4, 1]).as_at(DAY), SLAC.measures[0])
    all_of_them = comparison.ranked_caption(3, ranking, same_count=False)
    assert all_of_them.startswith("The 3 councils ranked as at 5 January 2012: ")
    assert comparison.ranked_caption(2, ranking, same_count=True).startswith("The 2 councils with the same count as at")


def test_a_set_of_neighbours_made_later_is_said_to_be():
    assert "not on record" not in comparison.neighbours_sentence("May 2025", is_later=False)
    assert comparison.neighbours_sentence("May 2025", is_later=True).endswith(
        "The set is later than the day of the comparison: the neighbours of that time are not on record."
    )


def test_a_grid_says_the_place_where_there_is_one():
    assert comparison.grid_words(2, 4, None) == "A grid of 2 councils by 4 judgements, a grade in each cell."
    assert " Council A had 4 of 4 " in comparison.grid_words(2, 4, place_of([4, 1]))
    assert " Council A " not in comparison.grid_words(1, 4, place_of([4]))


def test_a_picture_is_told_by_judgement_and_grade():
    good, outstanding = ILACS.scale.grades[1], ILACS.scale.grades[0]
    results = [
        (name, Result("whole.leaders", State.GRADED, grade))
        for name, grade in (("Kent", good), ("Derby", outstanding), ("Surrey", good))
    ]
    assert comparison.grades_of_councils("Leaders", results) == (
        "Leaders: good for Kent and Surrey; outstanding for Derby."
    )


def test_a_judgement_in_text_has_its_service_where_there_are_several():
    capacity = SLAC_2010.judgement("safeguarding.capacity_for_improvement")
    assert follow_up.judgement_in_text(SLAC_2010, capacity) == "safeguarding services, capacity for improvement"
    leaders = ILACS.judgements[0]
    assert follow_up.judgement_in_text(ILACS, leaders) == leaders.name[:1].lower() + leaders.name[1:]


def test_areas_for_improvement_are_counted_by_service():
    assert follow_up.improvements_sentence({"Safeguarding": 1}) == "The report lists 1 area for improvement."
    assert follow_up.improvements_sentence({"Safeguarding": 5, "Looked after children": 10}) == (
        "The report lists 15 areas for improvement: 5 under safeguarding and 10 under looked after children."
    )


def test_areas_for_others_than_the_council_are_counted_by_whom_they_are_for():
    assert follow_up.addressees_sentence({}) == ""
    assert follow_up.addressees_sentence({"A Trust": 1}) == "One of them is addressed to A Trust."
    assert follow_up.addressees_sentence({"A Trust": 3, "B Trust": 1}) == (
        "Three of them are addressed to A Trust and one to B Trust."
    )


def test_due_days_are_explained_only_where_there_are_some():
    assert follow_up.action_plan_sentences(None).startswith("The number of areas is no score")
    assert follow_up.action_plan_sentences(PUBLISHED).startswith("Due days are counted from publication on 25 January")


def test_sources_name_the_report_the_ranking_and_the_edition():
    assert follow_up.report_source(ILACS, "Testshire", "published on 25 January 2012") == (
        f"Ofsted, {background.inspection_words(ILACS)}, Testshire, published on 25 January 2012."
    )
    assert follow_up.ranking_source(programme("slac"), DAY, 3, "https://x/").endswith(
        "SLAC ranking as at 5 January 2012, from Ofsted’s reports, edition 3 of the data. https://x/"
    )
    assert follow_up.permanence_sentence(DAY, 3, "https://x/") == (
        "This report as at 5 January 2012, from edition 3 of the data, will stay at: https://x/"
    )


@pytest.mark.parametrize(
    ("dated", "words"),
    [
        ("published on 25 January 2012", "Testshire, published on 25 January 2012;"),
        ("inspected in June 2010", "Testshire of June 2010;"),
        ("inspected from 28 November to 13 December 2011", "Testshire of 28 November to 13 December 2011;"),
    ],
)
def test_members_note_the_outcome_of_an_inspection_by_its_day(dated, words):
    assert follow_up.request_to_note("Testshire", dated) == f"note the outcome of Ofsted’s inspection of {words}"
