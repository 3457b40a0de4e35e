"""What Ofsted judged, framework by framework: TOML files and the one loader that reads and checks them."""

from .loader import (
    Comparison,
    Fairness,
    Framework,
    FrameworkError,
    Grade,
    Group,
    Judgement,
    Measure,
    Programme,
    Scale,
    Service,
    all_frameworks,
    all_programmes,
    framework,
    load,
    programme,
)

__all__ = [
    "Comparison",
    "Fairness",
    "Framework",
    "FrameworkError",
    "Grade",
    "Group",
    "Judgement",
    "Measure",
    "Programme",
    "Scale",
    "Service",
    "all_frameworks",
    "all_programmes",
    "framework",
    "load",
    "programme",
]
