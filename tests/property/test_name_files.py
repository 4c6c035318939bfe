"""Gazetteers: a name stays as it is when it is read again, and a broken file is one sentence."""

import bz2
import io
import json
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.names.choice import FORMS, KINDS, Choice
from ingest.names.normal import LONGEST, normalised
from ingest.names.reading import read_names
from xlr_warehouse.errors import XlrError

LINE = "1\tBrest\tBrest\tBreizh,Brest\t48.4\t-4.5\tP\tPPL\tFR\t\tA2\t\t\t\t140000\t\t52\tEurope/Paris\t2020-01-01\n"
SEEDS = {
    "list": b"Anna\n# comment\nErwan (name)\n",
    "table": b"name\tn\nAnna\t1\nErwan\t2\n",
    "csv": b'rank,name\n1,"Anna"\n2,Erwan\n',
    "countries": b"Country,Gender,Localized Name\nFR,F,Anna\nIT,F,Ada\n",
    "geonames": LINE.encode() * 2,
    "category": json.dumps({"query": {"categorymembers": [{"ns": 0, "title": "Anna"}]}}).encode(),
    "dump": b"<mediawiki>\n<page><title>Anna</title><ns>0</ns><text>{{given name|fr|female}}</text></page></mediawiki>",
}


def packed(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("names.txt", content)
    return out.getvalue()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("names") / "names.txt"


@given(
    raw=st.text(max_size=40) | st.text(alphabet="aé\u0301 ()\u00a0\u200b\u200c\u200d\u2000\uff08\uff09", max_size=12)
)
def test_a_name_stays_as_it_is_when_it_is_read_again(raw: str) -> None:
    name = normalised(raw)
    if name is None:
        return
    assert normalised(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert name == " ".join(name.split())
    assert 0 < len(name) <= LONGEST
    name.encode()


@given(names=st.lists(st.text(min_size=1, max_size=9).map(lambda text: normalised(f"A{text}")), min_size=1))
def test_names_that_are_written_as_ours_come_back_in_their_order(names: list[str | None], path: Path) -> None:
    usable = [name for name in names if name is not None and " #" not in name]
    members = [{"ns": 0, "title": name.replace(" ", "_")} for name in usable if "_" not in name]
    if not members:
        return
    path.write_text(json.dumps({"query": {"categorymembers": members}}), encoding="utf-8")
    brought = read_names(path, Choice(language="fr", kind="given_name"))
    assert brought.names == tuple(dict.fromkeys(name for name in usable if "_" not in name))
    path.write_text("".join(f"{name}\n" for name in usable), encoding="utf-8")
    brought = read_names(path, Choice(language="fr", kind="given_name"), form="list")
    assert brought.names == tuple(dict.fromkeys(usable))


@given(
    data=st.data(),
    seed=st.sampled_from(sorted(SEEDS)),
    kind=st.sampled_from(KINDS),
    form=st.sampled_from((None, None, *FORMS)),
    pack=st.sampled_from((bytes, bytes, bz2.compress, packed)),
    is_packed_first=st.booleans(),
)
def test_a_broken_file_is_one_sentence_or_names(
    data: st.DataObject,
    seed: str,
    kind: str,
    form: str | None,
    pack: type[bytes],
    path: Path,
    *,
    is_packed_first: bool,
) -> None:
    content = bytearray(pack(SEEDS[seed]) if is_packed_first else SEEDS[seed])
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 9)))
        content[start:end] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b'"', b"<", b"{{", b"]", b"\n", b",", b"\t", b"\t\t", b"#", b"\r"])
        )
    path.write_bytes(bytes(content) if is_packed_first else pack(bytes(content)))
    choice = Choice(
        language="fr",
        kind=kind,
        column=data.draw(st.sampled_from(["", "", "1", "2", "name"])),
        countries=data.draw(st.sampled_from([(), (), ("FR",)])),
        where=data.draw(st.sampled_from([{}, {}, {"name": "Anna"}])),
        alternate=data.draw(st.sampled_from([False, False, True])),
    )
    try:
        brought = read_names(path, choice, form=form)
    except XlrError as error:
        said = str(error)
    else:
        said = ""
        assert brought.names
        assert all(normalised(name) == name for name in brought.names)
        assert len(set(brought.names)) == len(brought.names)
        assert brought.n_read == len(brought.names) + brought.n_unusable + brought.n_twice
    assert "\n" not in said
