"""Loads and checks the framework files. Errors name the file and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from .definitions import (
    Comparability,
    Fairness,
    Framework,
    Judgement,
    JudgementGroup,
    Measure,
    OverallRule,
    Programme,
    Scale,
    ScaleGrade,
    Service,
)
from .toml_table import FrameworkError, TomlTable, check_unique, read_toml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Definitions:
    """Everything the files define, by code, oldest first."""

    scales: dict[str, Scale]
    frameworks: dict[str, Framework]
    programmes: dict[str, Programme]


def load(folder: Path = HERE) -> Definitions:
    """Load every framework of a folder. Raises FrameworkError."""
    scales = {scale.code: scale for scale in _scales(folder / "scales.toml")}
    paths = sorted(set(folder.glob("*.toml")) - {folder / "scales.toml", folder / "programmes.toml"})
    ordered = [_framework(path, scales) for path in paths]
    ordered.sort(key=lambda framework: framework.in_force_from.earliest)
    frameworks: dict[str, Framework] = {}
    for framework in ordered:
        if framework.code in frameworks:
            raise FrameworkError(f"{framework.code}: two files define it")
        frameworks[framework.code] = framework
    for framework in ordered:
        _check_comparisons(framework, frameworks)
    programmes = {p.code: p for p in _programmes(folder / "programmes.toml", ordered)}
    for framework in ordered:
        if framework.programme not in programmes:
            raise FrameworkError(f"{framework.code}.toml: programme “{framework.programme}” is not in programmes.toml")
    return Definitions(scales, frameworks, programmes)


@cache
def _definitions() -> Definitions:
    return load()


def all_frameworks() -> tuple[Framework, ...]:
    return tuple(_definitions().frameworks.values())


def framework(code: str) -> Framework:
    """The framework with this code. Raises KeyError if there is none."""
    return _definitions().frameworks[code]


def all_programmes() -> tuple[Programme, ...]:
    return tuple(_definitions().programmes.values())


def programme(code: str) -> Programme:
    """The programme with this code. Raises KeyError if there is none."""
    return _definitions().programmes[code]


def _scales(path: Path) -> list[Scale]:
    file = read_toml(path)
    scales = []
    for table in file.tables("scale"):
        grades = []
        for row in table.tables("grade"):
            grade = ScaleGrade(
                code=row.take("code", str),
                rank=row.take("rank", int),
                label=row.take("label", str),
                letter=row.take("letter", str),
                wordings=row.words("wordings"),
                meaning=row.take("meaning", str, ""),
            )
            row.done()
            grades.append(grade)
        if [grade.rank for grade in grades] != list(range(1, len(grades) + 1)):
            raise table.error("the grades should be ranked 1, 2, 3 … best first")
        check_unique(table, "grade", [grade.code for grade in grades])
        scale = Scale(table.take("code", str), table.take("name", str), tuple(grades))
        table.done()
        scales.append(scale)
    file.done()
    check_unique(file, "scale", [scale.code for scale in scales])
    return scales


def _framework(path: Path, scales: dict[str, Scale]) -> Framework:
    file = read_toml(path)
    code = file.take("code", str)
    if code != path.stem:
        raise file.error(f"“code” is {code}, but the file is named {path.stem}")
    scale_code = file.take("scale", str)
    if scale_code not in scales:
        raise file.error(f"scale “{scale_code}” is not in scales.toml")
    in_force_from, in_force_to = file.partial_date("in_force_from"), file.partial_date("in_force_to")
    if in_force_from is None:
        raise file.error("“in_force_from” is missing")
    if in_force_to and in_force_to.latest < in_force_from.earliest:
        raise file.error("“in_force_to” is before “in_force_from”")
    services: list[Service] = []
    order = 0
    for table in file.tables("service"):
        service = _service(table, order)
        order += len(service.judgements)
        services.append(service)
    check_unique(file, "service", [service.code for service in services])
    framework = Framework(
        code=code,
        name=file.take("name", str),
        short_name=file.take("short_name", str),
        programme=file.take("programme", str),
        in_force_from=in_force_from,
        in_force_to=in_force_to,
        scale=scales[scale_code],
        services=tuple(services),
        comparisons=tuple(_comparisons(file)),
        ofsted_reference=file.take("ofsted_reference", str, ""),
        legal_basis=file.take("legal_basis", str, ""),
        no_overall=file.take("no_overall", bool, False),
        report_titles=file.words("report_titles", optional=True),
        grades_in_sentences=file.take("grades_in_sentences", bool, False),
        overall_in_sentence=file.take("overall_in_sentence", bool, False),
        overall_rule=_overall_rule(file),
        grade_meanings=_grade_meanings(file, scales[scale_code]),
    )
    file.done()
    _check_overall_rule(framework, file)
    if not framework.judgements:
        raise file.error("it has no judgement")
    return framework


def _comparisons(file: TomlTable) -> Iterator[Comparability]:
    for row in file.tables("comparison", code="judgement"):
        fairness = row.take("fairness", str)
        if fairness not in get_args(Fairness):
            raise row.error(f"fairness “{fairness}” is not one of {', '.join(get_args(Fairness))}")
        service = row.take("service", str)
        yield Comparability(
            framework=row.take("framework", str),
            judgement=f"{service}.{row.take('judgement', str)}",
            earlier_judgement=f"{service}.{row.take('earlier', str)}",
            fairness=fairness,
            why=row.take("why", str),
        )
        row.done()


def _overall_rule(file: TomlTable) -> OverallRule | None:
    fields = file.take("overall_rule", dict, None)
    if fields is None:
        return None
    table = TomlTable(file.path, fields, "overall_rule")
    service = table.take("service", str)

    def ids(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{service}.{code}" for code in codes)

    rule = OverallRule(
        judgement=f"{service}.{table.take('judgement', str)}",
        inadequate_where=ids(table.words("inadequate_where")),
        may_be_inadequate_where=ids(table.words("may_be_inadequate_where", optional=True)),
    )
    table.done()
    return rule


def _grade_meanings(file: TomlTable, scale: Scale) -> tuple[str, ...]:
    fields = file.take("grade_meanings", dict, {})
    codes = [grade.code for grade in scale.grades]
    if fields and sorted(fields) != sorted(codes):
        raise file.error(f"grade_meanings: there should be one for each of {', '.join(codes)}, and no other")
    table = TomlTable(file.path, fields, "grade_meanings")
    return tuple(table.take(code, str) for code in codes) if fields else ()


def _check_overall_rule(framework: Framework, file: TomlTable) -> None:
    rule = framework.overall_rule
    named = (rule.judgement, *rule.inadequate_where, *rule.may_be_inadequate_where) if rule else ()
    for judgement_id in named:
        if not framework.has(judgement_id):
            raise file.error(f"overall_rule: “{judgement_id}” is not a judgement of the framework")


def _service(table: TomlTable, order: int) -> Service:
    service = table.take("code", str)
    groups: list[JudgementGroup] = []
    graded_groups: list[JudgementGroup] = []
    for row in table.tables("group"):
        group = JudgementGroup(row.take("code", str), row.take("name", str))
        groups.append(group)
        if row.take("may_be_graded", bool, False):
            graded_groups.append(group)
        row.done()
    judgements: list[Judgement] = []

    def add(code: str, **fields: Any) -> None:
        judgements.append(Judgement(service=service, code=code, order=order + len(judgements) + 1, **fields))

    for row in table.tables("judgement"):
        group_code = row.take("group", str, None)
        for group in [g for g in graded_groups if g.code == group_code]:
            # A group's own grade comes before the judgements in the group, as its heading does.
            graded_groups.remove(group)
            add(
                group.code,
                name=group.name,
                short_name=group.name,
                group=group.code,
                part_of=None,
                key=False,
                optional=True,
                theme=None,
                wordings=(group.name,),
            )
        if group_code is not None and group_code not in {group.code for group in groups}:
            raise row.error(f"group “{group_code}” is not a group of the service")
        add(
            row.take("code", str),
            name=row.take("name", str),
            short_name=row.take("short_name", str),
            group=group_code,
            part_of=row.take("part_of", str, None),
            key=row.take("key", bool, False),
            optional=False,
            theme=row.take("theme", str, None),
            wordings=row.words("wordings"),
        )
        row.done()
    codes = [judgement.code for judgement in judgements]
    check_unique(table, "judgement", codes)
    for judgement in judgements:
        if judgement.part_of is not None and judgement.part_of not in codes:
            raise table.error(f"judgement “{judgement.code}” is part of “{judgement.part_of}”, which is not there")
    result = Service(service, table.take("name", str), table.take("short_name", str), tuple(groups), tuple(judgements))
    table.done()
    return result


def _check_comparisons(framework: Framework, frameworks: dict[str, Framework]) -> None:
    for comparison in framework.comparisons:
        where = f"{framework.code}.toml: comparison {comparison.judgement}"
        earlier = frameworks.get(comparison.framework)
        if earlier is None:
            raise FrameworkError(f"{where}: framework “{comparison.framework}” is not known")
        if earlier.scale != framework.scale and comparison.fairness != "none":
            raise FrameworkError(f"{where}: the two frameworks have different scales")
        for framework_, judgement_id in ((framework, comparison.judgement), (earlier, comparison.earlier_judgement)):
            if not framework_.has(judgement_id):
                raise FrameworkError(f"{where}: “{judgement_id}” is not a judgement of {framework_.code}")


def _programmes(path: Path, frameworks: list[Framework]) -> list[Programme]:
    file = read_toml(path)
    programmes = []
    for table in file.tables("programme"):
        code = table.take("code", str)
        members = tuple(framework for framework in frameworks if framework.programme == code)
        if not members:
            raise table.error("no framework belongs to it")
        if len({framework.scale for framework in members}) > 1:
            raise table.error("its frameworks have different scales")
        measures = []
        for row in table.tables("measure"):
            name = row.take("name", str)
            measure = Measure(
                code=row.take("code", str),
                name=name,
                short_name=row.take("short_name", str, name),
                noun=row.take("noun", str),
                grades=row.words("grades"),
                judgements=row.words("judgements"),
            )
            row.done()
            for judgement_id in measure.judgements:
                if not any(framework.has(judgement_id) for framework in members):
                    raise row.error(f"no framework of the programme has “{judgement_id}”")
            for grade in measure.grades:
                if not members[0].scale.has(grade):
                    raise row.error(f"“{grade}” is not a grade of the programme's scale")
            measures.append(measure)
        if not measures:
            raise table.error("it has no measure")
        check_unique(table, "measure", [measure.code for measure in measures])
        programme = Programme(
            code=code,
            name=table.take("name", str),
            short_name=table.take("short_name", str),
            covers_all=table.take("covers_all", bool, False),
            frameworks=members,
            measures=tuple(measures),
            rule=table.take("rule", str, ""),
        )
        table.done()
        programmes.append(programme)
    file.done()
    check_unique(file, "programme", [programme.code for programme in programmes])
    return programmes
