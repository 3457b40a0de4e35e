"""This record held against Ofsted's own statistics, *Local authority inspection outcomes*.

outcomes (a spreadsheet to outcomes) → comparing (outcomes against the record). Kept outcomes are `OfficialOutcomes`.
"""
