"""A pool of worker processes that make runs: long-lived, spawned, each with one job at a time."""

import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from runners import states
from runners.job import Job
from runners.layout import Layout


@dataclass(frozen=True, kw_only=True)
class Done:
    """What became of a job: whether it was trained, or the sentence that says why it failed."""

    job: Job
    was_trained: bool = False
    failure: str | None = None


@dataclass(kw_only=True)
class _Worker:
    """A worker process, the device it computes on, and the job it has."""

    process: BaseProcess
    pipe: Connection
    device: str
    job: Job | None = None


def work(jobs: Sequence[Job], *, layout: Layout, watch: str | None = None) -> Generator[Done]:
    """Do the jobs and answer each as it is done; when the generator is closed, the workers end.

    A worker that dies fails its job; another takes its place. `watch` names what gets every logged step.
    """
    waiting = deque(jobs)
    workers: list[_Worker] = []
    try:
        while waiting or any(worker.job for worker in workers):
            while waiting and len(workers) < layout.n_workers:
                workers.append(_started(_freest(workers, layout), layout.n_threads, watch))
            _hand_out(waiting, workers)
            ready = connection.wait([worker.pipe for worker in workers if worker.job])
            done: list[Done] = []
            for worker in [worker for worker in workers if worker.pipe in ready]:
                done.append(_answer(worker))
                worker.job = None
                if not worker.process.is_alive():
                    workers.remove(worker)
            _hand_out(waiting, workers)  # before the caller takes its time over the answers
            yield from done
    finally:
        for worker in workers:
            worker.pipe.close()  # upon which an idle worker ends
            if worker.job is not None:
                worker.process.terminate()
        for worker in workers:
            worker.process.join()


def _freest(workers: Sequence[_Worker], layout: Layout) -> str:
    """The device that has the fewest workers, the first of equals."""
    return min(layout.devices, key=lambda device: sum(worker.device == device for worker in workers))


def _hand_out(waiting: deque[Job], workers: list[_Worker]) -> None:
    for worker in workers:
        if worker.job is None and waiting:
            worker.job = waiting.popleft()
            with suppress(OSError):  # of a worker that has died meanwhile, its answer will tell
                worker.pipe.send(worker.job)


def _started(device: str, n_threads: int, watch: str | None) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, device, n_threads, watch), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process=process, pipe=ours, device=device)


def _answer(worker: _Worker) -> Done:
    job = worker.job
    if job is None:
        raise AssertionError("only workers with a job are waited for")
    try:
        was_trained, failure = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        failure = f"its process ended with status {worker.process.exitcode}, perhaps for want of memory"
        states.note_failed(job.runs, job.run, failure)
        return Done(job=job, failure=failure)
    return Done(job=job, was_trained=was_trained, failure=failure)


def _serve(pipe: Connection, device: str, n_threads: int, watch: str | None) -> None:
    """Take jobs from the pipe and answer each with (was it trained, why it failed) until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from runners.making import attempt, set_up
    from runners.watching import watcher

    set_up(n_threads=n_threads)
    while True:
        try:
            job: Job = pipe.recv()
        except EOFError:
            return
        pipe.send(attempt(job, device=device, watch=watcher(watch)))


def _end_with_parent() -> None:
    """A worker whose parent was killed ends at once: nobody would land what it makes."""
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
