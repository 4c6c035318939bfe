"""Tokenizers of the hub, by the real client, from a hub on loopback."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from tests.hub_stand_in import Hub, serving

pytest.importorskip("huggingface_hub")

SCRIPT = """
import json, sys
from ingest.forms.tokenizers import find_tokenizer
from xlr_warehouse.errors import XlrError
for name in sys.argv[1:]:
    try:
        found = find_tokenizer(name)
        print(json.dumps([found.name, found.revision, found.cutter.cut(["ab"])[0]]))
    except XlrError as failure:
        print(json.dumps(str(failure)))
"""
NAME = "made/encoder"


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving() as served:
        yield served


def found(hub: Hub, cache: Path, *names: str, **settings: str) -> list[object]:
    """What each name stands for, found in a process that knows this hub alone."""
    unwanted = {name for name in os.environ if name.lower().endswith("_proxy") or name.startswith("HF_")}
    mine = {"HF_ENDPOINT": hub.url, "HF_HOME": str(cache), "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_ETAG_TIMEOUT": "2"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *names],
        env={name: value for name, value in os.environ.items() if name not in unwanted} | mine | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def pieces(*vocabulary: str) -> bytes:
    """A tokenizer.json with these word pieces."""
    numbers = {piece: number for number, piece in enumerate(["[UNK]", "a", *vocabulary])}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106 (a piece, no password)
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return tokenizer.to_str().encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_tokenizer_is_fetched_once_by_its_name_and_used_offline(hub: Hub, tmp_path: Path) -> None:
    data = pieces("##b")
    hub.repository(NAME).commit({"tokenizer.json": data})
    want = [NAME, sha256(data), [1, 2]]
    assert found(hub, tmp_path, NAME, NAME) == [want, want]
    assert hub.n_asked("^GET /files/.*tokenizer.json") == 1
    hub.asked.clear()
    assert found(hub, tmp_path, NAME, HF_HUB_OFFLINE="1") == [want]
    assert hub.asked == []


def test_a_revision_is_asked_for_behind_the_name(hub: Hub, tmp_path: Path) -> None:
    old, new = pieces("##b"), pieces("ab")
    first = hub.repository(NAME).commit({"tokenizer.json": old})
    hub.repository(NAME).commit({"tokenizer.json": new})
    assert found(hub, tmp_path, NAME, f"{NAME}@{first}") == [
        [NAME, sha256(new), [2]],
        [f"{NAME}@{first}", sha256(old), [1, 2]],
    ]


def test_what_the_hub_does_not_have_is_one_sentence(hub: Hub, tmp_path: Path) -> None:
    hub.repository(NAME).commit({"config.json": b"{}"})
    without, nothing, revision = found(hub, tmp_path, NAME, "made/other", f"{NAME}@nowhere")
    assert without == f"{NAME} of the hub has no tokenizer.json; give a folder that has one."
    assert str(nothing).startswith("There is no tokenizer 'made/other'")
    assert revision == f"The hub has no such revision: {NAME}@nowhere."
