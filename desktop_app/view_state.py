"""How a project was looked at: page, search, order, groups, the map and its place. Kept in the project, so it travels along."""

import json
import math
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

KEY = "view"
PICTURES = ("auto", "none", "fixed")
"""Pictures on the map: where there is room, none, all in one size."""


@dataclass(frozen=True)
class ViewState:
    """`camera` is (x, y, pixels per map unit), or None where the whole map is shown; `widths` are those of classes, map and
    grid in pixels, or None where nobody has moved them. A field that an older view does not have is as it was then."""

    page: int = 2
    sort: str = "name"
    group: str = ""
    tile: int = 112
    colour_by: str = "prediction"
    camera: tuple[float, float, float] | None = None
    show: str = "all"
    text: str = ""
    clusters: int = 20
    density: bool = False
    minimap: bool = True
    pictures: str = "auto"
    picture_size: int = 64
    widths: tuple[int, int, int] | None = None
    strategy: str = "auto"

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self | None:
        """None for what is no view: an older project, or one from who knows where."""
        try:
            values: dict[str, Any] = dict(json.loads(text).items())
            known = {f.name: values[f.name] for f in fields(cls) if f.name in values}
            camera = known.get("camera")
            if camera is not None:
                known["camera"] = tuple(float(v) for v in camera)
            if known.get("widths") is not None:
                known["widths"] = tuple(known["widths"])
            made = cls(**known)
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            return None
        return made if made._plausible() else None

    def _plausible(self) -> bool:
        words = (self.sort, self.group, self.colour_by, self.show, self.text, self.strategy)
        texts = all(isinstance(t, str) for t in words)
        numbers = all(_is_number(n, 0, 10_000) for n in (self.page, self.tile, self.picture_size))
        numbers = numbers and _is_number(self.clusters, 2, 201)
        switches = isinstance(self.density, bool) and isinstance(self.minimap, bool)
        camera = self.camera is None or (len(self.camera) == 3 and all(map(math.isfinite, self.camera)) and self.camera[2] > 0)
        widths = self.widths is None or (len(self.widths) == 3 and all(_is_number(n, 1, 100_000) for n in self.widths))
        return texts and numbers and switches and self.page < 5 and self.pictures in PICTURES and camera and widths


def _is_number(value: object, least: int, below: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value < below
