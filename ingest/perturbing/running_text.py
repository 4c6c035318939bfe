"""Running text as words and what stands between them: where each word stands, and other words in their places."""

from collections.abc import Iterator, Sequence


def spans(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand in it, as half-open spans of characters; `words` are all of them, in order.

    The next word is always the next place where its characters stand, for what lies before it is no part of any word.
    """
    end = 0
    for word in words:
        first = text.index(word, end)
        end = first + len(word)
        yield first, end


def with_words(text: str, words: Sequence[str], new: Sequence[str]) -> str:
    """The text with `new` in the places of its words, one for one; what stands between words stays to the byte."""
    parts: list[str] = []
    end = 0
    for (first, after), replacement in zip(spans(text, words), new, strict=True):
        parts += (text[end:first], replacement)
        end = after
    return "".join((*parts, text[end:]))
