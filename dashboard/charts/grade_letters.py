"""A letter for each council on the colour of its grade, where too few are graded for a bar or a share."""

from dashboard.values import theme
from dashboard.values.palette import GRADES
from dashboard.values.svg import Box, Drawing
from inspections.statistics.shares import Shares

LETTER, HEIGHT = 18, 18


def draw_letters(drawing: Drawing, shares: Shares, left: float, y: float, width: float) -> None:
    """Draw the letters from `left` on, the best grade first, with `y` as their middle."""
    letters = [share.grade for share in shares.shares for _ in share.councils]
    if not letters:
        drawing.text(left, y + 4, "no grade on record", fill=theme.QUIET)
    size = min(LETTER, width / len(letters)) if letters else 0
    for n, grade in enumerate(letters):
        colour = GRADES[grade.code]
        box = Box(left + n * size, y - HEIGHT / 2, size - 2, HEIGHT)
        drawing.rect(box, colour.fill, edge=colour.edge or theme.GROUND)
        drawing.in_middle(box, grade.letter, colour.text, size=theme.SMALL)
