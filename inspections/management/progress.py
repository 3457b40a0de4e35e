"""How far a command has come: a bar on a terminal, elsewhere a line every some seconds."""

import time
from collections import Counter
from collections.abc import Callable
from types import TracebackType

from rich.console import Console
from rich.progress import Progress

SECONDS_BETWEEN_LINES = 15.0


class CommandProgress:
    """Counts what is done of `total`, by outcome."""

    def __init__(
        self, console: Console, doing: str, total: int, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._console, self._doing, self._total, self._clock = console, doing, total, clock
        self._bar = Progress(console=console, disable=not console.is_terminal)
        self._task = self._bar.add_task(doing, total=total)
        self._begun = self._said = clock()
        self.outcomes: Counter[str] = Counter()

    def __enter__(self) -> "CommandProgress":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def advance(self, outcome: str) -> None:
        """Count one more, and say so if it is time."""
        self.outcomes[outcome] += 1
        self._bar.advance(self._task)
        now = self._clock()
        if not self._console.is_terminal and now - self._said >= SECONDS_BETWEEN_LINES:
            self._said = now
            self._console.print(self._line(now), soft_wrap=True, highlight=False)

    @property
    def outcome_words(self) -> str:
        """`441 loaded, 5 refused`."""
        return ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.items())

    def _line(self, now: float) -> str:
        done = self.outcomes.total()
        left = (now - self._begun) / done * (self._total - done)
        return f"{self._doing}: {done} of {self._total} ({self.outcome_words}), about {_minutes(left)} left"


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} minutes"
