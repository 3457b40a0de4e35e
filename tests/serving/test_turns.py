"""Turns: nobody is refused, or kept waiting, for what somebody else asks for."""

import threading
from collections.abc import Iterator

import pytest

from dashboard.processor_time import add_process_seconds
from dashboard.serving import turns as module
from dashboard.serving.turns import BusyError, Turn, Turns, UsedTime

WAITING = 4
SOON = 10.0


class Queue:
    """One kind of work whose only thread is held up until the end of `working`."""

    def __init__(self) -> None:
        self.turns = Turns("test", at_once=1, waiting=WAITING)
        self.done: list[str] = []
        self.all: dict[str, Turn[None]] = {}
        self._gate, self._begun = threading.Event(), threading.Event()
        self.turns.start(self._hold, "nobody")
        assert self._begun.wait(SOON)

    def _hold(self) -> None:
        self._begun.set()
        assert self._gate.wait(SOON)

    def ask(self, name: str, client: str, *, seconds: float = 0.0) -> Turn[None]:
        """Queue work that takes this many seconds of processor time."""

        def work() -> None:
            self.done.append(name)
            add_process_seconds(seconds)

        self.all[name] = turn = self.turns.start(work, client)
        return turn

    def finish(self) -> list[str]:
        """Let everything be done. Returns the names in the order in which it was."""
        self._gate.set()
        for turn in self.all.values():
            if not turn.future.cancelled():
                turn.future.result(SOON)
        return self.done

    @property
    def refused(self) -> list[str]:
        """The names of what was queued and gave up its place."""
        return [name for name, turn in self.all.items() if turn.future.cancelled()]


@pytest.fixture
def queue() -> Iterator[Queue]:
    queue = Queue()
    yield queue
    queue.finish()


def test_what_one_client_asks_for_is_made_in_order(queue):
    for name in "abc":
        queue.ask(name, "one")
    assert queue.finish() == ["a", "b", "c"]


def test_one_client_may_fill_the_queue_while_nobody_else_asks(queue):
    for name in "abcd":
        queue.ask(name, "one")
    with pytest.raises(BusyError):
        queue.ask("e", "one")
    assert queue.finish() == ["a", "b", "c", "d"]


def test_whoever_fills_the_queue_gives_up_the_last_place_for_another(queue):
    for name in "abcd":
        queue.ask(name, "one")
    queue.ask("x", "two")
    assert queue.refused == ["d"]
    with pytest.raises(BusyError):
        queue.turns.result(queue.all["d"], "one", SOON)
    assert "x" in queue.finish()


def test_a_queue_of_many_clients_takes_no_more(queue):
    for name in "abcd":
        queue.ask(name, f"client of {name}")
    with pytest.raises(BusyError):
        queue.ask("x", "another")
    assert queue.refused == []


def test_two_who_fill_the_queue_alike_keep_their_places(queue):
    for name, client in zip("abcd", ("one", "one", "two", "two"), strict=True):
        queue.ask(name, client)
    with pytest.raises(BusyError):
        queue.ask("e", "one")
    assert queue.refused == []


def test_who_has_used_least_comes_next(queue):
    queue.ask("a", "one", seconds=1)
    queue.ask("b", "one", seconds=1)
    queue.ask("c", "one", seconds=1)
    queue.ask("x", "two", seconds=0.1)
    assert queue.finish() == ["a", "x", "b", "c"]


def test_the_share_is_of_time_not_of_requests(queue):
    queue.ask("dear", "one", seconds=1)
    queue.ask("dear too", "one", seconds=1)
    queue.ask("cheap", "two", seconds=0.1)
    queue.ask("cheap too", "two", seconds=0.1)
    assert queue.finish() == ["dear", "cheap", "cheap too", "dear too"]


def test_what_was_used_is_forgotten_in_time(monkeypatch):
    now = 1_000.0
    monkeypatch.setattr(module.time, "monotonic", lambda: now)
    used = UsedTime()
    used.add(["one"], 8)
    assert used.of("one") == 8
    now += 3 * module.HALF_LIFE
    assert used.of("one") == pytest.approx(1)
    assert used.of("two") == 0


def test_those_who_had_something_made_together_share_its_time():
    used = UsedTime()
    used.add(["one", "two"], 8)
    assert used.of("one") == pytest.approx(4, rel=0.1)


def test_only_so_many_clients_are_remembered_and_those_who_used_most_among_them():
    used = UsedTime()
    for number in range(module.MOST_CLIENTS + 1):
        used.add([f"{number}"], number)
    assert len(used) <= module.MOST_CLIENTS
    assert used.of(f"{module.MOST_CLIENTS}") > 0


def test_what_another_waits_for_too_is_no_place_to_give_up(queue):
    for name in "abcd":
        queue.ask(name, "one")
    queue.turns.join(queue.all["d"], "two")
    queue.ask("x", "three")
    assert queue.refused == ["c"]


def test_who_joins_work_of_somebody_who_used_much_waits_no_longer_for_that(queue):
    queue.ask("a", "one", seconds=1)
    queue.ask("b", "one", seconds=1)
    queue.ask("c", "one", seconds=1)
    queue.turns.join(queue.all["c"], "two")
    assert queue.finish() == ["a", "c", "b"]


def test_what_nobody_waits_for_any_more_is_not_made(queue):
    for name in "ab":
        queue.ask(name, "one")
    queue.turns.join(queue.all["b"], "two")
    for name in "ab":
        with pytest.raises(BusyError):
            queue.turns.result(queue.all[name], "one", 0.01)
    assert queue.finish() == ["b"]


def test_an_error_reaches_who_waits_and_the_thread_goes_on():
    turns = Turns("test", at_once=1, waiting=1)

    def fail() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        turns.result(turns.start(fail, "one"), "one", SOON)
    assert turns.result(turns.start(lambda: 1, "one"), "one", SOON) == 1
