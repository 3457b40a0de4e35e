"""What a file says, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Value = str | int | bool | date | None

LICENCE = (
    "Grades and dates are facts from Ofsted’s published reports and may be used freely. Reports under ILACS (since "
    "2018): Open Government Licence v3; earlier reports: Crown copyright, for non-commercial use. Council names: "
    "mySociety, CC BY 4.0. Codes and regions: ONS and DfE, Open Government Licence v3."
)


@dataclass(frozen=True)
class DataFile:
    """A table with what has to be known of it.

    `name` is the file's, without the ending. `about` says as at when, of how many, from where; every one of its
    values also stands in each row of a CSV file, where a note above the table would break the columns.
    """

    name: str
    about: Mapping[str, Value]
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
