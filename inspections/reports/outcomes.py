"""What reading a file can come to: a report's reading, a letter's reading, or a refusal."""

from typing import Any

from inspections.reports.findings import Reading, Refusal
from inspections.reports.letters.findings import LetterReading

ReadingOutcome = Reading | LetterReading | Refusal


def outcome_from_json(data: dict[str, Any]) -> ReadingOutcome:
    """An outcome from its plain values. Raises KeyError, TypeError or ValueError for anything else."""
    if "refusal" in data:
        return Refusal.from_json(data)
    return LetterReading.from_json(data) if "visit" in data else Reading.from_json(data)
