"""The pages of frameworks: what each judged, on which scale and when, and what compares with other versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from dashboard.selections.judgement import judgement_url
from inspections.frameworks.definitions import Framework, Judgement, Programme, Service
from inspections.frameworks.loader import all_programmes, programme
from inspections.record.current import Record
from inspections.record.kept import kept_by_edition
from inspections.statistics.overall import rule_held
from inspections.wording.frameworks import in_force_words, judgement_name, overall_sentences

from .judgement import Compared, compared_with


@dataclass(frozen=True)
class FrameworkLine:
    """A framework in the list. `inspections` is the number on record."""

    framework: Framework
    inspections: int

    @property
    def in_force(self) -> str:
        return in_force_words(self.framework)

    @property
    def judgements(self) -> int:
        """The number of its judgements."""
        return len(self.framework.expected_judgements)

    @property
    def programme(self) -> Programme:
        return programme(self.framework.programme)


@dataclass(frozen=True)
class JudgedLine:
    """A judgement of the framework. `part_of` is the name of the judgement that it is a part of, or empty."""

    judgement: Judgement
    url: str
    part_of: str


@dataclass(frozen=True)
class JudgedGroup:
    """Judgements under one sub-heading, which may be empty."""

    heading: str
    lines: tuple[JudgedLine, ...]


@dataclass(frozen=True)
class JudgedService:
    """A service and its judgements in Ofsted's order, under Ofsted's sub-headings."""

    service: Service
    groups: tuple[JudgedGroup, ...]


@dataclass(frozen=True)
class ComparedLine:
    """A judgement beside one of another framework of its programme."""

    framework: Framework
    judgement: Judgement
    other: Compared

    @property
    def name(self) -> str:
        """The judgement's name, with its service if the framework has several."""
        return judgement_name(self.framework, self.judgement, short=True)


@dataclass(frozen=True)
class FrameworkPage:
    """The page of one framework."""

    line: FrameworkLine
    services: tuple[JudgedService, ...]
    compared: tuple[ComparedLine, ...]
    overall: tuple[str, ...]

    @property
    def versions(self) -> list[Framework]:
        """The other frameworks of its programme."""
        return [member for member in self.line.programme.frameworks if member != self.line.framework]


def framework_lists(counts: Mapping[str, int]) -> list[tuple[Programme, list[FrameworkLine]]]:
    """The frameworks by programme, the newest first."""
    return [
        (known, [FrameworkLine(member, counts.get(member.code, 0)) for member in reversed(known.frameworks)])
        for known in reversed(all_programmes())
    ]


def framework_page(framework: Framework, record: Record) -> FrameworkPage:
    """Present a framework, with what the record says of it."""
    return FrameworkPage(
        FrameworkLine(framework, record.counts().get(framework.code, 0)),
        tuple(_service(framework, service) for service in framework.services),
        tuple(_compared(framework)),
        overall_sentences(framework, held_by_rule(record, framework)),
    )


@kept_by_edition
def held_by_rule(record: Record, framework: Framework) -> int:
    """In how many inspections on record the framework's rule on overall judgements held."""
    return rule_held(framework, record.records())


def _service(framework: Framework, service: Service) -> JudgedService:
    names = {group.code: group.name for group in service.groups}
    groups = groupby(service.judgements, key=lambda judgement: names.get(judgement.group or "", ""))
    return JudgedService(
        service,
        tuple(
            JudgedGroup(
                name,
                tuple(
                    JudgedLine(member, judgement_url(framework, member), _part_of(framework, member))
                    for member in members
                ),
            )
            for name, members in groups
        ),
    )


def _part_of(framework: Framework, judgement: Judgement) -> str:
    """The name of the judgement that this is a part of, or "" if it stands by itself."""
    return framework.judgement(f"{judgement.service}.{judgement.part_of}").name if judgement.part_of else ""


def _compared(framework: Framework) -> Iterable[ComparedLine]:
    for judgement in framework.judgements:
        for other in compared_with(framework, judgement):
            if other.framework.programme == framework.programme:
                yield ComparedLine(framework, judgement, other)
