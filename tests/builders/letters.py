"""Makes letters on visits to read: made-up ones, as text and as small PDFs set like Ofsted's."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

ADDRESS = (
    "Ofsted",
    "Piccadilly Gate",
    "Store Street",
    "Manchester",
    "M1 2WD",
    "T 0300 123 1231",
    "Textphone 0161 618 8524",
    "enquiries@ofsted.gov.uk",
    "www.gov.uk/ofsted",
)
FINDINGS = (
    "Leaders know their services well and listen to children. Since the last inspection, when services were judged to "
    "be inadequate, practice has become more consistent, and most plans are reviewed in good time.",
    "Social workers see children often. Their records are clear, and managers oversee the work with care and in time.",
)
WIDTH, LEFT, LEADING = 450.0, 72.0, 14.5


@dataclass(frozen=True)
class MadeLetter:
    """A letter's parts. Sections are pairs of a heading and paragraphs; those that begin with “•” are points."""

    date: str = "24 May 2024"
    salutation: str = "Dear Ms Sample"
    title: str = "Focused visit to Testshire children’s services"
    summary: str = (
        "This letter summarises the findings of the focused visit to Testshire children’s services on 23 and 24 April "
        "2024. His Majesty’s Inspectors for this visit were Ann Example and Ben Trial-Run."
    )
    focus: Sequence[str] = ("Inspectors looked at the local authority’s arrangements for care leavers.",)
    sections: Sequence[tuple[str, Sequence[str]]] = (
        ("Headline findings", FINDINGS),
        (
            "What needs to improve in this area of social work practice?",
            ("• The quality of pathway plans.", "• The timeliness of health assessments, so that none waits for long."),
        ),
        ("Main findings", FINDINGS),
    )
    closing: Sequence[str] = (
        "Ofsted will take the findings from this focused visit into account when planning the next inspection or visit.",
        "Yours sincerely",
    )
    signature: Sequence[str] = ("Ann Example", "His Majesty’s Inspector")
    recipient: Sequence[str] = ("Sam Sample", "Director of Children’s Services", "County Hall", "Testtown", "TT1 1TT")
    address_at: str = "start"
    title_last: bool = False

    @property
    def head(self) -> list[str]:
        return [self.date, *self.recipient, self.salutation] if self.date else [*self.recipient, self.salutation]

    @property
    def parts(self) -> list[tuple[str, Sequence[str]]]:
        """Headings with their paragraphs, from the title to the closing."""
        *before, (heading, last) = [(self.title, (self.summary, *self.focus)), *self.sections]
        return [*before, (heading, (*last, *self.closing))]


def letter_text(letter: MadeLetter = MadeLetter()) -> str:
    """The letter as text, each paragraph on a line of its own."""
    lines = [*ADDRESS] if letter.address_at == "start" else []
    lines += letter.head
    for heading, paragraphs in letter.parts:
        lines += [heading, *paragraphs]
    return "\n".join([*lines, *letter.signature]) + "\n"


def letter_pdf(letter: MadeLetter = MadeLetter()) -> bytes:
    """The letter as a PDF: bold headings, hanging bullets, Ofsted's address in small type.

    Address and title stand where they always do, but can come last in the first page's text.
    """
    page = _Letterhead(letter.address_at)
    for line in letter.head:
        page.write([line], step=LEADING)
    for heading, paragraphs in letter.parts:
        if heading == letter.title and letter.title_last:
            page.write_later(heading)
        else:
            page.write([heading] if heading else [], bold=True)
        for text in paragraphs:
            page.write([text])
    for line in letter.signature:
        page.write([line], step=LEADING)
    return page.finished()


class _Letterhead:
    """Pages that are written on from top to bottom."""

    def __init__(self, address_at: str) -> None:
        self.target = io.BytesIO()
        self.canvas = Canvas(self.target, pagesize=A4, invariant=True)
        self.top = A4[1] - 160
        self.address_at, self.number = address_at, 1
        self.later: list[tuple[float, str]] = []
        if address_at == "start":
            self._address()

    def _address(self) -> None:
        for number, line in enumerate(ADDRESS):
            self.canvas.setFont("Helvetica", 8)
            self.canvas.drawString(LEFT + 200, A4[1] - 40 - 10 * number, line)

    def write(self, paragraphs: Sequence[str], *, bold: bool = False, step: float = 2 * LEADING) -> None:
        font = "Helvetica-Bold" if bold else "Helvetica"
        for text in paragraphs:
            mark, _, rest = text.partition(" ") if text.startswith("•") else ("", "", text)
            indent = 16 if mark else 0
            for index, line in enumerate(simpleSplit(rest, font, 12, WIDTH - indent)):
                if self.top < 70:
                    self._next_page()
                self.canvas.setFont(font, 12)
                if mark and index == 0:
                    self.canvas.drawString(LEFT, self.top, f"{mark} {line}")
                else:
                    self.canvas.drawString(LEFT + indent, self.top, line)
                self.top -= LEADING
            self.top -= step - LEADING

    def write_later(self, heading: str) -> None:
        """Keep the place of a heading, which is written at the end of the page's text."""
        self.later.append((self.top, heading))
        self.top -= 2 * LEADING

    def _end_page(self) -> None:
        self.canvas.setFont("Helvetica-Bold", 12)
        for top, heading in self.later:
            self.canvas.drawString(LEFT, top, heading)
        self.later.clear()
        if self.number == 1 and self.address_at == "end":
            self._address()

    def _next_page(self) -> None:
        self._end_page()
        self.canvas.showPage()
        self.number += 1
        self.canvas.setFont("Helvetica", 12)
        self.canvas.drawString(520, 30, str(self.number))
        self.top = A4[1] - 80

    def finished(self) -> bytes:
        self._end_page()
        self.canvas.save()
        return self.target.getvalue()
