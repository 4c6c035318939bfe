"""Windows: a sentence longer than the model can see is cut at word boundaries into overlapping windows.

Each word is owned by exactly one window, the one in which it has the most context on its shorter side. Only the owner
predicts the word and only the owner's labels are trained on, so every token counts once whatever the model's length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, kw_only=True)
class Window:
    """Words `first` to before `end` of a sentence are seen together; `owned_first` to before `owned_end` are owned."""

    first: int
    end: int
    owned_first: int
    owned_end: int


def windows(lengths: Sequence[int], *, capacity: int) -> list[Window]:
    """The windows of a sentence whose words have `lengths` pieces, each from 1 to `capacity`.

    Windows come in the order of the sentence; each owns at least one word and their owned words follow each other
    without gap or overlap. Neighbours share about half a capacity.
    """
    starts = [0, *accumulate(lengths)]
    if starts[-1] <= capacity:
        return [Window(first=0, end=len(lengths), owned_first=0, owned_end=len(lengths))] if lengths else []
    places = _places(starts, capacity=capacity)
    owners = _owners(places, starts=starts)
    answer: list[Window] = []
    for number, (first, end) in enumerate(places):
        owned = [word for word in range(first, end) if owners[word] == number]
        if owned:
            answer.append(Window(first=first, end=end, owned_first=owned[0], owned_end=owned[-1] + 1))
    return answer


def _places(starts: Sequence[int], *, capacity: int) -> list[tuple[int, int]]:
    """First and end word of each window: as many words as fit, the next window half a capacity further on."""
    n_words = len(starts) - 1
    places: list[tuple[int, int]] = []
    first, end = 0, 0
    while end < n_words:
        end = first
        while end < n_words and starts[end + 1] - starts[first] <= capacity:
            end += 1
        places.append((first, end))
        onward = first + 1
        while onward < end and starts[onward] - starts[first] < capacity // 2:
            onward += 1
        first = onward
    return places


def _owners(places: Sequence[tuple[int, int]], *, starts: Sequence[int]) -> list[int]:
    """For each word the number of the window that owns it; of equals the first."""
    owners = [-1] * (len(starts) - 1)
    context = [-1] * (len(starts) - 1)
    for number, (first, end) in enumerate(places):
        for word in range(first, end):
            shorter = min(starts[word] - starts[first], starts[end] - starts[word + 1])
            if shorter > context[word]:
                owners[word], context[word] = number, shorter
    return owners
