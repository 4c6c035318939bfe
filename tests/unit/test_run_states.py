"""States of runs: who makes one now, and what a killed process or a power cut leaves behind."""

import json
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from runners import states
from runners.states import FOLDER, SILENCE, clear, is_taken, note_failed, note_running

RUN = "ner-x-small.aa-s1-01234567"


def changed(runs: Path, **facts: object) -> None:
    """Change what the state of the run says."""
    file = runs / FOLDER / f"{RUN}.json"
    described = json.loads(file.read_text(encoding="utf-8")) | facts
    file.write_text(json.dumps(described), encoding="utf-8")


def at(age: timedelta) -> str:
    return (datetime.now(UTC) - age).isoformat()


def test_a_run_is_being_made_while_its_process_lives(tmp_path: Path) -> None:
    note_running(tmp_path, RUN, done=0.25)
    state = states.states(tmp_path)[RUN]
    assert (state.state, state.done, state.is_running) == ("running", 0.25, True)
    clear(tmp_path, RUN)
    assert states.states(tmp_path) == {}


def test_a_run_whose_process_ended_is_not_being_made(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    note_running(tmp_path, RUN, done=0.0)
    changed(tmp_path, process=ended.pid)
    assert not states.states(tmp_path)[RUN].is_running


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="here nobody tells when a process began")
def test_a_process_that_got_the_number_of_one_that_ended_does_not_make_its_run(tmp_path: Path) -> None:
    note_running(tmp_path, RUN, done=0.0)
    changed(tmp_path, at=at(timedelta(days=365)))
    assert not states.states(tmp_path)[RUN].is_running
    changed(tmp_path, process=os.getppid(), at=at(-timedelta(seconds=30)))
    assert states.states(tmp_path)[RUN].is_running


@pytest.mark.parametrize(("age", "is_running"), [(SILENCE / 2, True), (SILENCE * 2, False)])
def test_another_machine_makes_a_run_until_it_is_silent_for_long(
    age: timedelta,
    is_running: bool,  # noqa: FBT001 (a case)
    tmp_path: Path,
) -> None:
    note_running(tmp_path, RUN, done=0.0)
    changed(tmp_path, machine=f"not-{socket.gethostname()}", at=at(age))
    assert states.states(tmp_path)[RUN].is_running == is_running


def test_a_run_that_failed_says_why(tmp_path: Path) -> None:
    note_running(tmp_path, RUN, done=0.5)
    note_failed(tmp_path, RUN, "no memory")
    state = states.states(tmp_path)[RUN]
    assert (state.state, state.reason, state.is_running) == ("failed", "no memory", False)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"run": "r", "state": "running", "at": "soon"}', '"r"', "\0\0\0"]
)
def test_a_state_that_cannot_be_read_says_nothing_and_hides_no_other(text: str, tmp_path: Path) -> None:
    note_failed(tmp_path, RUN, "no memory")
    (tmp_path / FOLDER / "other.json").write_text(text, encoding="utf-8")
    (tmp_path / FOLDER / "third.json").write_bytes(b"\xff\xfe")
    assert list(states.states(tmp_path)) == [RUN]


def test_what_a_killed_process_was_writing_goes_with_the_state(tmp_path: Path) -> None:
    note_running(tmp_path, RUN, done=0.0)
    (tmp_path / FOLDER / f".{RUN}.{socket.gethostname()}.12345").write_text('{"ru', encoding="utf-8")
    for _ in range(2):
        clear(tmp_path, RUN)
        assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_run_is_taken_by_another_living_process_of_this_machine_only(tmp_path: Path) -> None:
    assert not is_taken(tmp_path, RUN)
    note_running(tmp_path, RUN, done=0.0)
    assert not is_taken(tmp_path, RUN)
    changed(tmp_path, process=os.getppid())
    assert is_taken(tmp_path, RUN)
    changed(tmp_path, process=os.getppid(), machine=f"not-{socket.gethostname()}")
    assert not is_taken(tmp_path, RUN)
    changed(tmp_path, process=2**22 + 1, machine=socket.gethostname())
    assert not is_taken(tmp_path, RUN)
