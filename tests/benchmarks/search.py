"""`python -m tests.benchmarks.search`: what searches cost among 60,000 and 150,000 paragraphs, as a Markdown table.

The paragraphs are fictional: 82 words each, as reports have on average, drawn from 8,000 words of which the first are
as frequent as in any English text. Every report is of a published inspection of fixtures/, or of a copy of one.
"""

import random
from itertools import islice

from tests.benchmarks.site import cost_of, real_site

PARAGRAPHS_OF_A_REPORT = 120
NUMBERS = (60_000, 150_000)
# By how many words are said more often; the rest of the 8,000 are made up.
KNOWN = {0: "the", 4: "children", 6: "in", 8: "care", 25: "social", 30: "workers", 90: "missing", 300: "corporate"}
KNOWN |= {310: "parenting"}
SEARCHES = ("corporate parenting", "missing children", "children", '"children in care"', "children social workers")
WORDS_OF_A_PARAGRAPH, VOCABULARY = 82, 8_000


def main() -> None:
    """Print a line for each search and number of paragraphs."""
    draw = random.Random(1)
    words = [KNOWN.get(place, f"x{place}") for place in range(VOCABULARY)]
    weights = [1 / (place + 3) for place in range(len(words))]
    with real_site():
        print("| paragraphs | search | found | queries | HTML, gzipped | median time |\n|---|---|---|---|---|---|")
        loaded = 0
        inspections = _inspections()
        for number in NUMBERS:
            for inspection in islice(inspections, (number - loaded) // PARAGRAPHS_OF_A_REPORT):
                texts = [
                    " ".join(draw.choices(words, weights, k=WORDS_OF_A_PARAGRAPH))
                    for _ in range(PARAGRAPHS_OF_A_REPORT)
                ]
                _load(inspection, texts)
            loaded = number
            _print_costs(number)


def _inspections():
    """Every published inspection, and then a copy of each, on a day of its own long ago."""
    from datetime import date

    from inspections.models import Inspection

    held = list(Inspection.objects.published().order_by("pk"))
    yield from held
    for inspection in held:
        inspection.inspected_from, inspection.inspected_from_known_to = date.fromordinal(700_000 + inspection.pk), "day"
        inspection.pk, inspection.published_on = None, None
        inspection.inspected_to = inspection.second_inspected_from = inspection.second_inspected_to = None
        inspection.save()
        yield inspection


def _load(inspection, texts: list[str]) -> None:
    from tests.builders.factories import make_report

    make_report(inspection, *texts)


def _print_costs(number: int) -> None:
    from urllib.parse import urlencode

    from inspections.search.index import SearchScope, find
    from inspections.search.question import read_question

    for search in SEARCHES:
        cost = cost_of(f"/search/?{urlencode({'q': search})}")
        found = len(find(read_question(search), SearchScope()).hits)
        print(
            f"| {number:,} | {search} | {found:,} | {cost.queries} | {cost.size / 1000:.1f} KB | "
            f"{cost.milliseconds:.0f} ms |",
            flush=True,
        )


if __name__ == "__main__":
    main()
