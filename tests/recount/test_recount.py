"""Rankings, shares and sentences of the site against a recount from the files, which shares no code with it."""

from datetime import date
from functools import cache

import pytest

from tests.recount import recount, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]
TODAY = date(2026, 9, 1)
# The day before, of and after councils were abolished and created.
ABOLITIONS = [date(2019, 3, 31), date(2019, 4, 1), date(2021, 4, 1), date(2023, 3, 31), date(2023, 4, 1)]
EVERY = {"slac": 9, "cp-2012": 1, "lac-2013": 1, "sif": 14, "ilacs": 24}
REGIONS = ("North East", "South West", "London")


def addresses() -> list[tuple[str, str, date]]:
    """Every measure of every programme on its days of change, the days before and the days of abolition."""
    return [
        (programme, measure["code"], day)
        for programme, known in recount.programmes().items()
        for measure in known["measure"]
        for day in [*recount.days(programme, EVERY[programme]), *(ABOLITIONS if programme in {"sif", "ilacs"} else [])]
        if day <= TODAY
    ]


def url(page: str, programme: str, day: date, **query: str) -> str:
    parameters = "&".join(f"{name.replace('_', '-')}={value}" for name, value in query.items() if value)
    return f"/{page}/{programme}/{day}.json?{parameters}"


def ranks(file: dict) -> dict[str, tuple | None]:
    return {
        row["council"]: (row["rank"], row["joint"], row["count"]) if isinstance(row["rank"], int) else None
        for row in file["rows"]
    }


@cache
def chosen_addresses() -> list[tuple[str, str, date]]:
    """About 200 of them, spread evenly."""
    every = addresses()
    return every[:: max(1, len(every) // 200)]


@pytest.mark.parametrize("programme", recount.programmes())
def test_every_rank_tie_count_and_base_is_that_of_the_recount(client, programme):
    asked = [(code, day) for known, code, day in chosen_addresses() if known == programme]
    assert asked
    for code, day in asked:
        file = client.get(url("ranking", programme, day, measure=code), follow=True).json()
        wanted = recount.ranking(programme, recount.measure_of(programme, code), day)
        assert ranks(file) == wanted, (programme, code, day)
        assert file["about"]["ranked"] == sum(place is not None for place in wanted.values())
        assert file["about"]["in_being"] == len(wanted)


@pytest.mark.parametrize(
    ("programme", "code", "day"),
    [
        ("slac", "overall-good-or-better", date(2012, 1, 5)),
        ("sif", "overall-good-or-better", date(2017, 10, 31)),
        ("ilacs", "four-outstanding", date(2025, 6, 30)),
    ],
)
def test_regions_and_both_sets_of_neighbours_are_ranked_by_themselves(client, programme, code, day):
    measure = recount.measure_of(programme, code)
    for region in REGIONS:
        among = {slug for slug, row in recount.councils().items() if row["region"] == region}
        file = client.get(url("ranking", programme, day, measure=code, region=region), follow=True).json()
        assert ranks(file) == recount.ranking(programme, measure, day, among), region
    for model in ("2021-04", "2025-05"):
        for slug in ("county-durham", "leeds", "kent"):
            asked = url("ranking", programme, day, measure=code, neighbours_of=slug, set=model)
            wanted = recount.ranking(programme, measure, day, recount.neighbours(slug, model))
            assert ranks(client.get(asked, follow=True).json()) == wanted, (slug, model)


@pytest.mark.parametrize("programme", recount.programmes())
def test_every_national_count_and_base_is_that_of_the_recount(client, programme):
    chosen = [day for day in recount.days(programme, EVERY[programme] * 3) if day <= TODAY]
    compared = 0
    for day in chosen:
        file = client.get(url("national", programme, day), follow=True).json()
        for row in file["rows"]:
            wanted = recount.shares(programme, row["judgement"], day)
            shown = {grade: row[grade] for grade in wanted}
            if row["graded"] != sum(wanted.values()):
                # The same judgement under another version is counted with it.
                continue
            compared += 1
            assert shown == dict(wanted), (day, row["judgement"])
            assert row["good_or_better"] == wanted["outstanding"] + wanted["good"]
    assert compared >= len(chosen)


OWN_LIST = ("cumbria-county-council", "cumberland", "kent", "leeds", "county-durham", "isle-of-wight")


def groups() -> dict[str, set[str]]:
    """Groups of every kind by their part of an address."""
    every = recount.councils().items()
    return {
        "region=London": {slug for slug, row in every if row["region"] == "London"},
        "type=county": {slug for slug, row in every if row["type"] == "county"},
        "neighbours-of=leeds&set=2025-05": recount.neighbours("leeds", "2025-05"),
        "&".join(f"list={slug}" for slug in OWN_LIST): set(OWN_LIST),
    }


@pytest.mark.parametrize("query", groups())
def test_every_count_of_a_group_is_that_of_the_recount(client, query):
    among = groups()[query]
    compared = 0
    for programme, day in (("ilacs", date(2023, 3, 31)), ("ilacs", date(2026, 3, 31)), ("sif", date(2017, 10, 31))):
        file = client.get(f"/national/{programme}/{day}.json?{query}", follow=True).json()
        assert file["about"]["councils_in_being"] == sum(recount.in_being(slug, day) for slug in among)
        for row in file["rows"]:
            wanted = recount.shares(programme, row["judgement"], day, among)
            if row["graded"] == sum(wanted.values()):
                compared += 1
                assert {grade: row[grade] for grade in wanted} == dict(wanted), (programme, day, row["judgement"])
        overall = recount.shares(programme, "whole.overall_effectiveness", day, among)
        assert sum(overall.values()) == next(
            row["graded"] for row in file["rows"] if row["judgement"] == "whole.overall_effectiveness"
        )
    assert compared >= 12


@pytest.mark.parametrize("query", groups())
def test_every_quarter_of_a_group_is_that_of_the_recount(client, query):
    among = groups()[query]
    rows = client.get(f"/national/ilacs/2026-09-01.json?table=over-time&{query}", follow=True).json()["rows"]
    own = [row for row in rows if row["programme"] == "ILACS"]
    assert len(own) > 20
    for row in own[::3]:
        day = date.fromisoformat(row["day"])
        wanted = recount.shares("ilacs", "whole.overall_effectiveness", day, among)
        assert (row["graded"], row["good_or_better"]) == (sum(wanted.values()), wanted["outstanding"] + wanted["good"])
        assert {grade: row[grade] for grade in wanted} == dict(wanted), day
        assert row["in_being"] == sum(recount.in_being(slug, day) for slug in among)


def test_three_hundred_addresses_are_recounted():
    regions_and_neighbours = 3 * (len(REGIONS) + 6)
    councils = 3 * sentences.COUNCILS * len(sentences.KINDS)
    national = sum(len(recount.days(programme, EVERY[programme] * 3)) for programme in recount.programmes())
    assert len(chosen_addresses()) + regions_and_neighbours + national + councils >= 300


def test_no_key_stands_twice_in_any_file(client):
    for address in (
        "/ranking/ilacs.csv",
        "/heatmap/slac.csv",
        "/map/sif.csv",
        "/national/ilacs.csv",
        "/national/ilacs.csv?table=regions",
        "/judgements/ilacs-2023/care_leavers.csv",
        "/councils.csv",
        "/compare.csv?council=kent&council=leeds",
        "/councils/county-durham/2025-05-13.csv",
        "/data/reconciliation.csv",
    ):
        heading = client.get(address, follow=True).getvalue().decode("utf-8-sig").splitlines()[0].split(",")
        assert len(heading) == len(set(heading)), address
