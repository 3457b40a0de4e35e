"""The data page: what is on record, Ofsted's totals against it, and the latest editions."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from dashboard.presenters.data import FrameworkLines, ProgrammeLine
from dashboard.presenters.editions import EditionLine
from dashboard.values.columns import PageColumn
from dashboard.values.tables import Table
from inspections.record.control_totals import CheckedTotal
from inspections.wording.words import counted, date_words


class ProgrammesTable(Table):
    """How many reports and grades of each programme are on record."""

    programme = PageColumn("Programme", accessor="completeness__programme__name", css="wide")
    covered = PageColumn("Councils with a report", narrow="Councils: ")
    inspections = PageColumn("Inspections", accessor="completeness__inspections", narrow="Inspections: ")
    whole = PageColumn("… with every grade on record", narrow="With every grade: ")
    dated_by_less = PageColumn("… of which no day is known", narrow="No day known: ")
    grades = PageColumn("Grades", accessor="completeness__grades", narrow="Grades: ")
    from_report = PageColumn("… read from the report", narrow="From the report: ")
    from_later_report = PageColumn("… stated in a later report", narrow="From a later report: ")
    derived = PageColumn("… derived", narrow="Derived: ")

    class Meta:
        attrs = {"class": "stack"}

    def __init__(self, lines: Sequence[ProgrammeLine], day: date) -> None:
        caption = (
            f"Reports and grades on record by programme, as at {date_words(day)}. Councils are those in being when the "
            "programme ended, or today where it goes on."
        )
        super().__init__(lines, caption=caption)


class JudgementsTable(Table):
    """How many inspections of a framework have a grade on record, judgement by judgement."""

    name = PageColumn("Judgement", linkify=lambda record: record.url)
    graded = PageColumn("Inspections", css="number")

    class Meta:
        attrs = {"class": "data"}

    def __init__(self, lines: FrameworkLines) -> None:
        super().__init__(lines.judgements, caption=f"{lines.framework.short_name}: inspections with a grade on record")


class ControlTotalsTable(Table):
    """National totals that Ofsted has published, and what is on record for their days."""

    total = PageColumn("Total", accessor="total__name", css="wide")
    ofsted = PageColumn("Ofsted", css="number", narrow="Ofsted ")
    on_record = PageColumn("On record here")
    result = PageColumn("Result", accessor="outcome__value")

    class Meta:
        attrs = {"class": "stack"}

    def __init__(self, checked: Iterable[CheckedTotal]) -> None:
        caption = "National totals that Ofsted has published, against what is on record here for the same day"
        super().__init__(checked, caption=caption)

    def render_ofsted(self, record: CheckedTotal) -> str:
        return f"{record.total.figure}{record.unit}"

    def render_on_record(self, record: CheckedTotal) -> str:
        missing = f"; {record.missing} not on record" if record.missing else ""
        return f"{record.count} of {counted(record.councils, 'council')}{missing}"


class EditionsTable(Table):
    """The latest editions."""

    edition = PageColumn("Edition", accessor="edition__number")
    made = PageColumn("Made", css="dates")
    what = PageColumn("What", accessor="edition__get_kind_display")
    about = PageColumn("About", css="wide")

    class Meta:
        attrs = {"class": "stack", "caption": {"class": "vh"}}

    def __init__(self, lines: Sequence[EditionLine]) -> None:
        super().__init__(lines, caption="The latest editions", empty_text="No edition yet.")

    def render_edition(self, value: int) -> SafeString:
        """The number as a link to the edition's page."""
        url = reverse("edition", args=[value])
        return format_html('<a href="{}"><span class="narrow">Edition </span>{}</a>', url, value)

    def render_made(self, record: EditionLine) -> str:
        return date_words(timezone.localdate(record.edition.made_at))

    def render_what(self, record: EditionLine) -> str:
        return record.edition.get_kind_display()

    def render_about(self, record: EditionLine) -> SafeString | str:
        """What the edition is about, with a link if that is one public page."""
        about = record.about
        return format_html('<a href="{}">{}</a>', about.url, about.name) if about.url else capfirst(about.name)
