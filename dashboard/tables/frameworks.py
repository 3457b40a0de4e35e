"""The frameworks of a programme, and what compares with what."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from dashboard.presenters.frameworks import ComparedLine, FrameworkLine, FrameworkPage
from dashboard.values.columns import PageColumn
from dashboard.values.tables import Table
from inspections.frameworks.definitions import Programme


class FrameworksTable(Table):
    """The frameworks of one programme."""

    framework = PageColumn("Framework", css="wide")
    in_force = PageColumn("In force", css="wide")
    scale = PageColumn("Scale", accessor="framework__scale__name", css="wide")
    judgements = PageColumn("Judgements", css="number", narrow="Judgements ")
    inspections = PageColumn("Inspections on record", css="number", narrow="Inspections ")

    class Meta:
        attrs = {"class": "stack", "caption": {"class": "vh"}}

    def __init__(self, programme: Programme, lines: Sequence[FrameworkLine]) -> None:
        super().__init__(lines, caption=f"Frameworks: {programme.name}")

    def render_framework(self, record: FrameworkLine) -> SafeString:
        """The short name as a link to the framework's page, and the name."""
        framework = record.framework
        name = framework.name[:1].lower() + framework.name[1:]
        return format_html('<a href="/frameworks/{}/">{}</a>: {}', framework.code, framework.short_name, name)

    def render_in_force(self, value: str) -> str:
        return capfirst(value)

    render_scale = render_in_force


class VersionsTable(Table):
    """Judgements of a framework beside those of other versions of the programme."""

    judgement = PageColumn("Judgement", accessor="name", css="wide")
    beside = PageColumn("Beside", css="wide", linkify=lambda record: record.other.url)
    comparable = PageColumn("Comparable", accessor="other__words")
    why = PageColumn("Why", accessor="other__why", css="wide")

    class Meta:
        attrs = {"class": "stack"}

    def __init__(self, page: FrameworkPage) -> None:
        name = page.line.framework.short_name
        super().__init__(page.compared, caption=f"Judgements of {name} beside those of other versions of the programme")

    def render_beside(self, record: ComparedLine) -> str:
        name = record.other.judgement.short_name
        return f"{record.other.framework.short_name}: {name[:1].lower()}{name[1:]}"

    def render_why(self, value: str) -> str:
        return capfirst(value)
