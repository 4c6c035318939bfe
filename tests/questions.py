"""The questions of docs/questions.md, with their SQL and their answers, and how the answers are written anew.

`python -m tests.questions build/demo.duckdb` writes every table as the demo's warehouse answers now; the sentences are
written by hand and are to be read again after it.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from xlr_warehouse.output import rendered
from xlr_warehouse.warehouse import Warehouse

DOCUMENT = Path(__file__).parents[1] / "docs" / "questions.md"
PLACE = re.compile(
    r"^### (?P<title>[^\n]+\?)\n\n(?P<said>[^\n|`#][^\n]*)\n\n```sql\n(?P<sql>.*?)```\n\n"
    r"(?P<answer>\|.*?\|)\n\n\*(?P<kind>Counted|Trained)\.\*$",
    re.DOTALL | re.MULTILINE,
)
"""A heading that asks, one line that answers, the SQL, its table, and what the answer hangs on."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of the document; `answer` is the table as `xlr sql` prints it, without the number of rows.

    A counted answer hangs on text alone and is the same everywhere; else it hangs on models the demo trains.
    """

    title: str
    sql: str
    answer: str
    is_counted: bool

    @property
    def heading(self) -> list[str]:
        """The names of the columns."""
        return [name.strip() for name in self.answer.partition("\n")[0].strip("|").split("|")]

    @property
    def n_rows(self) -> int:
        """How many rows the table has, below its heading and rule."""
        return self.answer.count("\n") - 1


def questions(document: str) -> list[Question]:
    """The questions of a document, in order."""
    return [
        Question(title=found["title"], sql=found["sql"], answer=found["answer"], is_counted=found["kind"] == "Counted")
        for found in PLACE.finditer(document)
    ]


def answer(warehouse: Warehouse, sql: str) -> str:
    """The table that a query answers, as `xlr sql` prints it, without the number of rows."""
    return rendered(warehouse.frame(sql), "table").decode().rstrip("\n").rpartition("\n")[0]


def written_anew(document: str, warehouse: Warehouse) -> str:
    """The document with every table as the warehouse answers now."""
    return PLACE.sub(lambda found: found[0].replace(found["answer"], answer(warehouse, found["sql"])), document)


if __name__ == "__main__":
    with Warehouse.reading(Path(sys.argv[1])) as opened:
        DOCUMENT.write_text(written_anew(DOCUMENT.read_text(encoding="utf-8"), opened), encoding="utf-8")
