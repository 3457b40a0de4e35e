"""What Ofsted judged, framework by framework: TOML files and the one loader that reads and checks them."""

from .definitions import (
    NOT_JUDGED,
    Comparison,
    Fairness,
    Framework,
    Grade,
    Group,
    Judgement,
    Measure,
    OverallRule,
    Programme,
    Scale,
    Service,
)
from .loader import FrameworkError, all_frameworks, all_programmes, framework, load, programme

__all__ = [
    "NOT_JUDGED",
    "Comparison",
    "Fairness",
    "Framework",
    "FrameworkError",
    "Grade",
    "Group",
    "Judgement",
    "Measure",
    "OverallRule",
    "Programme",
    "Scale",
    "Service",
    "all_frameworks",
    "all_programmes",
    "framework",
    "load",
    "programme",
]
