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
from .national import highest_and_lowest, shares_sentence, total_sentence, trend_sentence
from .results import (
    change_words,
    key_sentences,
    provenance_words,
    result_words,
    state_words,
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
    "alongside",
    "change_day_words",
    "change_words",
    "counted",
    "counts_sentence",
    "date_range",
    "date_words",
    "dated_by_month_sentence",
    "figure_words",
    "frameworks_sentence",
    "full_records_sentence",
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
    "shares_sentence",
    "state_words",
    "total_sentence",
    "trend_sentence",
    "ungraded_sentence",
]
