"""Makes sql/data/language_distances.csv from the URIEL features of lang2vec: `python -m tests.made_distances`.

The features themselves are not part of this project: they are looked for in `../shared/data/typology`, or in the
folder named as the argument (`lang2vec/data` of a checkout of antonisa/lang2vec).
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
DATA = ROOT / "sql" / "data"
DISTANCES = DATA / "language_distances.csv"
TYPOLOGY = ROOT.parent / "shared" / "data" / "typology"

Vectors = NDArray[np.float64]

REPRESENTED = {"ar": "arb", "fa": "pes", "ms": "zsm", "sq": "als", "zh": "cmn"}
"""Macrolanguages (and Albanian) that stand for one language of theirs: URIEL has the tree of that one in full."""

NO_FAMILY = "F_Artificial Language"
"""A node of the tree that makes no relatives: Esperanto and Interlingua stand under it."""

PREFIXES = {"syntactic": "S_", "phonological": "P_", "inventory": "INV_"}
"""How the names of the features of a kind begin."""


@dataclass(frozen=True, kw_only=True)
class Features:
    """A row of features a language, in the order of `languages`; NaN where nothing is known."""

    names: list[str]
    values: Vectors

    def beginning_with(self, prefix: str) -> Vectors:
        """The columns of one kind."""
        return self.values[:, [name.startswith(prefix) for name in self.names]]


def languages() -> dict[str, str]:
    """Every shipped language and the ISO 639-3 code that stands for it in URIEL."""
    with (DATA / "languages.csv").open(encoding="utf-8", newline="") as file:
        return {row["language"]: REPRESENTED.get(row["language"], row["iso639_3"]) for row in csv.DictReader(file)}


def features(path: Path, codes: list[str]) -> Features:
    """The features of one file for the given ISO codes; -1, its mark of what is not known, becomes NaN."""
    with np.load(path) as held:
        row_of = {str(code): row for row, code in enumerate(held["langs"])}
        values = held["data"][[row_of[code] for code in codes], :, 0].astype(np.float64)
        return Features(names=[str(name) for name in held["feats"]], values=np.where(values < 0, np.nan, values))


def distances(folder: Path) -> tuple[list[str], dict[str, Vectors]]:
    """The languages, and for each kind the square of their distances; NaN where one cannot be computed."""
    codes = languages()
    predicted = features(folder / "feature_predictions.npz", list(codes.values()))
    observed = features(folder / "feature_averages.npz", list(codes.values()))
    family = features(folder / "family_features.npz", list(codes.values()))
    square = {f"{kind}_knn": cosine_distance(predicted.beginning_with(prefix)) for kind, prefix in PREFIXES.items()}
    square["genetic"] = cosine_distance(family.values[:, [name != NO_FAMILY for name in family.names]])
    square |= {
        f"{kind}_observed": cosine_distance(observed.beginning_with(prefix)) for kind, prefix in PREFIXES.items()
    }
    return list(codes), square


def cosine_distance(values: Vectors) -> Vectors:
    """One minus the cosine of each two rows over the features known of both.

    NaN where fewer than half of the features are known of both, and where a vector is zero: a language without a
    node in the tree has no direction.
    """
    known = ~np.isnan(values)
    filled = np.where(known, values, 0)
    dots = filled @ filled.T
    norms = filled**2 @ known.T.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        distance = 1 - dots / np.sqrt(norms * norms.T)
    enough = 2 * (known.astype(np.float64) @ known.T) >= values.shape[1]
    return np.where(enough, np.clip(distance, 0, 1), np.nan)


def rows(names: list[str], square: Mapping[str, Vectors]) -> Iterator[list[str]]:
    """The file, line by line: a header, then a row for each two languages in the order of their codes."""
    yield ["source", "target", *square]
    for first, second in combinations(range(len(names)), 2):
        cells = (values[first, second] for values in square.values())
        yield [names[first], names[second], *("" if np.isnan(cell) else f"{cell:.4f}" for cell in cells)]


def text(folder: Path) -> str:
    """What the file holds."""
    return "".join(",".join(row) + "\n" for row in rows(*distances(folder)))


if __name__ == "__main__":
    DISTANCES.write_text(text(Path(sys.argv[1]) if len(sys.argv) > 1 else TYPOLOGY), encoding="utf-8")
