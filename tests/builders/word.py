"""A Word file as a reader of its XML meets it, and what of the schema the checks need."""

from io import BytesIO
from tempfile import NamedTemporaryFile
from zipfile import ZipFile

import docx
from docx.document import Document
from lxml import etree
from openxml_audit import OpenXmlValidator
from openxml_audit.errors import FileFormat

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {"w": W, "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}
# The order of elements within one (ISO/IEC 29500-1), as far as our files use it: Word repairs another.
ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr shd tabs spacing ind contextualSpacing jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs highlight u shd vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign",
    "sectPr": "headerReference footerReference footnotePr pgSz pgMar cols titlePg",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr trPr tcPr tblStylePr",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "settings": "zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang decimalSymbol listSeparator",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
    "tr": "trPr tc",
}


def office_errors(content: bytes) -> list[str]:
    """What openxml-audit finds wrong with the file. A new validator each time, since one confuses the notes of two."""
    with NamedTemporaryFile(suffix=".docx") as file:
        file.write(content)
        file.flush()
        return [str(error) for error in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file.name).errors]


def opened(content: bytes) -> Document:
    """The file as python-docx reads it."""
    return docx.Document(BytesIO(content))


def part(content: bytes, name: str) -> etree._Element:
    """One part of the file, parsed."""
    with ZipFile(BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def found(element: etree._Element, path: str) -> list:
    """What an XPath finds."""
    return element.xpath(path, namespaces=NAMES)


def words_of(element: etree._Element) -> str:
    """The text of a paragraph or cell, with single spaces; breaks and the ends of paragraphs are spaces."""
    parts = found(element, ".//w:t/text() | .//w:br | .//w:tab")
    return " ".join("".join(one if isinstance(one, str) else " " for one in parts).split())


def out_of_order(element: etree._Element) -> list[str]:
    """Every place where an element comes before one that the schema wants first, or that the schema does not know."""
    wrong = []
    for name, order in ORDER.items():
        known = order.split()
        for one in found(element, f"self::w:{name} | .//w:{name}"):
            children = [etree.QName(child).localname for child in one if isinstance(child.tag, str)]
            unknown = [child for child in children if child not in known]
            places = [known.index(child) for child in children if child in known]
            if unknown or places != sorted(places):
                wrong.append(f"{name}: {' '.join(children)}")
    return wrong
