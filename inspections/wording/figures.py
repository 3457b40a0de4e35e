"""What the figures in reports count, in words."""

import re

KINDS = {
    "academies": "Academies",
    "adoptions": "Adoptions in the period",
    "care_leavers": "Care leavers",
    "case_files": "Case files looked at",
    "child_protection_plans": "Children with a child protection plan",
    "children_in_need": "Children in need",
    "children_met": "Children and young people whom inspectors met",
    "foster_placements": "Looked after children in foster placements",
    "inspectors": "Inspectors",
    "inspectors_additional": "Additional inspectors",
    "inspectors_cqc": "Inspectors from the Care Quality Commission",
    "inspectors_hmi": "His or Her Majesty’s Inspectors",
    "looked_after_children": "Looked after children",
    "looked_after_foster_families": "Looked after children living with foster families",
    "looked_after_other_foster_care": "Looked after children in foster care by an agency or another council",
    "looked_after_other_placement": "Looked after children in another kind of placement",
    "looked_after_outside_area": "Looked after children living outside the council’s area",
    "looked_after_own_foster_care": "Looked after children in the council’s own foster care",
    "looked_after_placed_for_adoption": "Looked after children placed for adoption",
    "looked_after_relative_or_friend": "Looked after children placed with a relative or friend",
    "looked_after_residential": "Looked after children in residential homes",
    "looked_after_with_parents": "Looked after children living with their parents",
    "nursery_schools": "Nursery schools",
    "parents_met": "Parents whom inspectors met",
    "population": "Population",
    "population_of_children": "Children and young people in the area",
    "primary_schools": "Primary schools",
    "privately_fostered": "Children in private foster care",
    "pupil_referral_units": "Pupil referral units",
    "schools": "Schools",
    "secondary_schools": "Secondary schools",
    "sen_statements": "Children with a statement of special educational needs",
    "special_guardianship_orders": "Children who became subject to special guardianship orders",
    "special_schools": "Special schools",
    "unaccompanied_asylum_seeking": "Unaccompanied asylum-seeking children",
}
_AGES = re.compile(r"\d+-\d+")
_AGE_LIMIT = re.compile(r"under \d+")


def figure_words(kind: str, part: str = "") -> str:
    """What a figure counts: `Looked after children, under 5`, `Schools (local authority maintained)`.

    `part` is the age band or subgroup, if any. Staff may type kinds that are not listed here; these are shown as typed.
    """
    words = KINDS.get(kind) or kind.replace("_", " ").capitalize()
    if not part:
        return words
    if _AGES.fullmatch(part):
        return f"{words}, aged {part.replace('-', ' to ')}"
    return f"{words}, {part}" if _AGE_LIMIT.fullmatch(part) or part == "post-16" else f"{words} ({part})"
