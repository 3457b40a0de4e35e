"""Areas for improvement across reports and letters, word for word."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard.presenters.areas import AreaLine, AreasPage
from dashboard.selections.improvements import THEME
from dashboard.selections.parameters import flat
from dashboard.values.columns import Column, ColumnKind, FileColumn, PageColumn, ToPeople
from dashboard.values.markup import link
from dashboard.values.tables import Table
from inspections.models import AreaForImprovement
from inspections.wording.words import date_words

from .common import council_code_column, framework_column, inspected_from_column, published_on_column
from .search import LICENCE

KINDS = {
    "report": "report of an inspection",
    "letter": "letter on a visit: what needs to improve",
    "priority": "letter on a visit: area for priority action",
}


class AreasTable(Table):
    """The areas of one page of the list; files have all that were found."""

    heads_row = "name"
    page_order = ("name", "said", "place")

    council = council_code_column("area__council")
    name = Column("Council", accessor="area__council_name")
    kind_of_source = FileColumn("From", key="kind", accessor="area__kind", words=KINDS)
    framework = framework_column("area__framework")
    published_on = published_on_column("area__published_on")
    inspected_from = inspected_from_column("area__began")
    theme = FileColumn(
        "Theme",
        accessor="area__theme",
        meaning="Of a visit, in Ofsted’s words; of a report that judged two services, the service. Else empty.",
    )
    number = FileColumn(
        "Number", accessor="area__number", kind=ColumnKind.NUMBER, meaning="In the list of its report, service or kind."
    )
    paragraph = FileColumn(
        "Paragraph", accessor="area__paragraph", kind=ColumnKind.NUMBER, meaning="As printed; empty where it has none."
    )
    page = FileColumn("Page", accessor="area__page", kind=ColumnKind.NUMBER, meaning="Empty where it is not known.")
    timescale = FileColumn(
        "Timescale", accessor="area__timescale", words=dict(AreaForImprovement.Timescale.choices), meaning="Of reports."
    )
    addressee = FileColumn("For", accessor="area__addressee", to_people=ToPeople.WHERE_ANY, meaning="Whom it names.")
    text = FileColumn("Area for improvement", accessor="area__text", meaning="Word for word from Ofsted.")
    said = PageColumn("Area for improvement, word for word", accessor="pieces", css="said")
    place = PageColumn("Where", accessor="place")
    address = FileColumn("Where it stands here", accessor="area__url")
    source_of_words = FileColumn("At Ofsted", key="ofsted", accessor="area__source_url", meaning="Empty where unknown.")

    class Meta:
        attrs = {"class": "stack areas", "caption": {"class": "vh"}}

    def __init__(self, page: AreasPage, address: str = "") -> None:
        selection = page.selection
        self.found = page
        self.site = address.partition("/improvements")[0]
        super().__init__(
            page.lines(page.shown),
            name=f"improvements-{selection.day}",
            title=f"Areas for improvement, as at {date_words(selection.day)}",
            caption="Areas for improvement, the latest first",
            about={
                "question": selection.q,
                "asked_of": flat(THEME.choices)[selection.theme] if selection.theme else "every theme",
                "councils": page.group or "all councils in England",
                "found": page.answer,
                "searched": page.searched,
                "as_at": selection.day,
                "source": address,
                "licence": LICENCE,
            },
        )

    def file_records(self) -> Iterable[AreaLine]:
        return self.found.lines(self.found.found)

    def value_address(self, value: str) -> str:
        return self.site + value

    def render_name(self, record: AreaLine) -> SafeString:
        """The council with the day and kind of the report, as a link to where it stands here."""
        name = link(record.area.url, record.area.council_name)
        return format_html("{}<small>{}<br>{}</small>", name, record.day, record.kind)

    def render_said(self, record: AreaLine) -> SafeString:
        """The exact words with those asked for marked, and what is known of it beside them."""
        pieces = ((format_html("<mark>{}</mark>", one.text) if one.is_marked else one.text,) for one in record.pieces)
        words = format_html_join("", "{}", pieces)
        about = format_html("<small>{}</small>", record.about) if record.about else ""
        return format_html("<q>{}</q>{}", words, about)

    def render_place(self, record: AreaLine) -> SafeString | str:
        """Its paragraph or number, as a link to Ofsted's report if that is known."""
        place = record.place
        return link(record.area.source_url, place) if record.area.source_url else place
