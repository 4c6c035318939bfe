"""Reading a file of predictions in whichever form it has, told by its content."""

from pathlib import Path

from ingest.predictions.gold import Gold
from ingest.predictions.reading import Content, Reading
from ingest.predictions.table_forms import read_json, read_parquet
from ingest.predictions.text_forms import read_text
from ingest.sources import read_bytes
from xlr_warehouse.errors import InputError

VERSION = "2"
PARQUET = b"PAR1"


def open_file(path: Path, *, name: str) -> Content:
    """The content of a file, plain or packed; raises `InputError` when it cannot be read or is empty."""
    if path.is_dir():
        raise InputError("this is a folder; say with --pattern how the files in it are named.", path=path)
    data, file = read_bytes(path, reader=f"predictions {VERSION}", name=name)
    if not data.strip():
        raise InputError("it holds no predictions.", path=path)
    return Content(path=path, data=data, file=file)


def read_content(content: Content, gold: Gold) -> Reading:
    """The predictions in a file. What it says of the text is still to be compared with the text."""
    if content.data.startswith(PARQUET):
        return read_parquet(content)
    return read_json(content) or read_text(content, gold)
