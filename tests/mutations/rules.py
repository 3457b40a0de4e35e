"""Rules of the product, each with the change that breaks it and the tests that have to notice."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class MutationNotFoundError(Exception):
    """The text to break does not stand exactly once in its file: the list has to follow the code."""


@dataclass(frozen=True)
class Mutation:
    """A broken rule: in `file`, `old` becomes `new`, and one of `tests` has to fail."""

    rule: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def broken(self, root: Path = ROOT) -> str:
        """The text of the file with the rule broken. Raises MutationNotFoundError if it can't be broken so."""
        text = (root / self.file).read_text(encoding="utf-8")
        if (times := text.count(self.old)) != 1:
            raise MutationNotFoundError(f"{self.rule}: {self.old!r} stands {times} times in {self.file}")
        return text.replace(self.old, self.new)


MUTATIONS = (
    # Ranks, ties and bases.
    Mutation(
        "equal counts share a rank and the next rank is skipped",
        "inspections/statistics/ranking.py",
        "first = {count: 1 + sum(size for other, size in sizes.items() if other > count) for count in sizes}",
        "first = {count: 1 + sum(1 for other in sizes if other > count) for count in sizes}",
        ("tests/statistics",),
    ),
    Mutation(
        "a place counts the councils above it",
        "inspections/statistics/ranking.py",
        "higher = sum(entry.count > count for entry in others)",
        "higher = len({entry.count for entry in others if entry.count > count})",
        ("tests/statistics", "tests/wording"),
    ),
    Mutation(
        "a shared rank is called joint",
        "inspections/statistics/ranking.py",
        "Ranked(council, first[count], sizes[count] > 1, count",
        "Ranked(council, first[count], sizes[count] > 2, count",
        ("tests/statistics",),
    ),
    Mutation(
        "a council with a counted grade missing is not ranked",
        "inspections/statistics/ranking.py",
        "if any(result.grade is None for result in results):",
        "if all(result.grade is None for result in results):",
        ("tests/statistics",),
    ),
    Mutation(
        "the base counts only the councils ranked",
        "inspections/statistics/ranking.py",
        "        return len(self.entries)\n",
        "        return len(self.entries) + len(self.not_ranked)\n",
        ("tests/statistics",),
    ),
    Mutation(
        "no place is named from fewer than ten ranked",
        "inspections/wording/comparisons.py",
        "FEWEST_RANKED = 10",
        "FEWEST_RANKED = 9",
        ("tests/wording",),
    ),
    Mutation(
        "per cent only from a base of ten",
        "inspections/statistics/shares.py",
        "SMALLEST_BASE_FOR_PERCENT = 10",
        "SMALLEST_BASE_FOR_PERCENT = 9",
        ("tests/statistics", "tests/wording"),
    ),
    Mutation(
        "half a per cent is rounded up",
        "inspections/statistics/shares.py",
        "(200 * count + base) // (2 * base)",
        "round(100 * count / base)",
        ("tests/statistics",),
    ),
    # As at a day.
    Mutation(
        "a report counts on the day it is published",
        "inspections/statistics/standings.py",
        "r.inspection.counts_from <= day]",
        "r.inspection.counts_from < day]",
        ("tests/statistics",),
    ),
    Mutation(
        "the database counts a report on the day it is published",
        "inspections/models/inspections.py",
        "return self.filter(counts_from__lte=day)",
        "return self.filter(counts_from__lt=day)",
        ("tests/record",),
    ),
    Mutation(
        "an edition counts a report on the day it is published",
        "inspections/models/versions.py",
        "day: date) -> InspectionVersionQuerySet:\n"
        '        """Those that count as published on or before the day."""\n'
        "        return self.filter(counts_from__lte=day)",
        "day: date) -> InspectionVersionQuerySet:\n        return self.filter(counts_from__lt=day)",
        ("tests/record",),
    ),
    Mutation(
        "an inspection dated by month counts from the end of the third month after it",
        "inspections/dates.py",
        "MONTHS_BEFORE_A_MONTH_ONLY_INSPECTION_COUNTS = 3",
        "MONTHS_BEFORE_A_MONTH_ONLY_INSPECTION_COUNTS = 2",
        ("tests/test_dates.py", "tests/statistics"),
    ),
    Mutation(
        "a council's last day counts",
        "inspections/statistics/standings.py",
        "(self.valid_to is None or day <= self.valid_to)",
        "(self.valid_to is None or day < self.valid_to)",
        ("tests/record", "tests/statistics"),
    ),
    Mutation(
        "a council is gone on the day after its last, not on its last",
        "inspections/statistics/days.py",
        "abolished = council.valid_to + A_DAY if council.valid_to else None",
        "abolished = council.valid_to",
        ("tests/statistics",),
    ),
    # Services and judgements.
    Mutation(
        "a re-inspection of one service leaves the other's grades",
        "inspections/statistics/standings.py",
        "return graded or frozenset(service.code for service in self.framework.services)",
        "return frozenset(service.code for service in self.framework.services)",
        ("tests/statistics",),
    ),
    Mutation(
        "not judged is no grade",
        "inspections/statistics/standings.py",
        "graded = row.grade != NOT_JUDGED",
        "graded = row.grade != ''",
        ("tests/statistics",),
    ),
    Mutation(
        "a council whose report came later has no report yet, and is not one never inspected",
        "inspections/statistics/standings.py",
        "        if council.slug in reported:",
        "        if council.slug in latest:",
        ("tests/statistics",),
    ),
    Mutation(
        "a council whose inspection was withdrawn is said to have none on record for that reason",
        "inspections/statistics/standings.py",
        "        if council.slug in withdrawn:",
        "        if council.slug not in withdrawn:",
        ("tests/statistics",),
    ),
    Mutation(
        "grades tied to a council by weak evidence can be left out",
        "inspections/statistics/standings.py",
        "for id_, g in record.grades.items() if g.evidence != WEAK_EVIDENCE",
        "for id_, g in record.grades.items()",
        ("tests/statistics", "tests/views/test_evidence.py"),
    ),
    Mutation(
        "judgements that only share a name are not compared",
        "inspections/statistics/comparable.py",
        'SAME_THING: frozenset[Fairness] = frozenset({"fair", "flagged"})',
        'SAME_THING: frozenset[Fairness] = frozenset({"fair", "flagged", "none"})',
        ("tests/statistics", "tests/frameworks"),
    ),
    Mutation(
        "the reader keeps the services of a report apart",
        "inspections/reports/record.py",
        "current = min(current + 1, len(services) - 1)",
        "current = min(current, len(services) - 1)",
        ("tests/reports",),
    ),
    # Letters on visits.
    Mutation(
        "a letter has a theme of Ofsted's lists only if its words name one alone",
        "inspections/reports/letters/themes.py",
        "return self.named[0] if len(self.named) == 1 and not self.others else None",
        "return self.named[0] if self.named else None",
        ("tests/reports/letters/test_variations.py",),
    ),
    Mutation(
        "a single day of a visit in a letter is in doubt",
        "inspections/reports/letters/dating.py",
        "elif len(days.days) == 1:",
        "elif not days.days:",
        ("tests/reports/letters/test_variations.py",),
    ),
    Mutation(
        "priority action that only the words of a letter name is not decided",
        "inspections/reports/letters/letter.py",
        "    if any(_PRIORITY.search(sentence.text) for sentence in everything):\n        return None\n",
        "",
        ("tests/reports/letters/test_variations.py",),
    ),
    Mutation(
        "a letter that names two councils is in doubt",
        "inspections/reports/letters/letter.py",
        "slugs = tuple(dict.fromkeys((*match.slugs, *others, *more)))",
        "slugs = tuple(dict.fromkeys((*match.slugs, *more)))",
        ("tests/reports/letters/test_variations.py",),
    ),
    Mutation(
        "a known file is not read again",
        "inspections/management/commands/load_reports.py",
        "known = None if reread else _known(path, name)",
        "known = None",
        ("tests/intake/test_drafting.py",),
    ),
    # What is public.
    Mutation(
        "a draft is not published",
        "inspections/models/inspections.py",
        "return self.filter(status=Inspection.Status.PUBLISHED)",
        "return self.exclude(status=Inspection.Status.WITHDRAWN)",
        ("tests/views/test_errors.py", "tests/admin/test_privacy.py"),
    ),
    Mutation(
        "what is withdrawn is not published",
        "inspections/models/inspections.py",
        "return self.filter(status=Inspection.Status.PUBLISHED)",
        "return self.exclude(status=Inspection.Status.DRAFT)",
        ("tests/views/test_editions.py", "tests/actions"),
    ),
    Mutation(
        "a draft with an open problem is not published",
        "inspections/actions/checks.py",
        'refuse_unless(not listed, "Problems are still open: " + "; ".join(listed))',
        'refuse_unless(len(listed) < 5, "Problems are still open: " + "; ".join(listed))',
        ("tests/actions", "tests/admin/test_publishing.py"),
    ),
    Mutation(
        "two drafts about one record are published one after the other",
        "inspections/actions/saving.py",
        "if things & seen:",
        "if False:",
        ("tests/actions/test_batches.py",),
    ),
    Mutation(
        "drafts that pass a day on are published one after the other",
        "inspections/actions/publishing.py",
        "for touched in (record.pk, *unique_keys(record))",
        "for touched in (record.pk,)",
        ("tests/actions/test_batches.py",),
    ),
    Mutation(
        "what was read before a run stops is stored",
        "inspections/management/commands/load_reports.py",
        """        if some:
            yield some
        raise""",
        "        raise",
        ("tests/intake/test_drafting.py",),
    ),
    Mutation(
        "what a refused draft took from the record is forgotten",
        "inspections/intake/drafting.py",
        """    _begin(one, record)
    one.problems.append(""",
        "    one.problems.append(",
        ("tests/intake/test_drafting.py",),
    ),
    Mutation(
        "a correction needs a reason",
        "inspections/actions/corrections.py",
        'refuse_unless(bool(reason.strip()), "A correction',
        'refuse_unless(bool(reason), "A correction',
        ("tests/actions",),
    ),
    Mutation(
        "a weaker source does not replace a stronger one",
        "inspections/models/grades.py",
        "return from_strongest.index(provenance) > from_strongest.index(other)",
        "return from_strongest.index(provenance) < from_strongest.index(other)",
        ("tests/actions",),
    ),
    Mutation(
        "a source of equal strength does",
        "inspections/models/grades.py",
        "return from_strongest.index(provenance) > from_strongest.index(other)",
        "return from_strongest.index(provenance) >= from_strongest.index(other)",
        ("tests/actions",),
    ),
    # Editions.
    Mutation(
        "an older edition shows the versions that ended since",
        "inspections/models/versions.py",
        "Q(last_edition__isnull=True) | Q(last_edition__gte=edition)",
        "Q(last_edition__isnull=True) | Q(last_edition__gt=edition)",
        ("tests/views/test_editions.py",),
    ),
    Mutation(
        "a version ends before the edition that changes it",
        "inspections/actions/versions.py",
        "update(last_edition=edition - 1)",
        "update(last_edition=edition)",
        ("tests/record/test_versions.py",),
    ),
    Mutation(
        "a page says that an edition since has withdrawn what it shows",
        "inspections/record/status.py",
        "withdrawn_by=_withdrawn_by(later, basis)",
        "withdrawn_by=None",
        ("tests/record/test_status.py",),
    ),
    Mutation(
        "of two inspections of one day the later record counts, as of an edition too",
        "inspections/models/versions.py",
        'order_by("-counts_from", "-inspected_from", "-inspection_id")',
        'order_by("-counts_from", "-inspected_from", "inspection_id")',
        ("tests/record/test_readers.py",),
    ),
    Mutation(
        "what is kept in memory holds for one edition",
        "inspections/record/kept.py",
        "key = (make, record.is_past, record.edition, arguments",
        "key = (make, record.is_past, arguments",
        ("tests/record/test_kept.py",),
    ),
    Mutation(
        "what an edition may have changed while it was read is not kept for the edition before",
        "inspections/record/kept.py",
        "key = (make, record.is_past, record.edition, arguments",
        "key = (make, record.edition, arguments",
        ("tests/record/test_kept.py",),
    ),
    # Groups.
    Mutation(
        "a group of neighbours includes the council itself",
        "dashboard/selections/group.py",
        "neighbours = {self.neighbours_of, *record.neighbour_slugs",
        "neighbours = {*record.neighbour_slugs",
        ("tests/views/test_ranking.py", "tests/selections"),
    ),
    # Files and frames.
    Mutation(
        "text that a spreadsheet would run as a formula is made harmless",
        "dashboard/exports/comma_separated.py",
        'FORMULA_STARTS = ("=", "+", "-", "@", "\\t", "\\r")',
        'FORMULA_STARTS = ("=", "+", "-", "\\r")',
        ("tests/exports",),
    ),
    Mutation(
        "no page can be framed",
        "dashboard/settings.py",
        '"frame-ancestors": [NONE]',
        '"frame-ancestors": ["*"]',
        ("tests/views/test_every_page.py",),
    ),
    Mutation(
        "no script but the site's own runs",
        "dashboard/settings.py",
        '"script-src": [SELF]',
        '"script-src": [SELF, "\'unsafe-inline\'"]',
        ("tests/views/test_every_page.py",),
    ),
    Mutation(
        "an embedded chart can be framed",
        "dashboard/views/embeds.py",
        "@xframe_options_exempt\n",
        "",
        ("tests/views/test_forms.py", "tests/views/test_embedding.py"),
    ),
    # Words.
    Mutation(
        "a shared place is called joint",
        "inspections/wording/comparisons.py",
        'return f"joint {position}" if place.joint else position',
        "return position",
        ("tests/wording",),
    ),
    Mutation(
        "a grade not read from its report is marked",
        "dashboard/tables/rankings.py",
        "        PROVENANCE_MARKS[provenance],\n",
        '        "",\n',
        ("tests/views/test_ranking.py",),
    ),
    # Tables.
    Mutation(
        "no two columns of a table have the same key",
        "dashboard/values/tables.py",
        "    if doubled:\n",
        "    if len(doubled) > 1:\n",
        ("tests/values",),
    ),
    # Ofsted's site.
    Mutation(
        "only addresses of Ofsted's site are fetched",
        "inspections/ofsted/client.py",
        'if parts.scheme != "https" or parts.netloc not in HOSTS:',
        'if parts.scheme != "https":',
        ("tests/ofsted",),
    ),
    Mutation(
        "Ofsted's site is given the break that it asks for",
        "inspections/ofsted/client.py",
        "self._answered_at = self.clock() + error.wait",
        "self._answered_at = self.clock()",
        ("tests/ofsted",),
    ),
    Mutation(
        "a draft whose grade differs is not published unseen",
        "inspections/intake/agreement.py",
        "elif drafted.grade != recorded.grade:",
        "elif drafted.grade is None:",
        ("tests/intake/test_fetching.py",),
    ),
    Mutation(
        "a draft whose date differs is not published unseen",
        "inspections/intake/agreement.py",
        "if here and there and here != there:",
        "if not here and there:",
        ("tests/intake/test_fetching.py",),
    ),
    Mutation(
        "a page with a problem is read again in full",
        "inspections/intake/watching.py",
        'page.etag, page.last_modified = ("", "") if problems else',
        'page.etag, page.last_modified = ("", "") if not answer else',
        ("tests/intake/test_watching.py",),
    ),
    Mutation(
        "what was found at Ofsted is told once",
        "inspections/intake/news.py",
        ".update(told_at=timezone.now())",
        ".update(told_at=None)",
        ("tests/intake/test_watching.py",),
    ),
    Mutation(
        "a file that could not be fetched is left alone for a day",
        "inspections/intake/news.py",
        "is_due = Q(tried_at__isnull=True) | Q(tried_at__lt=timezone.now() - TRY_AGAIN_AFTER)",
        "is_due = Q()",
        ("tests/intake/test_watching.py",),
    ),
    Mutation(
        "a draft of a visit is on no page",
        "inspections/record/current.py",
        'Visit.objects.published().select_related("council").latest_first()',
        'Visit.objects.select_related("council").latest_first()',
        ("tests/record/test_visits.py", "tests/views/test_visits.py"),
    ),
    Mutation(
        "a letter of a draft is not searched",
        "inspections/models/reports.py",
        'Q(visit__status="published")',
        "Q(visit__isnull=False)",
        ("tests/search/test_letters.py",),
    ),
    Mutation(
        "a list never replaces what was read from a visit's letter",
        "inspections/loading/planning.py",
        "weaker = is_weaker(row[origin], before[origin])",
        "weaker = is_weaker(before[origin], row[origin])",
        ("tests/loading/test_visits.py",),
    ),
    Mutation(
        "what differs from the visit on record is settled before it is published",
        "inspections/intake/letters.py",
        "        problems += _problems_with_record(draft, on_record)",
        "        pass",
        ("tests/intake/test_letters.py",),
    ),
    # Turns and pictures.
    Mutation(
        "the client who has used least processor time comes next",
        "dashboard/serving/turns.py",
        "return min(self._waiting, key=",
        "return max(self._waiting, key=",
        ("tests/serving/test_turns.py",),
    ),
    Mutation(
        "who fills a queue gives up a place for another",
        "dashboard/serving/turns.py",
        "        if number[greediest] <= number[client] + 1:\n",
        "        if number[greediest] <= number[client] + 99:\n",
        ("tests/serving/test_turns.py",),
    ),
    Mutation(
        "documents have a queue of their own",
        "dashboard/serving/application.py",
        "return self._documents if ending in DOCUMENTS",
        "return self._pictures if ending in DOCUMENTS",
        ("tests/serving/test_served_site.py",),
    ),
    Mutation(
        "a Word file without its picture is not kept",
        "dashboard/exports/word/__init__.py",
        "if not made.is_whole:",
        "if made.is_whole is None:",
        ("tests/exports/test_word_pictures.py",),
    ),
    Mutation(
        "nothing is drawn ahead while a batch may be being published",
        "dashboard/drawing_ahead.py",
        "QUIET_AFTER = timedelta(seconds=30)",
        "QUIET_AFTER = timedelta(seconds=0)",
        ("tests/test_drawing_ahead.py",),
    ),
)
