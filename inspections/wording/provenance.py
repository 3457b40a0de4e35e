"""Sentences on where grades come from that were not read from the report itself."""

from collections import Counter
from collections.abc import Collection, Iterable

from inspections.statistics.standings import CouncilsAsAt, Result

from .results import PROVENANCE
from .words import counted, listed, n_of

DATASET = (
    "Webb, Bennett and Bywaters, data of “Austerity, Poverty, and Children’s Services Quality in England”, Social "
    "Policy and Society, 2022"
)
DATASET_URL = "https://github.com/cjrwebb/osd-repo/tree/a0462a5"
OFFICIAL_STATISTICS_URL = "https://www.gov.uk/government/collections/childrens-social-care-statistics"
OTHER_ORIGINS = (
    "Grades that come from no report on their council: Ofsted’s official statistics, Local authority inspection "
    f"outcomes, Open Government Licence v3 ({OFFICIAL_STATISTICS_URL}); and {DATASET} ({DATASET_URL}), which holds "
    "grades that Ofsted published: name the authors where you use these."
)
# Marks behind grades that were not read from the report itself, the strongest first.
PROVENANCE_MARKS = {"report": "", "official_statistics": "§", "later_report": "†", "research": "¶", "derived": "‡"}


def document_url(provenance: str, source: str) -> str:
    """Address of the document that states a grade, or "" if it isn't known."""
    if source.startswith("https://"):
        return source
    return {"research": DATASET_URL, "official_statistics": OFFICIAL_STATISTICS_URL}.get(provenance, "")


def document_words(provenance: str, source: str, note: str = "") -> str:
    """The document that states a grade, as a source: a name with its address. Of a derived grade, its reasoning."""
    if provenance == "derived":
        return note
    name = {"later_report": "Ofsted, a later report on the same council", "research": DATASET}.get(provenance, source)
    return f"{name}. {document_url(provenance, source)}".rstrip()


def marks_key() -> str:
    """What the marks behind grades mean: `§ from Ofsted’s official statistics. † as stated in …`."""
    return " ".join(f"{mark} {PROVENANCE[kind]}." for kind, mark in PROVENANCE_MARKS.items() if mark)


def origins_sentence(results: Iterable[Result]) -> str:
    """How many of these grades were not read from the report itself, or "" if all were.

    "46 grades are counted here, 44 of them not read from the report itself: 41 as stated in a later Ofsted report and 3
    from a research dataset."
    """
    kinds = Counter(result.provenance or "" for result in results if result.grade)
    others = [(kind, kinds[kind]) for kind, mark in PROVENANCE_MARKS.items() if mark and kinds[kind]]
    if not others:
        return ""
    number = sum(count for _, count in others)
    parts = listed([f"{count:,} {PROVENANCE[kind]}" for kind, count in others])
    total = counted(kinds.total(), "grade is", "grades are")
    return f"{total} counted here, {number:,} of them not read from the report itself: {parts}."


def weak_evidence_sentence(councils_as_at: CouncilsAsAt) -> str:
    """How many councils have a grade tied to them by weak evidence, counted or left out, or "" if none has."""
    tied = "a research dataset ties to its council by its place in the alphabet alone"
    weak, left_out = councils_as_at.weakly_evidenced, councils_as_at.left_out
    if weak:
        inspected = sum(standing.is_inspected for standing in councils_as_at.standings.values())
        return f"For {_councils(weak, inspected)} with an inspection counted here, a grade is one that {tied}."
    if left_out:
        return f"Left out are grades of {counted(len(left_out), 'council')} that {tied}: they count as not on record."
    return ""


def _councils(some: Collection[object], base: int) -> str:
    return n_of(len(some), base, "councils" if base > 1 else "council")
