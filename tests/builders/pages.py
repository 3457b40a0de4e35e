"""Pages as a reader meets them: their words, and the cells of their tables."""

import csv
import gzip
import io
import re
from html import unescape
from html.parser import HTMLParser

from django.http import HttpResponse
from lxml.html import HtmlElement, fromstring

UNSHOWN = {"script", "style", "template", "head"}


class _Reader(HTMLParser):
    """Collects words and table rows; cells and rows may lack their end tags, as HTML allows."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.hidden = 0
        self.in_cell = False

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in UNSHOWN
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
            self.in_cell = False
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag):
        self.hidden -= tag in UNSHOWN
        if tag in {"table", "td", "th"}:
            self.in_cell = False

    def handle_data(self, data):
        if self.hidden:
            return
        self.words.append(data)
        if self.in_cell:
            self.tables[-1][-1][-1] += data


def _read(response: HttpResponse) -> _Reader:
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader


def words(response: HttpResponse) -> str:
    """Everything that the page shows, with single spaces."""
    return " ".join("".join(_read(response).words).split())


def table(response: HttpResponse, number: int = 0) -> list[list[str]]:
    """The rows of one of its tables, headings included, as the text of their cells."""
    return [[" ".join(cell.split()) for cell in row] for row in _read(response).tables[number]]


def tables(response: HttpResponse) -> list[list[list[str]]]:
    """All its tables."""
    return [table(response, number) for number in range(len(_read(response).tables))]


def row_element(response: HttpResponse, name: str) -> HtmlElement:
    """The first row of any table in which a cell's words are the name, as an element: for what it leads to and is."""
    rows = fromstring(response.content).iter("tr")
    return next(row for row in rows if name in {" ".join(cell.text_content().split()) for cell in row.iter("th", "td")})


def letters_of(response: HttpResponse, name: str) -> list[tuple[str, str, str]]:
    """The letters of a council's row: each with its class, which is its colour, and its words for a screen reader."""
    cells = row_element(response, name).xpath("td[@aria-label]")
    return [(cell.text_content().strip(), cell.get("class"), cell.get("aria-label")) for cell in cells]


def row_of(response: HttpResponse, name: str) -> list[str]:
    """The first row of any of its tables in which a cell is the name."""
    return next(row for rows in tables(response) for row in rows if name in row)


def markup(response: HttpResponse) -> str:
    """Its HTML without line breaks, indentation and the space between tags."""
    return re.sub(r"> (?=<)", ">", " ".join(response.content.decode().split())).replace(" >", ">")


def gzipped(response: HttpResponse) -> int:
    """Its size in bytes as it travels."""
    return len(gzip.compress(response.content, 6))


def tile_names(response: HttpResponse) -> list[str]:
    """The accessible names of a map's tiles, from north to south and west to east."""
    tiles = response.content.decode().partition("<ul class=tiles")[2].partition("</ul>")[0]
    return [unescape(name) for name in re.findall(r'aria-label="([^"]+)">', tiles)]


def without_edition(text: str) -> str:
    """A page or a file without the number of its edition, which links, files and citations name, and without what
    it says has become of it.
    """
    text = re.sub(
        r'<aside class="edition".*?</aside>|<meta name="robots" content="noindex">', "", text, flags=re.DOTALL
    )
    text = re.sub(
        r',"?edition"?,"?standing"?(?=\r?$)|,\d+,(?:current|superseded by [\w ]+|withdrawn)(?=\r?$)',
        "",
        text,
        flags=re.M,
    )
    # Pictures of a page of today are named so that browsers may keep them. Others are higher by what they say.
    text = re.sub(r'&amp;as-cited=1|\?as-cited=1(?=\W)|\bheight="\d+"', "", text)
    text = re.sub(r', "(?:edition|standing)": (?:\d+|"[\w ]+")', "", text)
    text = re.sub(r'\s*<input type="hidden" name="edition"[^>]*>', "", text)
    text = re.sub(r"(?:\?|&amp;|&|\\u0026)edition=\d+(?![\d&])", "", text)
    text = re.sub(r"edition=\d+&(?:amp;)?", "", text)
    # A short link is the whole address in other letters.
    text = re.sub(r"/l/\w+", "/l/", text)
    # An address within an address.
    text = re.sub(r"(?:%3F|%26)edition%3D\d+(?!\d|%26)|edition%3D\d+%26", "", text)
    return re.sub(r", edition \d+", "", text)


def spaced(element) -> str:
    """Its words with single spaces; a line break is one."""
    return " ".join(" ".join(element.itertext()).split())


def csv_rows(response) -> list[dict[str, str]]:
    """The rows of a CSV file, each by the keys of its columns."""
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def captioned_table(response: HttpResponse, beginning: str) -> list[list[str]]:
    """The rows below the headings of the table whose caption, without its number, begins so."""
    for found in fromstring(response.content).xpath("//table[caption]"):
        if spaced(found.find("caption")).partition(": ")[2].startswith(beginning):
            return [[spaced(cell) for cell in row] for row in found.xpath("tbody/tr")]
    raise LookupError(beginning)


def addresses(page: HttpResponse | str, rel: str = "") -> list[str]:
    """Where its links lead, those in its head included; with `rel` only the links of that kind."""
    kind = f"[contains(concat(' ', @rel, ' '), ' {rel} ')]" if rel else ""
    return _parsed(page).xpath(f"//*[self::a or self::link]{kind}/@href")


def address_of(page: HttpResponse | str, link: str) -> str:
    """Where the first link with these words leads."""
    return next(found.get("href") for found in _parsed(page).iter("a") if spaced(found) == link)


def ids(page: HttpResponse | str) -> list[str]:
    """What an address can end in to lead to a place on the page."""
    return _parsed(page).xpath("//@id")


def _parsed(page: HttpResponse | str) -> HtmlElement:
    return fromstring(page if isinstance(page, str) else page.content)
