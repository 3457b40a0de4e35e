"""What programs can ask the site for: one list, from which the page about it and its description are made."""
