"""The public list of corrections."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections import actions
from inspections.models import Council, Edition, Inspection
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.pages import addresses, table, words
from tests.builders.rows import key_four

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LAC_CAPACITY = "looked_after.capacity_for_improvement"


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def testshire(user) -> Inspection:
    """Testshire and Sampleshire, joint highest in SLAC, with editions 1 and 2; and councils without an inspection."""
    for slug in ("sampleshire", "testshire", "newshire"):
        make_council(slug)
    return [publish(user, slug, date(2012, 1, 25), "oogo") for slug in ("sampleshire", "testshire")][-1]


def publish(user, slug: str, day: date, letters: str) -> Inspection:
    draft = make_inspection(
        Council.objects.get(slug=slug),
        framework="slac-2010",
        inspected_from="2011-11-28",
        published_on=day,
        grades=key_four(letters),
        published=False,
    )
    return actions.publish(draft, by=user)


def correct(inspection, user, grade="good"):
    actions.correct(inspection, by=user, reason="A row was misread", grades={LAC_CAPACITY: {"grade": grade}})


class TestCorrections:
    def test_the_list_has_what_was_corrected_the_latest_first(self, client, testshire, user):
        correct(testshire, user)
        actions.withdraw(testshire, by=user, reason="Another council’s report")
        said = words(client.get("/data/corrections/"))
        assert said.index("Edition 4") < said.index("Edition 3")
        assert "Edition 2" not in said
        assert "Outstanding → Good" in said

    def test_the_list_of_an_edition_ends_with_it(self, client, testshire, user):
        correct(testshire, user)
        assert "Nothing published here has been corrected" in words(client.get("/data/corrections/?edition=2"))

    def test_the_list_comes_in_pages_and_its_files_whole(self, client, testshire, user):
        for n in range(60):
            correct(testshire, user, "good" if n % 2 == 0 else "outstanding")
        first = client.get("/data/corrections/")
        assert "Page 1 of 2" in words(first)
        assert addresses(first, rel="next")
        assert "Edition 3," in words(client.get("/data/corrections/?page=2"))
        assert len(client.get("/data/corrections.json").json()["rows"]) == 60

    @pytest.mark.parametrize("page", ["0", "2", "x"])
    def test_a_page_that_is_not_there_says_which_are(self, client, testshire, page):
        answer = client.get(f"/data/corrections/?page={page}")
        assert answer.status_code == 400
        assert "has pages 1 to 1" in words(answer)

    def test_its_edition_says_which_rankings_and_sentences_it_altered(self, client, testshire, user):
        correct(testshire, user)
        answer = client.get("/data/editions/3/")
        said = words(answer)
        assert "2 of 8 rankings compared" in said
        assert "capacity for improvement was graded outstanding. good." not in said
        assert ["Testshire", "Before: 1= (3 of 4)", "After: 2 (2 of 4)"] in table(answer)
        assert "No longer tied: Sampleshire and Testshire." in said
        assert "<del>" in answer.content.decode()
        assert "<ins>" in answer.content.decode()

    def test_the_ranks_it_altered_are_a_file(self, client, testshire, user):
        correct(testshire, user)
        row = client.get("/data/editions/3.json?table=ranks").json()["rows"][0]
        assert (row["name"], row["rank_before"], row["rank_after"]) == ("Testshire", 1, 2)

    def test_a_withdrawal_takes_the_council_out_of_the_ranking(self, client, testshire, user):
        actions.withdraw(testshire, by=user, reason="Another council’s report")
        said = words(client.get("/data/editions/3/"))
        assert "2 councils were ranked before and 1 now" in said
        assert "Nothing is said any more." in said

    def test_what_no_ranking_counts_alters_none(self, client, testshire, user):
        actions.correct(testshire, by=user, reason="Her name", fields={"lead_inspector": "A. Sample"})
        assert "It altered no ranking" in words(client.get("/data/editions/3/"))

    def test_a_change_of_the_register_says_that_it_is_not_worked_out(self, client, testshire, user):
        council = testshire.council
        before = actions.described(council)
        council.short_name = "New Testshire"
        council.save()
        actions.record_council(council, by=user, before=before, reason="Its new name")
        assert "It changed the register of councils" in words(client.get("/data/editions/3/"))

    def test_an_edition_that_is_not_there_names_the_latest(self, client, testshire):
        answer = client.get("/data/editions/99/")
        assert answer.status_code == 404
        assert "/data/editions/2/" in answer.content.decode()

    def test_what_it_altered_costs_the_same_for_one_council_and_for_many(self, client, testshire, user):
        correct(testshire, user)
        with CaptureQueriesContext(connection) as few:
            client.get("/data/editions/3/")
        for n in range(5):
            make_inspection(make_council(f"council-{n}"), framework="slac-2010", grades=key_four("gggg"))
        correct(testshire, user, "outstanding")
        with CaptureQueriesContext(connection) as many:
            client.get(f"/data/editions/{Edition.objects.count()}/")
        assert len(many) <= len(few) <= 22
