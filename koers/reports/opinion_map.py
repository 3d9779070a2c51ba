"""The opinion map as SVG: depth contours, a shape and a letter per group, open rings between groups."""

from collections import defaultdict
from html import escape

import numpy as np

from koers.engine.common_ground.report import CommonGround

WIDTH, HEIGHT, MARGIN = 640, 470, 56
GRID = 72
LEVELS = (0.05, 0.22, 0.5)
MOST_DOTS = 600
SHAPES = "abcd"
# One cell of the grid: which edges the contour crosses, by which corners are inside (1 bottom left, 2 bottom
# right, 4 top right, 8 top left); edges are b, r, t, l.
CASES = {
    1: ["lb"], 2: ["br"], 3: ["lr"], 4: ["rt"], 5: ["lt", "rb"], 6: ["bt"], 7: ["lt"],
    8: ["tl"], 9: ["tb"], 10: ["bl", "tr"], 11: ["tr"], 12: ["rl"], 13: ["rb"], 14: ["bl"],
}  # fmt: skip


def opinion_map(found: CommonGround, title: str, people: str) -> str:
    """SVG of the people whose place is known; only called when groups may be shown."""
    groups = found.groups
    if groups is None:
        return ""
    # With one tested axis the second only spreads the dots, so that people don't hide each other.
    places = found.model.position[groups.placed][:, :2]
    at = _on_paper(places)
    label = groups.label[groups.placed]
    parts = [_contours(at), _dots(at, label), _letters(at, label, groups.names, groups.size.tolist(), people)]
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _on_paper(places: np.ndarray) -> np.ndarray:
    low, high = np.quantile(places, [0.02, 0.98], axis=0)
    share = np.clip((places - low) / np.maximum(high - low, 1e-9), -0.05, 1.05)
    size = np.array([WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN])
    return np.asarray(MARGIN + share * size)


def _density(at: np.ndarray) -> np.ndarray:
    """Kernel density on a grid over the paper, highest point 1."""
    width = np.maximum(at.std(axis=0) * len(at) ** (-1 / 6) * 0.8, 14)
    x, y = np.linspace(0, WIDTH, GRID), np.linspace(0, HEIGHT, GRID)
    across = np.exp(-0.5 * np.square((x[:, None] - at[:, 0]) / width[0]))
    down = np.exp(-0.5 * np.square((y[:, None] - at[:, 1]) / width[1]))
    density = down @ across.T
    density[[0, -1], :] = density[:, [0, -1]] = 0
    return np.asarray(density / density.max())


def _contours(at: np.ndarray) -> str:
    density = _density(at)
    return "".join(
        f'<path class="iso iso-{i + 1}" fill-rule="evenodd" d="{"".join(_rings(density, level))}"/>'
        for i, level in enumerate(LEVELS)
    )


def _rings(density: np.ndarray, level: float) -> list[str]:
    """Closed outlines of where the density is above the level (marching squares)."""
    follows = _segments(density, level)
    rings = []
    while follows:
        start, point = next(iter(follows)), next(iter(follows))
        ring = []
        while follows.get(point):
            ring.append(point)
            following = follows[point].pop()
            if not follows[point]:
                del follows[point]
            point = following
            if point == start:
                break
        rings.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z")
    return rings


def _segments(density: np.ndarray, level: float) -> dict[tuple[float, float], list[tuple[float, float]]]:
    follows: dict[tuple[float, float], list[tuple[float, float]]] = defaultdict(list)
    inside = density > level
    for r in range(GRID - 1):
        for c in range(GRID - 1):
            corners = inside[r, c] + 2 * inside[r, c + 1] + 4 * inside[r + 1, c + 1] + 8 * inside[r + 1, c]
            for one, other in CASES.get(int(corners), ()):
                follows[_crossing(density, level, r, c, one)].append(_crossing(density, level, r, c, other))
    return dict(follows)


def _crossing(density: np.ndarray, level: float, r: int, c: int, edge: str) -> tuple[float, float]:
    (r1, c1), (r2, c2) = {
        "b": ((r, c), (r, c + 1)), "t": ((r + 1, c), (r + 1, c + 1)),
        "l": ((r, c), (r + 1, c)), "r": ((r, c + 1), (r + 1, c + 1)),
    }[edge]  # fmt: skip
    first, second = density[r1, c1], density[r2, c2]
    along = (level - first) / (second - first)
    x, y = (c1 + along * (c2 - c1)) * WIDTH / (GRID - 1), (r1 + along * (r2 - r1)) * HEIGHT / (GRID - 1)
    return round(float(x), 1), round(float(y), 1)


def _dots(at: np.ndarray, label: np.ndarray) -> str:
    """At most MOST_DOTS people, evenly chosen; drawn in order of place, so that order tells nothing."""
    order = np.lexsort((at[:, 1], at[:, 0]))
    chosen = order[np.unique(np.linspace(0, len(order) - 1, min(MOST_DOTS, len(order))).astype(int))]
    return "".join(_dot(x, y, int(g)) for (x, y), g in zip(at[chosen], label[chosen], strict=True))


def _dot(x: float, y: float, group: int) -> str:
    if group < 0:
        ring = 'fill="var(--sheet)" stroke="var(--ink-2)" stroke-width="1.3"'
        return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3.6" {ring}/>'
    paint = f'fill="var(--g-{SHAPES[group % 4]})" stroke="var(--sheet)" stroke-width="1"'
    if group % 4 == 0:
        return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4.2" {paint}/>'
    if group % 4 == 1:
        return f'<rect x="{x - 4:.0f}" y="{y - 4:.0f}" width="8" height="8" {paint}/>'
    if group % 4 == 2:
        return f'<path d="M{x:.0f} {y - 5:.0f}l5.4 9.4h-10.8z" {paint}/>'
    return f'<path d="M{x:.0f} {y - 5.5:.0f}l5.5 5.5-5.5 5.5-5.5-5.5z" {paint}/>'


def _letters(at: np.ndarray, label: np.ndarray, names: tuple[str, ...], sizes: list[int], people: str) -> str:
    parts = []
    for g, (name, size) in enumerate(zip(names, sizes, strict=True)):
        if not (label == g).any():
            continue
        x, y = at[label == g].mean(axis=0)
        side, anchor = (8, "start") if x < WIDTH / 2 else (WIDTH - 8, "end")
        row = np.clip(y, 40, HEIGHT - 40)
        parts.append(
            f'<text x="{side}" y="{row:.0f}" text-anchor="{anchor}" class="map-g">{name}</text>'
            f'<text x="{side}" y="{row + 20:.0f}" text-anchor="{anchor}" class="map-n">'
            f"{size} {escape(people)}</text>"
        )
    return "".join(parts)
