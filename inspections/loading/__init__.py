"""Loading and exporting records as CSV: the one format of the fixtures, of staff imports and of downloads.

read_files (CSV to rows) → plan (rows against what is on record) → `actions.load_records` (all or nothing).
"""

from .planning import Plan, plan
from .reading import Problem, Rows, read_files

__all__ = ["Plan", "Problem", "Rows", "plan", "read_files"]
