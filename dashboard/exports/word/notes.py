"""The footnotes of a paper, in a part of their own, with the two separators that Word needs."""

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.document import DocumentPart

from .marks import NAMESPACES, paragraph, run, runs

_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_MARK = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'


class _FootnotesPart(Part):
    """The part while its links are being collected. It is written with the package."""

    content = ""

    @property
    def blob(self) -> bytes:
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{self.content}'.encode()


def add_notes(document: DocumentPart, notes: tuple[str, ...]) -> None:
    """Add the notes, numbered from 1, to a document that refers to them. The template already names the part."""
    name, package = PackURI("/word/footnotes.xml"), document.package
    part = _FootnotesPart(name, CONTENT_TYPE.WML_FOOTNOTES, package=package)

    def link(url: str) -> str:
        return part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    written = "".join(
        f'<w:footnote w:id="{number}">{paragraph("FootnoteText", _MARK + run(" ") + runs(note, link))}</w:footnote>'
        for number, note in enumerate(notes, start=1)
    )
    part.content = f"<w:footnotes {NAMESPACES}>{_SEPARATORS}{written}</w:footnotes>"
    document.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
