"""Ofsted's report site: asking it politely, and reading its pages. Plain Python."""
