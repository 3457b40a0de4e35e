"""The English sentences, from what `statistics` finds. Plain Python; plain text, never markup.

Grades are in lower case in running text. Every number has its base, and no per cent stands without its numbers.
"""
