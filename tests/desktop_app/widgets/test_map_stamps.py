"""The shapes points are printed with are made once, and are small."""

from desktop_app import theme
from desktop_app.widgets.map_print import Look
from desktop_app.widgets.map_raster import point_radius
from desktop_app.widgets.map_stamps import Stamp, stamp

SHAPES = ("circle", "square", "triangle", "diamond", "down", "pentagon", "hexagon", "star", "plus", "cross")
MOST = 3 * 2**20  # bytes


def test_the_same_way_into_the_map_again_makes_no_shape_anew() -> None:
    """With 128 kept it took 0.4 s of computing or more each time; in float32 what is kept was 4 MB more over a long day."""
    stamp.cache_clear()
    kept = _whole_way()
    made = stamp.cache_info().misses
    assert made > 250
    _whole_way()
    assert stamp.cache_info().misses == made
    assert sum(_bytes(each) for each in kept.values()) < MOST


def _whole_way() -> dict[int, Stamp]:
    """300 points of ten classes, from the whole map to its deepest place by turns of the wheel: every stamp met."""
    found: dict[int, Stamp] = {}
    for turn in range(21):
        look = Look(theme.LIGHT, ("#000000",) * len(SHAPES), SHAPES, point_radius(300, 1200, 700, 1.2**turn), 1.0)
        for each in (look.faint, look.grey, look.ringed, look.under_grey, look.under_coloured, *look.coloured):
            found[id(each)] = each
    return found


def _bytes(each: Stamp) -> int:
    return sum(a.nbytes for a in (each.core, each.dx, each.dy)) + (each.ring.nbytes if each.ring.strides[0] else 0)
