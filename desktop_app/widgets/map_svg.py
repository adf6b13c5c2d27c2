"""A map as SVG text: one shape for each point, grouped by class, with a legend. A pure function; knows no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import numpy.typing as npt

from desktop_app.widgets.map_stamps import outline_points

Floats = npt.NDArray[np.float32]

MOST = 200_000
"""Points; a file with more shapes opens in no program."""
_LINE = 24  # pixels: the height of a line of the legend
_COLUMN = 190
_LONGEST = 24  # characters of a name
_EDGED = 2.0  # pixels: points from this radius on have a hair of background around them


@dataclass(frozen=True)
class SvgGroup:
    """Points of one class: pixels float [N], opacity float [N] in 0..1 or None, and which have a ring around them, bool [N]."""

    name: str
    colour: str
    shape: str
    x: Floats
    y: Floats
    opacity: Floats | None = None
    ringed: npt.NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class SvgKey:
    """A line of the legend."""

    name: str
    colour: str
    shape: str
    count: int


@dataclass(frozen=True)
class SvgMap:
    """Everything that is drawn; sizes in pixels, colours as `#rrggbb`. The legend is below the map."""

    width: int
    height: int
    radius: float
    background: str
    text: str
    groups: Sequence[SvgGroup]
    keys: Sequence[SvgKey] = field(default_factory=tuple)


def svg_text(map_: SvgMap) -> str:
    """The file. Points are `class="point"`, groups follow each other as they lie over each other."""
    columns = max(1, map_.width // _COLUMN)
    height = map_.height + (-(-len(map_.keys) // columns) * _LINE + _LINE // 2 if map_.keys else 0)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{map_.width}" height="{height}" viewBox="0 0 {map_.width} {height}">',
        f'<rect class="background" width="{map_.width}" height="{height}" fill="{map_.background}"/>',
    )
    drawn = [line for group in map_.groups for line in _group(group, map_)]
    keys = [_key(key, n % columns, n // columns, map_) for n, key in enumerate(map_.keys)]
    body = ['<g class="points">', *drawn, "</g>", '<g class="legend">', *keys, "</g>", "</svg>", ""]
    return "\n".join([*head, *body])


def _group(group: SvgGroup, map_: SvgMap) -> list[str]:
    if not len(group.x):
        return []
    shape = _shape(group.shape, map_.radius)
    opacity = [""] * len(group.x)
    if group.opacity is not None:
        opacity = [f' fill-opacity="{value:.2g}"' if value < 1 else "" for value in group.opacity.tolist()]
    ring = f' stroke="{map_.text}" stroke-width="{max(1.0, map_.radius * 0.35):.2g}"'
    ringed = np.zeros(len(group.x), bool) if group.ringed is None else group.ringed
    lines = [
        shape.format(x=x, y=y, more=more + (ring if marked else ""))
        for x, y, more, marked in zip(group.x.tolist(), group.y.tolist(), opacity, ringed.tolist(), strict=True)
    ]
    return [
        f'<g fill="{group.colour}" data-class={quoteattr(group.name)}>',
        f"<title>{escape(group.name)}</title>",
        *lines,
        "</g>",
    ]


def _shape(shape: str, radius: float) -> str:
    """A template of one point, with {x}, {y} and {more}."""
    corners = outline_points(shape, radius)
    if not corners:
        return f'<circle class="point" cx="{{x:.2f}}" cy="{{y:.2f}}" r="{radius:g}"{{more}}/>'
    steps = " ".join(f"{x:.2f},{y:.2f}" for x, y in _steps(corners))
    return f'<path class="point" d="M{{x:.2f}},{{y:.2f}} m{steps}z"{{more}}/>'


def _steps(corners: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """From the middle to the first corner, and from each corner to the next."""
    before = [(0.0, 0.0), *corners[:-1]]
    return [(x - x0, y - y0) for (x, y), (x0, y0) in zip(corners, before, strict=True)]


def _key(key: SvgKey, column: int, line: int, map_: SvgMap) -> str:
    x, y = column * _COLUMN + 16, map_.height + line * _LINE + _LINE // 2
    mark = _shape(key.shape, 5.0).replace('class="point"', 'class="key"').format(x=x, y=y, more=f' fill="{key.colour}"')
    name = key.name if len(key.name) <= _LONGEST else key.name[: _LONGEST - 1] + "…"
    return (
        f'{mark}<text x="{x + 12}" y="{y + 4}" font-family="sans-serif" font-size="12" fill="{map_.text}">'
        f"{escape(name)} {key.count:,}</text>"
    )
