"""Pieces of WordprocessingML: runs, links, fields. All text is escaped here.

The order of elements within one is that of the schema (ISO/IEC 29500-1): Word refuses another.
"""

import re
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
# An address ends before the full stop or bracket of its sentence.
_ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,;:)\]]")
# Text for the officer to replace.
_TO_COMPLETE = re.compile(r"\[[^\]]+\]")
# Characters that XML doesn't allow.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Linker = Callable[[str], str]


def attribute(value: object) -> str:
    """A value as a quoted attribute."""
    return quoteattr(_CONTROLS.sub("", str(value)))


def run(words: str, *, style: str = "", properties: str = "") -> str:
    """A run of words with its line breaks. `properties` follow the style of the run."""
    if not words:
        return ""
    named = f"<w:rStyle w:val={attribute(style)}/>" if style else ""
    look = f"<w:rPr>{named}{properties}</w:rPr>" if named or properties else ""
    lines = _CONTROLS.sub("", words).split("\n")
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r>{look}{text}</w:r>"


def runs(words: str, link: Linker) -> str:
    """A text with links for its addresses and marks for square brackets. `link` makes a link's relationship."""
    parts = []
    end = 0
    for found in _ADDRESS.finditer(words):
        parts.append(_with_gaps(words[end : found.start()]))
        parts.append(hyperlink(found[0], found[0], link))
        end = found.end()
    return "".join(parts) + _with_gaps(words[end:])


def _with_gaps(words: str) -> str:
    parts = []
    end = 0
    for found in _TO_COMPLETE.finditer(words):
        parts += [run(words[end : found.start()]), run(found[0], style="ToComplete")]
        end = found.end()
    return "".join(parts) + run(words[end:])


def hyperlink(words: str, url: str, link: Linker) -> str:
    """A link to another site."""
    return linked(run(words, style="Hyperlink"), url, link)


def linked(content: str, url: str, link: Linker) -> str:
    """Runs that lead to another site."""
    return f'<w:hyperlink r:id={attribute(link(url))} w:history="1">{content}</w:hyperlink>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in a style. `properties` follow the style in the schema."""
    return f"<w:p><w:pPr><w:pStyle w:val={attribute(style)}/>{properties}</w:pPr>{content}</w:p>"


def field(instruction: str, shown: str) -> str:
    """A field with its value until Word updates it."""
    return f"<w:fldSimple w:instr={attribute(f' {instruction} ')}>{run(shown)}</w:fldSimple>"


FIELD_ENDS = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field_begins(instruction: str, *, to_update: bool = False) -> str:
    """The beginning of a field whose value follows. `to_update`: Word makes it anew when it opens the file."""
    dirty = ' w:dirty="true"' if to_update else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{dirty}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def bookmarked(number: int, name: str, content: str) -> str:
    """Content as the target of links inside the document."""
    start = f'<w:bookmarkStart w:id="{number}" w:name={attribute(name)}/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def note_mark(number: int) -> str:
    """The mark of a footnote in the text."""
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
