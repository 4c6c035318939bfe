"""What is damaged: for every way in, files it takes and the command that reads them. All text is invented."""

import bz2
import gzip
import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from tests.made_dump import MadePage, plain


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way in: files it takes, how they are packed, the name they have, and the command with `FILE` for their path.

    `folder` stands for the folder of the file in place of its path.
    """

    files: tuple[bytes, ...]
    name: str
    command: tuple[str, ...]
    pack: Callable[[bytes], bytes] | None = None


NO_DOUBT = (
    b"Anna\tB-PER\ne\tO\nBrest\tB-LOC\n\nSkol\tB-ORG\nVeur\tI-ORG\n\nha\tO\n",
    "Yann\u00a0Ber\tB-PER\r\n\r\nKemper\tI-LOC\r\n".encode(),
)
COLUMNS = (
    b"-DOCSTART- -X- O O\n\nAnna NNP B-NP B-PER\ne IN O O\n\nBrest NNP B-NP B-LOC\n",
    b"# id = 1\n1\tAnna\tB-PER\t-\n2\te\tO\t-\n\n1\tBrest\tS-LOC\t-\n",
    b"Anna B-PER\nBer E-PER\ne O\n\nBrest S-LOC\n",
    "\u041f\u0451\tI-PER\n\u0416\tI-LOC\n\n\u044e\tO\n".encode("cp1251"),
)
RAW = (b"br:Anna\tB-PER\nbr:e\tO\n\nbr:Brest\tB-LOC\n",)
ITEMS = [
    {
        "id": str(number),
        "sectionText": f"Ar gêr {number} a zo bras ha kozh.",
        **{f"title{letter}": f"Titl {letter} {number}" for letter in "ABCD"},
        "correctTitle": f"title{'ABCD'[number % 4]}",
        "url": f"https://br.example.org/wiki/P{number // 2}",
    }
    for number in range(6)
]
PAGE = "".join(f"== Rann {n} ==\n{'Ur gêr [[koant|brav]] eo {{testenn}} homañ. ' * 12}\n\n" for n in range(5))
DUMP = plain([MadePage(page_id=n, title=f"Pajenn {n}", wikitext=PAGE.replace("gêr", f"gêr {n}")) for n in range(1, 6)])


WIKTIONARY = plain(
    [
        MadePage(
            page_id=n,
            title=name,
            wikitext="==Breton==\n# A town.\n[[Category:br:Places in Brittany]]\n{{C|br|Cities}}",
        )
        for n, name in enumerate(("Brest", "Kemper", "Gwened"), start=1)
    ],
    language="en",
).replace(b"<dbname>enwiki</dbname>", b"<dbname>enwiktionary</dbname>")


def archive(data: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as opened:
        for name in ("train", "test"):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            opened.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def parquet(frame: pl.DataFrame) -> bytes:
    packed = io.BytesIO()
    frame.write_parquet(packed)
    return packed.getvalue()


LISTS = pl.DataFrame({"tokens": [["Anna", "e"], ["Brest"], []], "ner_tags": [[1, 0], [5], []]})
TAGS = pl.DataFrame(
    {"tokens": [["Anna", "e", "Brest"], ["Skol", "Veur"], ["ha"]], "tags": [["O"] * 3, ["O"] * 2, ["O"]]}
)
PREDICT = ("predictions", "FILE", "--corpus", "gold", "--language", "br", "--encoder", "e", "--trained-on", "br")
CONLL = ("conll", "FILE", "--corpus", "NEW", "--language", "br", "--split", "test")
TITLES = ("titles", "FILE", "--corpus", "NEW", "--language", "br")
NAMES = ("names", "FILE", "--language", "br", "--kind", "place")

WAYS = {
    "conll": Way(files=(*NO_DOUBT, *COLUMNS), name="x.conll", command=CONLL),
    "conll in gzip": Way(files=NO_DOUBT, name="x.conll.gz", command=CONLL, pack=gzip.compress),
    "wikiann": Way(files=NO_DOUBT, name="br/test.tsv", command=("wikiann", "br", "--from", "FOLDER")),
    "wikiann raw": Way(files=RAW, name="br.test", command=("wikiann", "br", "--from", "FOLDER")),
    "wikiann archive": Way(files=RAW, name="br.tar.gz", command=("wikiann", "br", "--from", "FOLDER"), pack=archive),
    "wikiann parquet": Way(
        files=(parquet(LISTS),), name="br/test.parquet", command=("wikiann", "br", "--from", "FOLDER")
    ),
    "titles json": Way(files=(json.dumps(ITEMS, ensure_ascii=False).encode(),), name="x.json", command=TITLES),
    "titles lines": Way(files=("\n".join(json.dumps(one) for one in ITEMS).encode(),), name="x.jsonl", command=TITLES),
    "titles csv": Way(files=(pl.DataFrame(ITEMS).write_csv().encode(),), name="x.csv", command=TITLES),
    "titles parquet": Way(files=(parquet(pl.DataFrame(ITEMS)),), name="x.parquet", command=TITLES),
    "names list": Way(files=("# anvioù\nBrest\nKemper\nSant-Brieg\n".encode(),), name="x.txt", command=NAMES),
    "names table": Way(files=(b"name\tsound\nBrest\tB R E\nKemper\tK E\n",), name="x.tsv", command=NAMES),
    "names by country": Way(
        files=(b"Country,Gender,Localized Name\nFR,F,Anna\nFR,M,Yann\nGB,F,Emma\n",),
        name="x.csv",
        command=("names", "FILE", "--language", "fr", "--kind", "given_name"),
    ),
    "names category": Way(
        files=(json.dumps({"query": {"categorymembers": [{"ns": 0, "title": "Anna"}, {"title": "Yann"}]}}).encode(),),
        name="x.json",
        command=NAMES,
    ),
    "names dump": Way(files=(WIKTIONARY,), name="x.xml", command=(*NAMES, "--form", "dump")),
    "predictions": Way(files=(NO_DOUBT[0], NO_DOUBT[0].replace(b"B-LOC", b"O")), name="p.txt", command=PREDICT),
    "predictions of tags": Way(files=(b"B-PER O O\nB-ORG I-ORG\nO\n",), name="p.txt", command=PREDICT),
    "predictions lines": Way(
        files=("\n".join(json.dumps(row) for row in TAGS.to_dicts()).encode(),), name="p.jsonl", command=PREDICT
    ),
    "predictions parquet": Way(files=(parquet(TAGS),), name="p.parquet", command=PREDICT),
    "wikipedia": Way(
        files=(DUMP,),
        name="brwiki-x.xml",
        command=("wikipedia", "FILE", "--language", "br", "--corpus", "NEW", "--jobs", "1"),
    ),
    "wikipedia in bz2": Way(
        files=(DUMP,),
        name="brwiki-x.xml.bz2",
        command=("wikipedia", "FILE", "--language", "br", "--corpus", "NEW", "--jobs", "1"),
        pack=bz2.compress,
    ),
}
"""Every way in, by name."""
