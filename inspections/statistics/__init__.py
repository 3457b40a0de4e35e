"""What the grades say as at a day: ranks, ties, shares and changes, each with its base.

Rows go in and frozen dataclasses come out. Sentences are in `wording`.
"""
