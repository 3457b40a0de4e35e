"""Loading and exporting records as CSV, the format of the fixtures, of staff imports and of downloads.

read_files (CSV to rows) → plan (rows compared with what is on record) → `actions.load_records` (all or nothing).
"""
