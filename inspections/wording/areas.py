"""Sentences on areas for improvement that were found."""

from .words import counted, listed


def areas_sentence(areas: int, reports: int, letters: int, question: str = "") -> str:
    """`12 areas for improvement in 9 reports and 2 letters say “supervision”`."""
    said = f" say “{question}”" if question else ""
    if not areas:
        return f"No area for improvement on record here {'says' if question else 'fits'}{said.removeprefix(' say')}"
    if question and areas == 1:
        said = f" says “{question}”"
    of = [counted(number, noun) for number, noun in ((reports, "report"), (letters, "letter")) if number]
    return f"{counted(areas, 'area')} for improvement in {listed(of)}{said}"


def searched_sentence(reports: int, letters: int, inspections: int, visits: int) -> str:
    """Whose words are on record: `The words of 140 of 709 reports and of 12 of 125 letters are on record here.`"""
    return (
        f"The words of {reports:,} of {counted(inspections, 'report')} and of {letters:,} of "
        f"{counted(visits, 'letter')} are on record here. What the others ask for, this page can’t tell."
    )
