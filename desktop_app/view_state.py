"""How a project was looked at: page, order, groups, colours and where the map was. Kept in the project, so it travels along."""

import json
import math
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

KEY = "view"


@dataclass(frozen=True)
class ViewState:
    """`camera` is (x, y, pixels per map unit), or None where the whole map is shown."""

    page: int = 2
    sort: str = "name"
    group: str = ""
    tile: int = 112
    colour_by: str = "prediction"
    camera: tuple[float, float, float] | None = None

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
            made = cls(**known)
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            return None
        return made if made._plausible() else None

    def _plausible(self) -> bool:
        texts = all(isinstance(t, str) for t in (self.sort, self.group, self.colour_by))
        numbers = all(isinstance(n, int) and 0 <= n < 10_000 for n in (self.page, self.tile))
        camera = self.camera is None or (len(self.camera) == 3 and all(map(math.isfinite, self.camera)) and self.camera[2] > 0)
        return texts and numbers and self.page < 5 and camera
