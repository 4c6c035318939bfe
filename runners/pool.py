"""A pool of worker processes that make runs: long-lived, spawned, each with one job at a time."""

import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from runners.job import Job
from xlr_warehouse.errors import XlrError


@dataclass(frozen=True, kw_only=True)
class Done:
    """What became of a job: whether it was trained, or the sentence that says why it failed."""

    job: Job
    was_trained: bool = False
    failure: str | None = None


@dataclass(kw_only=True)
class _Worker:
    """A worker process and the job it has."""

    process: BaseProcess
    pipe: Connection
    job: Job | None = None


def work(jobs: Sequence[Job], *, n_workers: int, device: str, n_threads: int) -> Generator[Done]:
    """Do the jobs and answer each as it is done; when the generator is closed, the workers end.

    A worker that dies fails its job; another takes its place.
    """
    waiting = deque(jobs)
    workers: list[_Worker] = []
    try:
        while waiting or any(worker.job for worker in workers):
            while waiting and len(workers) < n_workers:
                workers.append(_started(device, n_threads))
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


def _hand_out(waiting: deque[Job], workers: list[_Worker]) -> None:
    for worker in workers:
        if worker.job is None and waiting:
            worker.job = waiting.popleft()
            with suppress(OSError):  # of a worker that has died meanwhile, its answer will tell
                worker.pipe.send(worker.job)


def _started(device: str, n_threads: int) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, device, n_threads), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process=process, pipe=ours)


def _answer(worker: _Worker) -> Done:
    job = worker.job
    if job is None:
        raise AssertionError("only workers with a job are waited for")
    try:
        was_trained, failure = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        failure = f"its process ended with status {worker.process.exitcode}, perhaps for want of memory"
        return Done(job=job, failure=failure)
    return Done(job=job, was_trained=was_trained, failure=failure)


def _serve(pipe: Connection, device: str, n_threads: int) -> None:
    """Take jobs from the pipe and answer each with (was it trained, why it failed) until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import torch

    from runners.making import do
    from runners.model import device_named

    torch.set_num_threads(n_threads)
    torch.set_flush_denormal(True)
    while True:
        try:
            job: Job = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send((do(job, device=device_named(device)), None))
        except XlrError as failure:
            pipe.send((False, str(failure).rstrip(".")))
        except torch.OutOfMemoryError:
            pipe.send((False, "the device has not enough memory; use a smaller batch size or maximum length"))
        except Exception as failure:  # noqa: BLE001 (a bug in one run shall not stop the others; its traceback is shown)
            traceback.print_exc(file=sys.stderr)
            pipe.send((False, f"{type(failure).__name__}: {' '.join(str(failure).split())}"))


def _end_with_parent() -> None:
    """A worker whose parent was killed ends at once: nobody would land what it makes."""
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
