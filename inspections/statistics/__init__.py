"""What the grades say as at a day: who stands where, with whom, out of how many. Plain Python.

Rows go in, frozen dataclasses come out; nothing here reads a database or writes a sentence (`wording` does).
"""
