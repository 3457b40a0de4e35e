"""Loading and exporting records as CSV: the one format of the fixtures, of staff imports and of downloads.

read_files (CSV to rows) → plan (rows against what is on record) → `actions.load_records` (all or nothing).
"""
