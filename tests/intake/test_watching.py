"""Watching Ofsted's site: what is new is found once, fetched and told; what looks otherwise is said, and nothing is lost."""

import io
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from inspections.actions import publish
from inspections.intake.fetching import only_one
from inspections.models import Council, Inspection, OfstedLook, OfstedPublication, Report, Visit
from tests.builders.factories import make_council, make_user, make_visit
from tests.builders.letters import MadeLetter, letter_pdf
from tests.builders.ofsted.site import (
    BROKEN,
    FOCUSED_VISIT,
    INSPECTION,
    MONITORING_VISIT,
    SEND,
    SERVER_ERROR,
    WEB_PAGE,
    busy,
)
from tests.intake.test_fetching import NUMBER, PUBLISHED, a_report, on_record

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

URN, OTHER_URN = "80486", "80487"
NEW_NUMBER = 50009999
NEW_ADDRESS = f"https://files.ofsted.gov.uk/v1/file/{NEW_NUMBER}"
NEW_DAY = date(2024, 9, 2)


@pytest.fixture
def site(ofsted):
    """Two councils, of which Testshire has an inspection that is on record, and one of another kind."""
    for urn, slug in ((URN, "testshire"), (OTHER_URN, "exampleham")):
        council = make_council(slug, ofsted_urn=urn)
        ofsted.add_council(urn, council.official_name)
        ofsted.publish(urn, int(urn), SEND, date(2023, 1, 1), b"%PDF of another kind")
    ofsted.publish(URN, NUMBER, INSPECTION, PUBLISHED, a_report())
    on_record(Council.objects.get(slug="testshire"))
    return ofsted


@pytest.fixture
def news(site):
    """A new inspection of Exampleham on Ofsted's site."""
    content = a_report(dates="8 to 19 July 2024", council="Exampleham")
    return site.publish(OTHER_URN, NEW_NUMBER, INSPECTION, NEW_DAY, content)


def run(*arguments):
    """The exit code and what the command says."""
    out = io.StringIO()
    try:
        call_command("watch_ofsted", *arguments, stdout=out, stderr=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_without_news_every_page_is_looked_at_and_no_file_is_asked_for(site):
    assert run() == (0, "Looked at 2 councils’ pages: 0 new publications, 0 waiting.\n")
    assert [address.partition("?")[0] for address in site.addresses] == [
        "https://reports.ofsted.gov.uk/search",
        site.page_address(OTHER_URN),
        site.page_address(URN),
    ]
    look = OfstedLook.objects.get()
    assert (look.pages, look.found, look.problems, look.ended_at is None) == (2, 0, [], False)


def test_a_new_inspection_becomes_a_draft_with_the_day_of_the_page(news):
    code, out = run()
    assert code == 0
    assert f"New: Exampleham, Children's services inspection, 2 September 2024: {NEW_ADDRESS}" in out
    draft = Inspection.objects.get(status="draft")
    assert (draft.council.slug, draft.published_on, draft.report_url) == ("exampleham", NEW_DAY, NEW_ADDRESS)
    [closed] = draft.reports.get().problems.filter(kind="publication_date_missing")
    assert closed.closed_because == "Ofsted’s page for the council gives 2 September 2024."
    assert OfstedPublication.objects.waiting().get().report == draft.reports.get()


def test_a_second_run_does_nothing_twice(news, site):
    run()
    site.asked.clear()
    code, out = run()
    assert (code, out) == (0, "Looked at 2 councils’ pages: 0 new publications, 1 waiting.\n")
    assert not [address for address in site.addresses if "files." in address]
    assert Report.objects.count() == OfstedPublication.objects.count() == 1


def test_pages_that_are_as_they_were_are_not_sent_again(site):
    run()
    site.asked.clear()
    run()
    assert all("If-None-Match" in asked.headers for asked in site.asked if "/provider/" in asked.address)


def test_a_site_that_knows_no_conditions_is_read_in_full(site, news):
    site.conditional = False
    run()
    assert run()[1] == "Looked at 2 councils’ pages: 0 new publications, 1 waiting.\n"


def test_what_is_published_here_waits_no_longer(news):
    run()
    publish(Inspection.objects.get(status="draft"), by=make_user())
    assert not OfstedPublication.objects.waiting().exists()


def test_a_corrected_report_under_a_new_number_is_news(site):
    site.publish(URN, NEW_NUMBER, INSPECTION, PUBLISHED, a_report(grades=("Good",) * 5))
    run()
    draft = Inspection.objects.get(status="draft")
    assert draft.replaces.report_url != NEW_ADDRESS
    assert draft.reports.get().problems.filter(kind="differs_from_record").exists()


LETTER_DAY = date(2024, 5, 24)


def a_letter(site, title=FOCUSED_VISIT, day=LETTER_DAY, **parts):
    return site.publish(URN, NEW_NUMBER, title, day, letter_pdf(MadeLetter(**parts)))


def test_a_letter_becomes_a_draft_of_its_visit(site):
    a_letter(site)
    code, out = run()
    assert code == 0
    assert "Testshire, Children's services focused visit, 24 May 2024. focused visit, 2 points" in out
    visit = Visit.objects.get()
    assert (visit.status, visit.kind, visit.letter_url) == ("draft", "focused_visit", NEW_ADDRESS)
    assert (visit.visited_from, visit.published_on) == (date(2024, 4, 23), LETTER_DAY)
    assert not visit.reports.get().problems.blocking().exists()
    assert OfstedPublication.objects.waiting().exists()
    publish(visit, by=make_user())
    assert not OfstedPublication.objects.waiting().exists()


def test_a_visit_that_is_on_record_without_its_letter_is_joined(site):
    on_list = make_visit(Council.objects.get(slug="testshire"), visited_from=date(2024, 4, 23), published_on=None)
    a_letter(site)
    run()
    draft = Visit.objects.get(status="draft")
    assert (draft.replaces, draft.published_on) == (on_list, LETTER_DAY)


@pytest.mark.parametrize(
    ("listed", "says"),
    [
        ({"title": MONITORING_VISIT}, "read as a letter on a focused visit, but listed as a letter on a monitoring"),
        ({"title": INSPECTION}, "but listed as the report of an inspection"),
        ({"day": date(2024, 5, 28)}, "Ofsted’s page for the council gives 28 May 2024"),
    ],
)
def test_what_a_letter_and_the_page_contradict_each_other_in_is_a_problem(site, listed, says):
    a_letter(site, **listed)
    run()
    [problem] = Report.objects.get().problems.filter(kind="listed_otherwise")
    assert says in problem.detail


def test_other_kinds_are_left_alone_and_unknown_ones_are_kept_unfetched(site):
    site.publish(URN, NEW_NUMBER, "Thematic study", NEW_DAY, a_report())
    _, out = run()
    assert "1 new publication, 1 waiting" in out
    assert OfstedPublication.objects.get().kind == "unknown"
    assert not Report.objects.exists()


def test_a_council_that_the_report_contradicts_is_a_problem_of_the_draft(site):
    content = a_report(dates="8 to 19 July 2024", council="Testshire")
    site.publish(OTHER_URN, NEW_NUMBER, INSPECTION, NEW_DAY, content)
    run()
    [problem] = Report.objects.get().problems.filter(kind="listed_otherwise")
    assert problem.detail == "The report is about Testshire, but listed for Exampleham."


def test_no_more_files_than_asked_for_and_the_next_run_goes_on(news, site):
    site.publish(URN, NEW_NUMBER + 1, INSPECTION, NEW_DAY + timedelta(days=1), a_report(dates="5 to 9 August 2024"))
    run("--at-most", "1")
    assert Inspection.objects.get(status="draft").council.slug == "testshire"
    run("--at-most", "1")
    assert Report.objects.count() == 2


def test_a_web_page_in_place_of_a_file_is_said_and_asked_for_again_another_day(news, site):
    site.files[NEW_NUMBER] = WEB_PAGE
    code, out = run()
    assert code == 1
    assert f"To look at: Exampleham, Children's services inspection, 2 September 2024 ({NEW_ADDRESS}): Ofsted’s" in out
    assert run()[0] == 0
    assert site.addresses.count(NEW_ADDRESS) == 1
    OfstedPublication.objects.update(tried_at=timezone.now() - timedelta(days=1))
    site.files[NEW_NUMBER] = a_report(dates="8 to 19 July 2024", council="Exampleham")
    assert run()[0] == 0
    assert Report.objects.exists()


def test_a_page_that_looks_otherwise_is_said_each_time_and_nothing_is_guessed(news, site):
    site.pages[site.page_address(OTHER_URN)] = b"<h1>Exampleham</h1><p>We have moved.</p>"
    for _ in range(2):
        code, out = run()
        assert code == 1
        assert "To look at: Exampleham: The page lists no publication." in out
    assert OfstedLook.objects.first().problems
    assert not OfstedPublication.objects.exists()
    del site.pages[site.page_address(OTHER_URN)]
    assert "1 new publication" in run()[1]


def test_a_page_with_fewer_publications_is_said_and_loses_nothing(news, site):
    run()
    site.publications[OTHER_URN].pop()
    code, out = run()
    assert code == 1
    assert "Exampleham: the page lists 1 publication, and 2 before." in out
    assert OfstedPublication.objects.waiting().exists()


def test_a_list_with_fewer_councils_is_said_and_their_pages_are_looked_at_still(news, site):
    run()
    del site.councils[OTHER_URN]
    site.pages[site.page_address(OTHER_URN)] = b"still here"
    code, out = run()
    assert code == 1
    assert "Ofsted’s list lacks 1 council of the register, whose pages are looked at if known: Exampleham." in out
    assert site.page_address(OTHER_URN) in site.addresses[-2:]


def test_a_list_that_cannot_be_read_is_said_and_known_pages_are_looked_at(news, site):
    run()
    list_address = site.addresses[0]
    site.trouble(list_address, *[SERVER_ERROR] * 5)
    code, out = run()
    assert code == 1
    assert "Ofsted’s list of councils can’t be read from row 1 on: it answers 500" in out
    assert "lacks" not in out
    assert "Looked at 2 councils’ pages" in out


def test_a_list_of_several_pages_is_read_to_its_end(site):
    for number in range(150):
        site.add_council(str(90000 + number), f"Elsewhere {number}")
    code, out = run()
    assert code == 1
    assert len([address for address in site.addresses if "/search" in address]) == 2
    assert "with the number 90149, which is not in the register" in out


def test_a_council_without_a_number_is_said(site):
    make_council("newshire")
    assert "Newshire has no Ofsted URN in the register" in run()[1]


def test_troubles_that_pass_do_not_matter(news, site):
    site.trouble(site.page_address(URN), BROKEN, busy("3"), SERVER_ERROR)
    assert run()[0] == 0


def test_a_site_that_is_busy_ends_the_look_and_keeps_what_was_found(news, site):
    site.trouble(site.page_address(URN), busy("7200"))
    code, out = run()
    assert code == 5
    assert "it asks to wait 120 minutes" in out
    assert OfstedPublication.objects.exists()
    assert OfstedLook.objects.get().ended_at is None
    assert run()[0] == 0
    assert Report.objects.exists()


def test_only_one_look_at_a_time(site):
    with only_one(), pytest.raises(CommandError, match="Only one does at a time"):
        run()


class TestEmail:
    @pytest.fixture(autouse=True)
    def loader(self, settings):
        settings.EMAIL_URL = "smtp://mail.example"
        make_user("staff", is_superuser=True, is_staff=True, email="staff@testshire.example")
        make_user("reader", is_staff=True, email="reader@testshire.example")

    def test_staff_who_may_load_are_told_once(self, news):
        run()
        run()
        [sent] = mail.outbox
        assert sent.bcc == ["staff@testshire.example"]
        assert sent.to == []
        assert sent.subject == "Ofsted’s site: 1 new publication"
        assert "Exampleham: Children's services inspection, 2 September 2024" in sent.body
        assert "A draft waits to be checked." in sent.body

    def test_what_looks_otherwise_is_told_once(self, site):
        site.pages[site.page_address(OTHER_URN)] = b"moved"
        run()
        run()
        [sent] = mail.outbox
        assert "Exampleham: The page lists no publication." in sent.body

    def test_without_news_nobody_is_written_to(self, site):
        run()
        assert mail.outbox == []

    def test_without_a_mail_server_nothing_is_sent(self, news, settings):
        settings.EMAIL_URL = ""
        assert run()[0] == 0
        assert mail.outbox == []

    def test_a_mail_server_that_fails_is_said_and_the_next_run_tells(self, news, settings, monkeypatch):
        def fails(_message):
            raise ConnectionRefusedError("no mail today")

        with monkeypatch.context() as patch:
            patch.setattr("django.core.mail.EmailMessage.send", fails)
            code, out = run()
        assert code == 1
        assert "Staff could not be told by e-mail: no mail today" in out
        run()
        assert len(mail.outbox) == 1
