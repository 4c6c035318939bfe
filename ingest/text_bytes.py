"""Text in files that are read whole: UTF-8, told by its lines where it is not."""

from pathlib import Path

from xlr_warehouse.errors import InputError


def text_of(data: bytes, *, path: Path) -> str:
    """The text of a file, without the mark that some systems put before it.

    Raises `InputError`, naming the line, when it is not UTF-8 or holds NUL, as no text does.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("the line is not UTF-8; convert the file first.", path=path, line=line) from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise InputError("this is not a text file: it holds NUL.", path=path, line=line)
    return text
