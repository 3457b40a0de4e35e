"""How Django writes days and times of day where no template says otherwise: one form for all pages."""
