"""Workers do what they are given, and a task that fails is told, never lost."""

import os
import signal
import time

from ingest.wikipedia.pool import Failed, workers


def work(task: str) -> str:
    match task:
        case "raise":
            raise ValueError("no good")
        case "fill":
            raise MemoryError
        case "hang":
            time.sleep(60)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case _:
            return task.upper()
    return ""


def test_every_task_has_its_result_or_its_failure() -> None:
    tasks = ["a", "raise", "b", "fill", "die", "c", "hang", "d", "e"]
    with workers(work, n=2, seconds=3) as pool:
        done = dict(pool.done(iter(tasks)))
    assert set(tasks) == set(done)
    assert [done[task] for task in "abcde"] == ["A", "B", "C", "D", "E"]
    assert done["raise"] == Failed(reason="ValueError: no good")
    assert done["fill"] == Failed(reason="MemoryError", is_by_machine=True)
    assert done["die"] == Failed(reason="the process that read it ended with status -9", is_by_machine=True)
    assert done["hang"] == Failed(reason="it took longer than 3 seconds", is_by_machine=True)


def test_worker_that_died_while_idle_is_replaced() -> None:
    with workers(work, n=1) as pool:
        assert list(pool.done(iter(["a"]))) == [("a", "A")]
        pool._idle[0].process.kill()
        pool._idle[0].process.join()
        assert list(pool.done(iter(["b"]))) == [("b", "B")]


def test_no_process_outlives_the_pool() -> None:
    with workers(work, n=2) as pool:
        pool.begin("hang")
        process = pool._busy[0].process
    assert not process.is_alive()
