"""English sentences for what `statistics` finds: plain text, never markup.

Grades are in lower case in running text. Every number comes with its base, and every per cent with its numbers.
"""
