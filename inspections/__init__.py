"""The record of inspections, and the staff side that keeps it."""

# Of the release; pyproject.toml says the same.
VERSION = "1.1.0"
