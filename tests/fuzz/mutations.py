"""Seeded mutations of bytes: small damage of every kind that files suffer."""

import random
from collections.abc import Callable, Sequence

AWKWARD = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xc2\xa0",
        b"\xe2\x80\x8b",
        b"\xe2\x80\xa8",
        b"\xed\xa0\x80",
    ),
    *(b"\r\n", b"\r", b"\n\n\n", b"\t\t", b"    ", b"\x1f\x8b", b"BZh9", b"PAR1", b"PK\x03\x04"),
    *(b"B-", b"I-", b"O", b"-DOCSTART- O\n", b"# x\n", b"B-PER", b"S-LOC", b"\tI-X\n", b"\tO O\n"),
    *(b'"', b"'", b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\\u0000", b"null", b"-1", b"1e999", b"NaN", b"true"),
    *(
        b"<page>",
        b"</page>",
        b"</text>",
        b"<text",
        b"&#0;",
        b"&lt;",
        b"{{",
        b"}}",
        b"[[",
        b"]]",
        b"<!--",
        b"==",
        b"<ref>",
    ),
    *("é".encode("latin-1"), "\u0301".encode(), "\u202e".encode(), "\U0001f600".encode(), "क्षि".encode()),
)


def mutated(data: bytes, others: Sequence[bytes], rng: random.Random) -> bytes:
    """The bytes with one to four kinds of damage; `others` are files of the same kind to take pieces from."""
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(DAMAGE)(data, others, rng)
    return data[:200_000]


Damage = Callable[[bytes, Sequence[bytes], random.Random], bytes]


def _span(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + int(rng.expovariate(1 / 20)))


def _flip(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    if not data:
        return data
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << rng.randrange(8))]) + data[place + 1 :]


def _cut_out(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def _cut_off(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))]


def _repeat(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:end] + data[start:end] * rng.choice([1, 2, 50]) + data[end:]


def _insert(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    place = rng.randint(0, len(data))
    piece = rng.choice(AWKWARD) if rng.random() < 0.8 else rng.randbytes(rng.randint(1, 8))
    return data[:place] + piece + data[place:]


def _splice(data: bytes, others: Sequence[bytes], rng: random.Random) -> bytes:
    other = rng.choice(others)
    start, end = _span(other, rng)
    place = rng.randint(0, len(data))
    return data[:place] + other[start:end] + data[place:]


def _lines(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(3):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            del lines[one]
        case _:
            lines.insert(other, lines[one])
    return b"\n".join(lines)


def _exchange(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    old, new = rng.sample([b"\t", b" ", b"\n", b"\r\n", b",", b"\n\n", b'"', b"B-", b"I-"], 2)
    return data.replace(old, new, rng.choice([1, 3, -1]))


DAMAGE: tuple[Damage, ...] = (_flip, _cut_out, _cut_off, _repeat, _insert, _insert, _splice, _lines, _exchange)
