"""Data sets of the hub, by the real client, from a hub on loopback that serves what the tests make up."""

import hashlib
import io
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.hub_stand_in import Fault, Hub, serving
from xlr_warehouse.warehouse import Warehouse

pytest.importorskip("datasets")

NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
WIKIANN = "unimelb-nlp/wikiann"
Sentences = Sequence[Sequence[tuple[str, str]]]
SENTENCES: Sentences = [[("Ana", "B-PER"), ("Oi", "I-PER"), ("naps", "O")], [("Vigo", "B-LOC"), ("wakes", "O")]]

CHUNK = 10 << 20
"""The client writes a download in pieces of this size, and goes on after the last whole one."""

LARGE = 24 << 20
"""Bytes of a file that is still being fetched when it is half done."""

SCRIPT = """
import contextlib, io, json, sys
from xlr_warehouse.cli import run
for command in json.loads(sys.argv[1]):
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        status = run(command)
    print(json.dumps([status, said.getvalue()]))
"""


@dataclass
class Place:
    """A hub, a cache of it, and a warehouse."""

    hub: Hub
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def warehouse(self) -> Path:
        return self.folder / "xlr.duckdb"

    def environment(self) -> dict[str, str]:
        unwanted = {name for name in os.environ if name.lower().endswith("_proxy") or name.startswith("HF_")}
        mine = {
            "HF_ENDPOINT": self.hub.url,
            "HF_HOME": str(self.folder / "hf"),
            "HF_HUB_ETAG_TIMEOUT": "2",
            "HF_HUB_DOWNLOAD_TIMEOUT": "2",
            "HF_HUB_DISABLE_TELEMETRY": "1",
            "USE_TORCH": "0",  # which 'datasets' would load where it can
        }
        return {name: value for name, value in os.environ.items() if name not in unwanted} | mine | self.settings

    def command(self, *commands: str) -> list[str]:
        lines = [["-w", str(self.warehouse), "ingest", *command.split()] for command in commands]
        return [sys.executable, "-c", SCRIPT, json.dumps(lines)]

    def ingest(self, *commands: str) -> list[tuple[int, str]]:
        """Each command's status and what it said, all in one process."""
        done = subprocess.run(
            self.command(*commands), env=self.environment(), capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return [(status, said) for status, said in map(json.loads, done.stdout.splitlines())]

    def landed(self, query: str) -> list[tuple[object, ...]]:
        with Warehouse.reading(self.warehouse) as opened:
            return opened.frame(query).rows()

    def tokens(self, where: str) -> list[tuple[object, ...]]:
        return self.landed(
            f"""
            select t.form, t.tag from token t join text_set s using (text_set)
            where {where} order by t.text_set, t.sentence, t.position
            """
        )


@pytest.fixture
def place(tmp_path: Path, pristine: Path) -> Iterator[Place]:
    (tmp_path / "xlr.duckdb").write_bytes(pristine.read_bytes())
    with serving() as hub:
        yield Place(hub=hub, folder=tmp_path)


def parquet(sentences: Sentences, *, names: Sequence[str] | None = NAMES, tags: str = "ner_tags", **more: str) -> bytes:
    """Sentences as the hub's libraries write them; without `names` the class numbers stay unnamed."""
    known = names or NAMES
    columns: dict[str, list[object]] = {
        "tokens": [[form for form, _ in sentence] for sentence in sentences],
        tags: [[known.index(tag) for _, tag in sentence] for sentence in sentences],
        **{column: [value] * len(sentences) for column, value in more.items()},
    }
    text, classes = {"dtype": "string", "_type": "Value"}, {"names": list(known), "_type": "ClassLabel"}
    features: dict[str, object] = {"tokens": {"feature": text, "_type": "List"}, **dict.fromkeys(more, text)}
    features[tags] = {"feature": classes if names else {"dtype": "int64", "_type": "Value"}, "_type": "List"}
    table = pa.table(columns).replace_schema_metadata({"huggingface": json.dumps({"info": {"features": features}})})
    written = io.BytesIO()
    pq.write_table(table, written)
    return written.getvalue()


def of(language: str, split: str) -> Sentences:
    return [[(f"{form}-{language}-{split}", tag) for form, tag in sentence] for sentence in SENTENCES]


def put_wikiann(hub: Hub, *languages: str, mark: str = "", large: Sequence[str] = ()) -> str:
    """WikiANN in these languages as the next commit; the files named `large` have a column of noise besides."""
    noise = random.Random(1).randbytes(LARGE // 2).hex() if large else ""  # noqa: S311 (noise)
    files = {"README.md": b"---\nlicense: unknown\n---\n# WikiANN\n"}
    for language in languages:
        for split in ("train", "validation", "test"):
            more = {"noise": noise} if f"{language}/{split}" in large else {}
            files[f"{language}/{split}-00000-of-00001.parquet"] = parquet(of(language, split + mark), **more)
    return hub.repository(WIKIANN).commit(files)


def card(*configs: str, split: str = "train", licence: str = "cc-by-4.0", ending: str = "parquet") -> bytes:
    said = [f"---\nlicense: {licence}\nconfigs:"]
    for config in configs:
        said += [f"- config_name: {config}", "  data_files:", f"  - split: {split}", f"    path: {config}/*.{ending}"]
    return "\n".join([*said, "---\n# Made up\n"]).encode()


def refused(answer: tuple[int, str], *parts: str) -> None:
    status, said = answer
    assert status == 1, said
    last = said.strip().splitlines()[-1]
    for part in parts:
        assert part in last


def test_wikiann_lands_with_its_commit_and_the_hash_of_every_file_and_is_fetched_once(place: Place) -> None:
    sha = put_wikiann(place.hub, "da", "simple", "zh-min-nan")
    first, again = place.ingest("wikiann da simple zh-min-nan", "wikiann da simple zh-min-nan")
    assert (first[0], again[0]) == (0, 0), first[1] + again[1]
    assert again[1].count("(3 were there already)") == 3
    files = place.hub.repository(WIKIANN).commits[sha]
    expected = {(path, hashlib.sha256(files[path]).hexdigest(), sha) for path in files if path != "README.md"}
    assert set(place.landed("select path, sha256, revision from source_file")) == expected
    assert place.landed("select corpus, source, revision from corpus") == [("wikiann", f"hub {WIKIANN}", sha)]
    assert place.tokens("language = 'zh-min-nan' and split = 'test'") == [
        token for sentence in of("zh-min-nan", "test") for token in sentence
    ]
    assert place.hub.n_asked("^GET /files/.*parquet") == 9
    assert place.hub.n_asked("^HEAD .*parquet") == 9


def test_all_takes_every_language_the_commit_has_several_at_a_time(place: Place) -> None:
    languages = ("als", "bat-smg", "fiu-vro", "sh")
    put_wikiann(place.hub, *languages)
    place.hub.faults.append(Fault(request="^GET /files/.*train", kind="slow", times=4, seconds=0.02))
    ((status, said),) = place.ingest("wikiann all --jobs 3")
    assert status == 0, said
    assert {row[0] for row in place.landed("select distinct language from text_set")} == set(languages)
    assert place.hub.most_sending == 3


def test_offline_mode_uses_what_is_here_and_asks_nothing_of_the_network(place: Place) -> None:
    put_wikiann(place.hub, "da", "no")
    place.hub.repository("made/ner").commit(
        {"README.md": card("aa", "bb"), "aa/train.parquet": parquet(SENTENCES), "bb/train.parquet": parquet(SENTENCES)}
    )
    assert [status for status, _ in place.ingest("wikiann da", "hub made/ner --language br --config bb")] == [0, 0]
    place.warehouse.unlink()
    place.hub.asked.clear()
    place.settings["HF_HUB_OFFLINE"] = "1"
    known, hub, unknown, other, elsewhere = place.ingest(
        "wikiann da",
        "hub made/ner --language br --config bb",
        "wikiann no",
        "hub made/ner --language br --config aa",
        "hub made/other --language br",
    )
    assert (known[0], hub[0]) == (0, 0), known[1] + hub[1]
    assert place.landed("select corpus, language, count(*) from text_set group by all order by all") == [
        ("ner", "br", 1),
        ("wikiann", "da", 3),
    ]
    refused(unknown, "HF_HUB_OFFLINE is set", "no/train-00000-of-00001.parquet", "was not fetched here before")
    refused(other, "HF_HUB_OFFLINE is set", "--config aa")
    refused(elsewhere, "HF_HUB_OFFLINE is set", "made/other at the revision main was not fetched here before")
    assert place.hub.asked == []


@pytest.fixture(scope="module")
def recovered(tmp_path_factory: pytest.TempPathFactory, pristine: Path) -> Iterator[Place]:
    """A hub that failed in six ways, once each, while six languages were fetched from it."""
    folder = tmp_path_factory.mktemp("recovered")
    (folder / "xlr.duckdb").write_bytes(pristine.read_bytes())
    with serving() as hub:
        hub.faults += [
            Fault(request="^GET /api/datasets/", kind="500"),
            Fault(request="^HEAD .*/af/train", kind="503"),
            Fault(request="^GET /files/.*/am/train", kind="500"),
            Fault(request="^GET /files/.*/an/train", kind="truncate"),
            Fault(request="^GET /files/.*/ar/train", kind="stall", seconds=4),
            Fault(request="^GET /files/.*/arc/train", kind="corrupt"),
        ]
        place = Place(hub=hub, folder=folder, settings={"HF_HUB_DOWNLOAD_TIMEOUT": "1"})
        put_wikiann(hub, "af", "am", "an", "ar", "arc", large=("an/train", "ar/train"))
        ((status, said),) = place.ingest("wikiann af am an ar arc --jobs 5")
        assert status == 0, said
        yield place


@pytest.mark.parametrize("language", ["af", "am", "an", "ar", "arc"])
def test_a_failure_of_the_hub_that_passes_leaves_no_trace_in_the_text(recovered: Place, language: str) -> None:
    assert [fault.times for fault in recovered.hub.faults] == [0] * 6
    assert recovered.tokens(f"language = '{language}' and split = 'train'") == [
        token for sentence in of(language, "train") for token in sentence
    ]


@pytest.mark.parametrize("language", ["an", "ar"])
def test_a_download_that_broke_goes_on_where_it_stopped(recovered: Place, language: str) -> None:
    assert recovered.hub.n_asked(f"^GET /files/.*/{language}/train.* bytes={CHUNK}-") == 1


def test_a_damaged_file_is_noticed_and_fetched_anew(recovered: Place) -> None:
    assert recovered.hub.n_asked("^GET /files/.*/arc/train") == 2


def test_one_language_that_fails_does_not_stop_the_others_and_repeating_fetches_only_it(place: Place) -> None:
    put_wikiann(place.hub, "da", "no", "sv")
    place.hub.faults.append(Fault(request="^GET /files/.*/no/validation", kind="500", times=3))
    failed, repeated = place.ingest("wikiann da no sv", "wikiann da no sv")
    refused(failed, "1 of 3 languages of WikiANN did not come in (no)", "status 500", "fetches only what lacks")
    assert failed[1].count("Landed 3 text sets") == 2
    assert repeated[0] == 0, repeated[1]
    assert repeated[1].count("Landed 3 text sets") == 1
    assert place.hub.n_asked("^GET /files/.*/(da|sv)/") == 6
    assert place.hub.n_asked("^GET /files/.*/no/train") == 1


def test_what_stays_damaged_or_cannot_be_had_lands_nothing(place: Place) -> None:
    put_wikiann(place.hub, "da")
    before = place.warehouse.read_bytes()
    place.hub.faults.append(Fault(request="^GET /files/.*/da/test", kind="corrupt", times=9))
    damaged, unknown = place.ingest("wikiann da", "wikiann no")
    refused(damaged, "da/test-00000-of-00001.parquet", "not what the hub says it is")
    refused(unknown, "has no language 'no'")
    assert place.warehouse.read_bytes() == before


def test_a_hub_that_cannot_be_reached_is_told_in_one_sentence(place: Place) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        place.settings["HF_ENDPOINT"] = f"http://127.0.0.1:{unused.getsockname()[1]}"
        before = place.warehouse.read_bytes()
        (answer,) = place.ingest("wikiann da")
    refused(answer, f"{WIKIANN} cannot be fetched from the hub", "set HF_HUB_OFFLINE=1")
    assert len(answer[1].splitlines()) == 1
    assert place.warehouse.read_bytes() == before


def test_after_kill_in_the_middle_of_a_download_whole_files_are_kept_and_nothing_had_landed(place: Place) -> None:
    put_wikiann(place.hub, "da")
    place.hub.faults.append(Fault(request="^GET /files/.*/da/test", kind="slow", times=1, seconds=0.5))
    before = place.warehouse.read_bytes()
    with subprocess.Popen(place.command("wikiann da"), env=place.environment(), stdout=subprocess.DEVNULL) as started:
        end = time.monotonic() + 30
        while not place.hub.n_asked("^GET /files/.*/da/test") and time.monotonic() < end:
            time.sleep(0.02)
        started.send_signal(signal.SIGKILL)
    assert place.hub.n_asked("^GET /files/.*/da/test") == 1
    assert place.warehouse.read_bytes() == before
    ((status, said),) = place.ingest("wikiann da")
    assert status == 0, said
    assert [place.hub.n_asked(f"^GET /files/.*/da/{split}") for split in ("train", "validation", "test")] == [1, 1, 2]


def test_an_older_commit_is_read_when_it_is_asked_for(place: Place) -> None:
    old = put_wikiann(place.hub, "da", mark="-old")
    new = put_wikiann(place.hub, "da", mark="-new")
    pinned, moved, replaced = place.ingest(f"wikiann da --revision {old}", "wikiann da", "wikiann da --replace")
    assert pinned[0] == 0, pinned[1]
    refused(moved, "with another content")
    assert replaced[0] == 0, replaced[1]
    assert place.landed("select distinct revision from source_file") == [(new,)]
    assert place.tokens("split = 'test'")[0] == ("Ana-da-test-new", "B-PER")


DECLARED = """---
configs:
- config_name: x
  data_files: x/train.jsonl
dataset_info:
- config_name: x
  features:
  - name: tokens
    sequence: string
  - name: tags
    sequence:
      class_label:
        names:
          '0': O
          '1': B-PER
  splits:
  - name: train
    num_bytes: 1
    num_examples: 1
---
"""
NUMBERED = '{"tokens": ["Ana", "naps"], "tags": [1, 0]}\n'


def test_human_annotated_data_sets_come_in_by_their_own_columns_configurations_and_splits(place: Place) -> None:
    dates = (*NAMES, "B-DATE", "I-DATE")
    tagged: Sentences = [[("Ana", "B-PER"), ("naps", "O"), ("today", "B-DATE")]]
    hub = place.hub
    made = hub.repository("made/africa").commit({"africa.py": b"raise SystemExit", "README.md": card("yor")})
    copy = hub.repository("made/africa").commit(
        {
            "yor/train/0000.parquet": parquet(tagged, names=dates),
            "yor/test/0000.parquet": parquet(SENTENCES, names=dates),
            "hau/train/0000.parquet": parquet(tagged, names=dates),
        },
        ref="refs/convert/parquet",
    )
    numbers = parquet(SENTENCES, names=None, lang="br")
    hub.repository("made/Neural").commit({"README.md": b"", "data/train_br.parquet": numbers}, ref="v1")
    hub.repository("made/universal").commit(
        {"README.md": card("br_x", split="dev"), "br_x/dev.parquet": parquet(SENTENCES, text="so", annotator="me")}
    )
    bioes = [{"words": ["Ana", "Oi", "naps"], "ner": ["B-PER", "E-PER", "O"]}, {"words": ["Vigo"], "ner": ["S-LOC"]}]
    lines = "".join(json.dumps(row) + "\n" for row in bioes).encode()
    hub.repository("made/lines").commit({"README.md": card("x", split="test", ending="jsonl"), "x/a.jsonl": lines})
    hub.repository("made/declared").commit({"README.md": DECLARED.encode(), "x/train.jsonl": NUMBERED.encode()})
    africa, neural, universal, jsonl, declared, pinned = place.ingest(
        "hub made/africa --language yo --config yor",
        f"hub made/Neural --language br --revision v1 --split train=train --labels {','.join(NAMES)}",
        "hub made/universal --language br",
        "hub made/lines --language br --corpus mine",
        "hub made/declared --language br",
        f"hub made/africa --language ha --config hau --revision {copy}",
    )
    for status, said in (africa, neural, universal, jsonl, declared, pinned):
        assert status == 0, said
    assert made not in africa[1]
    assert f"at {copy} (licence: not stated): the hub's copy in Parquet" in africa[1]
    assert "The split dev is our validation" in universal[1]
    assert place.tokens("corpus = 'africa' and split = 'train' and language = 'yo'") == list(tagged[0])
    assert place.tokens("corpus = 'neural'") == [token for sentence in SENTENCES for token in sentence]
    assert [tag for _, tag in place.tokens("corpus = 'mine'")] == ["B-PER", "I-PER", "O", "B-LOC"]
    assert [tag for _, tag in place.tokens("corpus = 'declared'")] == ["B-PER", "O"]
    assert place.landed("select corpus, licence from corpus where corpus = 'universal'") == [("universal", "cc-by-4.0")]
    assert place.landed("select sha256 from source_file where corpus = 'mine'") == [
        (hashlib.sha256(lines).hexdigest(),)
    ]


def test_a_private_data_set_comes_in_with_the_right_token(place: Place) -> None:
    place.hub.repository("made/private").commit({"README.md": card("x"), "x/train.parquet": parquet(SENTENCES)})
    place.hub.repository("made/private").token = "right"  # noqa: S105 (made up)
    (without,) = place.ingest("hub made/private --language br")
    refused(without, "The hub shows no data set 'made/private'", "hf auth login")
    place.settings["HF_TOKEN"] = "right"  # noqa: S105 (made up)
    ((status, said),) = place.ingest("hub made/private --language br")
    assert status == 0, said


REFUSED = {
    "hub made/nothing --language br": ("The hub shows no data set 'made/nothing'", "owner/name"),
    "hub a/b/c --language br": ("'a/b/c'", "owner/name"),
    "hub made/gated --language br": ("made/gated is gated", "accept its terms"),
    "hub made/good --language br --revision nope": ("has no revision 'nope'",),
    "hub made/good --language br": ("has 2 configurations; name one with --config: aa, bb",),
    "hub made/good --language br --config cc": ("has no configuration 'cc'; it has aa, bb",),
    "hub made/good --language b! --config aa": ("'b!' is no language code",),
    "hub made/good --language br --config aa --split test=probe": ("no split 'probe'", "has the splits train"),
    "hub made/good --language br --config aa --tags nope": ("no column 'nope'", "tokens (list of text)"),
    "hub made/good --language br --config aa --tokens note": ("holds no lists of text", "note (text)"),
    "hub made/good --language br --config aa --labels O,B-X": ("itself names the classes", "O,B-PER"),
    "hub made/doubt --language br": ("tags and labels could both be the tags", "--tags"),
    "hub made/plain --language br": ("no column is known to hold the tags", "text (text)"),
    "hub made/numbers --language br": ("class numbers without names", "--labels"),
    "hub made/uneven --language br": ("x/train.jsonl:2:", "2 tokens and 1 tags"),
    "hub made/odd --language br --config x": ("none of which has a usual name", "--split"),
    "hub made/program --language br": ("made by a program (program.py), which is not run", "refs/convert/parquet"),
    "hub made/empty --language br": ("nothing that 'datasets' can read",),
    "hub made/broken --language br": ("x/train.parquet", "no whole Parquet file"),
}


@pytest.fixture(scope="module")
def refusals(tmp_path_factory: pytest.TempPathFactory, pristine: Path) -> dict[str, tuple[int, str]]:
    """What each command of `REFUSED` said, in one process; none of them changed the warehouse."""
    folder = tmp_path_factory.mktemp("refused")
    (folder / "xlr.duckdb").write_bytes(pristine.read_bytes())
    with serving() as hub:
        good = parquet(SENTENCES, note="said")
        rows = [{"tokens": ["a"], "tags": ["O"]}, {"tokens": ["a", "b"], "tags": ["O"]}]
        both = {"tokens": [["a"]], "tags": [["O"]], "labels": [["O"]]}
        hub.repository("made/gated").commit({"README.md": b""})
        hub.repository("made/gated").is_gated = True
        for name, files in {
            "good": {"README.md": card("aa", "bb"), "aa/train.parquet": good, "bb/train.parquet": good},
            "doubt": {
                "README.md": card("x", ending="jsonl"),
                "x/train.jsonl": json.dumps({column: values[0] for column, values in both.items()}).encode(),
            },
            "plain": {"README.md": card("x", ending="jsonl"), "x/train.jsonl": b'{"text": "Ana naps"}\n'},
            "numbers": {"README.md": card("x"), "x/train.parquet": parquet(SENTENCES, names=None)},
            "uneven": {
                "README.md": card("x", ending="jsonl"),
                "x/train.jsonl": b"\n".join(json.dumps(row).encode() for row in rows),
            },
            "odd": {"README.md": card("x", split="part"), "x/train.parquet": good},
            "program": {"README.md": b"", "program.py": b"raise SystemExit"},
            "empty": {"README.md": b"# Nothing here\n"},
            "broken": {"README.md": card("x"), "x/train.parquet": good[:-9]},
        }.items():
            hub.repository(f"made/{name}").commit(files)
        place = Place(hub=hub, folder=folder)
        before = place.warehouse.read_bytes()
        answers = place.ingest(*REFUSED)
        assert place.warehouse.read_bytes() == before
    return dict(zip(REFUSED, answers, strict=True))


@pytest.mark.parametrize("command", REFUSED)
def test_what_cannot_come_in_is_told_in_one_sentence(refusals: dict[str, tuple[int, str]], command: str) -> None:
    status, said = refusals[command]
    assert status == 1, said
    assert len(said.strip().splitlines()) == 1, said
    for part in REFUSED[command]:
        assert part in said
