"""The whole public record as a ZIP archive of CSV files, one archive per edition."""
