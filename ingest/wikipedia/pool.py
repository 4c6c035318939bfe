"""Worker processes that outlive a bad task: one that takes too long or kills its process is told as a failure."""

import multiprocessing
import signal
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

LONGEST_TASK = 600.0
"""Seconds a task may take: a long page takes a tenth of one, the worst that is parsed (`effort`) some ten."""


@dataclass(frozen=True, kw_only=True)
class Failed:
    """What became of a task that has no result.

    `is_by_machine` says that the task may have one elsewhere: its process was ended, for its time or by another hand.
    """

    reason: str
    is_by_machine: bool = False


@dataclass(kw_only=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: Any = None
    deadline: float = 0.0


@dataclass(kw_only=True)
class Pool:
    """Processes that each do one task at a time: `work(task)`, a function of a module that can be imported."""

    work: Callable[[Any], Any]
    n_workers: int
    seconds: float = LONGEST_TASK
    _idle: list[_Worker] = field(default_factory=list[_Worker])
    _busy: list[_Worker] = field(default_factory=list[_Worker])

    def is_free(self) -> bool:
        """Whether a task can be begun at once."""
        return len(self._busy) < self.n_workers

    def is_idle(self) -> bool:
        """Whether no task is under way."""
        return not self._busy

    def begin(self, task: object) -> None:
        """Give a task to a free worker, starting it where needed."""
        while self._idle and not self._idle[-1].process.is_alive():
            self._end(self._idle.pop())
        worker = self._idle.pop() if self._idle else self._start()
        worker.task, worker.deadline = task, time.monotonic() + self.seconds
        self._busy.append(worker)
        # One that dies before it has read the task closes its pipe, which `finished` tells as a failure.
        with suppress(OSError):
            worker.pipe.send(task)

    def finished(self, *, wait_for_one: bool) -> Iterator[tuple[Any, Any]]:
        """The tasks that are done, each with its result or a `Failed`; waits for one, or only looks."""
        while self._busy:
            now = time.monotonic()
            soonest = min(worker.deadline for worker in self._busy)
            ready = wait([worker.pipe for worker in self._busy], max(0.0, soonest - now) if wait_for_one else 0)
            done = [worker for worker in self._busy if worker.pipe in ready]
            late = [worker for worker in self._busy if worker not in done and time.monotonic() >= worker.deadline]
            for worker in done:
                yield worker.task, self._receive(worker)
            for worker in late:
                self._end(worker)
                yield worker.task, Failed(reason=f"it took longer than {self.seconds:g} seconds", is_by_machine=True)
            if done or late or not wait_for_one:
                return

    def done(self, tasks: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
        """All of these tasks, each with its result or a `Failed`, in the order in which they end."""
        task = next(tasks, None)
        while task is not None or not self.is_idle():
            while task is not None and self.is_free():
                self.begin(task)
                task = next(tasks, None)
            yield from self.finished(wait_for_one=True)

    def close(self) -> None:
        """End every worker, whatever it is doing."""
        for worker in (*self._idle, *self._busy):
            self._end(worker)
        self._idle.clear()

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.work), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process=process, pipe=ours)

    def _receive(self, worker: _Worker) -> object:
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError):
            self._end(worker)
            reason = f"the process that read it ended with status {worker.process.exitcode}"
            return Failed(reason=reason, is_by_machine=True)
        self._busy.remove(worker)
        self._idle.append(worker)
        return result

    def _end(self, worker: _Worker) -> None:
        if worker in self._busy:
            self._busy.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()


@contextmanager
def workers(work: Callable[[Any], Any], *, n: int, seconds: float = LONGEST_TASK) -> Generator[Pool]:
    """A pool that ends with the block."""
    pool = Pool(work=work, n_workers=n, seconds=seconds)
    try:
        yield pool
    finally:
        pool.close()


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """Do task after task until the other end is gone."""
    # An interrupt at the terminal reaches every process; the parent's is the one that counts.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            result = work(task)
        except Exception as error:  # noqa: BLE001 (whatever a parser raises is told to the user as the page's failure)
            reason = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(":")[:300]
            result = Failed(reason=reason, is_by_machine=isinstance(error, MemoryError))
        pipe.send(result)
