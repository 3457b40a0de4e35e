"""The whole public record as one archive of CSV files, made once for each edition of the data."""

from .archive import archive_name, archive_of

__all__ = ["archive_name", "archive_of"]
