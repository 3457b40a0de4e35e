"""What the list of corrections is asked for."""

from dataclasses import dataclass

from .base import Selection
from .moment import EDITION
from .parameters import Parameter

PAGE = Parameter("page", "Which page of the list. Files have all pages.", "number", "Page", default="1")


@dataclass(frozen=True)
class CorrectionListSelection(Selection):
    """One page of the list of corrections and withdrawals."""

    page: int = 1

    path = "/data/corrections/"
    parameters = (EDITION, PAGE)
