"""Finding words in the paragraphs of reports: the rules for words, the question, the ranking, the marks, the index.

All but `index` is plain Python, so that a word is the same thing to the index, to a question and to the page that
marks it, on every database.
"""
