"""Sentences on a council's place against those made from a recount."""

from datetime import date
from urllib.parse import quote

import pytest

from tests.builders.pages import words
from tests.recount import recount, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]


@pytest.mark.parametrize(
    ("programme", "code", "day"),
    [
        ("slac", "overall-good-or-better", date(2012, 3, 31)),
        ("sif", "main-outstanding", date(2017, 10, 31)),
        ("ilacs", "four-good-or-better", date(2025, 6, 30)),
    ],
)
def test_a_councils_sentence_is_that_of_the_recount_in_england_and_in_each_of_its_groups(client, programme, code, day):
    measure = recount.measure_of(programme, code)
    ranked = sorted(slug for slug, place in recount.ranking(programme, measure, day).items() if place)
    types = [slug for slug in ranked if recount.councils()[slug]["type"] in sentences.TYPES]
    compared = 0
    for slug in types[:: len(types) // sentences.COUNCILS][: sentences.COUNCILS]:
        for kind in sentences.KINDS:
            query = f"measure={code}&council={slug}&{group_query(slug, kind)}"
            page = words(client.get(f"/ranking/{programme}/{day}/?{query}", follow=True))
            assert sentences.sentence(programme, measure, day, slug, kind) in page, (slug, kind)
            compared += 1
    assert compared == sentences.COUNCILS * len(sentences.KINDS)


def group_query(slug: str, kind: str) -> str:
    if kind in {"region", "type"}:
        return f"{kind}={quote(recount.councils()[slug][kind])}"
    return f"neighbours-of={slug}&set={kind}" if kind else ""
