"""Full-text search in the paragraphs of reports.

Everything except `index` works without the database, so that the index, the question and the page that marks words
agree on what a word is.
"""
