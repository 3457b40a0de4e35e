"""Backups: the database and the report files of one moment in one file, which any later release restores."""
