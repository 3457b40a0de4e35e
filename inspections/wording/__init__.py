"""The English sentences, from what `statistics` finds. Plain Python; plain text, never markup.

Grades are in lower case in running text. Every number has its base, and no per cent stands without its numbers.
"""

from .comparisons import (
    alongside,
    counts_sentence,
    dated_by_month_sentence,
    frameworks_sentence,
    full_records_sentence,
    higher_and_lower,
    highest_sentence,
    inspected_sentence,
    measure_words,
    not_ranked_words,
    own_report_sentence,
    place_sentence,
    position_words,
    provenance_sentence,
)
from .days import change_day_words, programme_day_sentence
from .distributions import grades_sentence, ungraded_sentence
from .figures import figure_words
from .frameworks import in_force_words, overall_sentences
from .history import (
    break_sentences,
    good_or_better_sentence,
    scales_sentence,
    span_sentence,
    spans_sentence,
    tally_sentence,
)
from .national import highest_and_lowest, shares_sentence, total_sentence, trend_sentence
from .results import (
    change_words,
    key_sentences,
    provenance_words,
    result_words,
    state_words,
)
from .side_by_side import (
    against_sentence,
    compared_sentence,
    dates_reckoned_sentence,
    sources_sentence,
    spread_words,
    time_between,
    versions_sentence,
    years_apart_sentence,
)
from .words import (
    counted,
    date_range,
    date_words,
    listed,
    n_of,
    ordinal,
    rank_words,
)

__all__ = [
    "against_sentence",
    "alongside",
    "break_sentences",
    "change_day_words",
    "change_words",
    "compared_sentence",
    "counted",
    "counts_sentence",
    "date_range",
    "date_words",
    "dated_by_month_sentence",
    "dates_reckoned_sentence",
    "figure_words",
    "frameworks_sentence",
    "full_records_sentence",
    "good_or_better_sentence",
    "grades_sentence",
    "higher_and_lower",
    "highest_and_lowest",
    "highest_sentence",
    "in_force_words",
    "inspected_sentence",
    "key_sentences",
    "listed",
    "measure_words",
    "n_of",
    "not_ranked_words",
    "ordinal",
    "overall_sentences",
    "own_report_sentence",
    "place_sentence",
    "position_words",
    "programme_day_sentence",
    "provenance_sentence",
    "provenance_words",
    "rank_words",
    "result_words",
    "scales_sentence",
    "shares_sentence",
    "sources_sentence",
    "span_sentence",
    "spans_sentence",
    "spread_words",
    "state_words",
    "tally_sentence",
    "time_between",
    "total_sentence",
    "trend_sentence",
    "ungraded_sentence",
    "versions_sentence",
    "years_apart_sentence",
]
