"""Where labels go, so that none covers another label or a point."""

from collections.abc import Sequence
from dataclasses import dataclass

LETTER = 6.2
"""Mean width of a letter at the small size of text, in pixels."""

LINE = 11.0
POINT = 5.0
"""Height of a label and radius of a point, in pixels."""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """The middle of a label, in pixels, and whether it is so far off that it needs a line to its point."""

    x: float
    y: float
    is_far: bool


@dataclass(frozen=True, kw_only=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def place(
    points: Sequence[tuple[float, float]], texts: Sequence[str], *, width: float, height: float
) -> list[Spot | None]:
    """A spot for the label of each point in a plot of so many pixels; None where every spot is taken.

    Points in the thick of others are served first: those at the edge find a place anyway.
    """
    taken = [_Box(left=x - POINT, top=y - POINT, right=x + POINT, bottom=y + POINT) for x, y in points]
    spots: list[Spot | None] = [None] * len(points)
    for index in sorted(range(len(points)), key=lambda index: (-_neighbours(points, index), points[index], index)):
        half = LETTER * len(texts[index]) / 2 + 1
        for spot in _candidates(points[index], half):
            box = _Box(left=spot.x - half, top=spot.y - LINE / 2, right=spot.x + half, bottom=spot.y + LINE / 2)
            inside = box.left >= 0 and box.right <= width and box.top >= 0 and box.bottom <= height
            if inside and not any(box.meets(other) for other in taken):
                taken.append(box)
                spots[index] = spot
                break
    return spots


def spread(positions: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """The same positions in the same order, moved apart to at least `gap` and kept between `low` and `high`.

    Together they move as little as can be; where there is no room, the gap shrinks.
    """
    if not positions:
        return []
    gap = min(gap, (high - low) / max(len(positions) - 1, 1))
    order = sorted(range(len(positions)), key=lambda index: (positions[index], index))
    # Without the gaps it is a regression that may not fall: neighbours that would cross share their mean.
    runs: list[tuple[float, int]] = []
    for place, index in enumerate(order):
        total, n = positions[index] - place * gap, 1
        while runs and runs[-1][0] / runs[-1][1] > total / n:
            before, n_before = runs.pop()
            total, n = total + before, n + n_before
        runs.append((total, n))
    level = [total / n for total, n in runs for _ in range(n)]
    moved = list(positions)
    for place, index in enumerate(order):
        most = high - (len(order) - 1) * gap
        moved[index] = min(max(level[place], low), most) + place * gap
    return moved


def _neighbours(points: Sequence[tuple[float, float]], index: int) -> int:
    x, y = points[index]
    return sum(abs(other_x - x) < 60 and abs(other_y - y) < 30 for other_x, other_y in points)  # noqa: PLR2004 (about two labels)


def _candidates(point: tuple[float, float], half: float) -> list[Spot]:
    """Spots from the nearest to the farthest: beside, above and below, then at the corners and further out."""
    x, y = point
    spots: list[Spot] = []
    for far in (0.0, 12.0, 24.0, 36.0):
        beside, above = POINT + 2 + half + far, POINT + 1 + LINE / 2 + far
        ways = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
        for across, up in ways:
            corner = 0.6 if across and up else 1.0
            spots.append(Spot(x=x + across * beside * corner, y=y + up * above, is_far=far > 0))
    return spots
