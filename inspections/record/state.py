"""What public pages rest on, as one cheap query: a different answer means that a page may have changed.

All that is public changes with an edition, but for Ofsted's own statistics, and for what the page about the data says
of the last look at Ofsted's site and of whether anything waits (`OfstedPublicationQuerySet.waiting`).
"""

PUBLIC_STATE = (
    "SELECT (SELECT MAX(number) FROM inspections_edition), "
    "(SELECT MAX(read_at) FROM inspections_officialoutcomes), "
    "(SELECT COUNT(*) FROM inspections_officialoutcomes), "
    "(SELECT MAX(ended_at) FROM inspections_ofstedlook), "
    "EXISTS (SELECT 1 FROM inspections_ofstedpublication AS publication "
    "LEFT JOIN inspections_report AS report ON report.id = publication.report_id "
    "LEFT JOIN inspections_inspection AS inspection ON inspection.id = report.inspection_id "
    "LEFT JOIN inspections_visit AS visit ON visit.id = report.visit_id "
    "WHERE publication.left_aside_at IS NULL AND COALESCE(inspection.status, visit.status, 'draft') = 'draft')"
)
