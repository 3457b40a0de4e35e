"""What public pages rest on, as one cheap query: a different answer means that a page may have changed.

All that is public changes with an edition, but for Ofsted's own statistics.
"""

PUBLIC_STATE = (
    "SELECT (SELECT MAX(number) FROM inspections_edition), "
    "(SELECT MAX(read_at) FROM inspections_officialoutcomes), "
    "(SELECT COUNT(*) FROM inspections_officialoutcomes)"
)
