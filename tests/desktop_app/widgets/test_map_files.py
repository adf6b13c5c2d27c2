"""The map as SVG and as PNG: what is in them, and that a name is text."""

from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop_app import theme
from desktop_app.widgets.map_legend import LegendEntry
from desktop_app.widgets.map_svg import SvgGroup, SvgKey, SvgMap, svg_text
from desktop_app.widgets.map_view import MapView
from tests.desktop_app.pictures import pixels

SVG = "{http://www.w3.org/2000/svg}"
ODD = '<b>a & "b"</b>'


@pytest.fixture
def view(qtbot):
    theme.apply(QApplication.instance(), "light")
    view = MapView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    rng = np.random.default_rng(0)
    xy = rng.normal(0, 1, (300, 2)).astype(np.float32)
    xy[3] = np.nan
    view.set_points(xy, animate=False)
    view.set_colours(np.arange(300) % 3 - 1, ["#d55e00", "#0072b2"])
    view.set_selection(np.arange(300) % 10 == 0)
    view.show()
    view.fit()
    return view


def entries() -> list[LegendEntry]:
    return [
        LegendEntry(1, ODD, "#d55e00", "circle", 100, 0),
        LegendEntry(2, "other", "#0072b2", "square", 100, 0),
        LegendEntry(0, "No label", "", "circle", 100, 0),
    ]


def test_svg_has_a_shape_for_each_point_by_class() -> None:
    x, y = np.array([1.5, 2.0, 30.25], np.float32), np.array([4.0, 5.0, 6.5], np.float32)
    groups = [
        SvgGroup(ODD, "#112233", "circle", x, y, np.array([1.0, 0.5, 0.25]), np.array([False, True, False])),
        SvgGroup("stars", "#445566", "star", x[:2], y[:2]),
        SvgGroup("none", "#000000", "circle", x[:0], y[:0]),
    ]
    text = svg_text(SvgMap(100, 80, 3.0, "#ffffff", "#101010", groups, [SvgKey(ODD, "#112233", "circle", 1234)]))
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    by_class = {group.get("data-class"): group for group in root.iter(f"{SVG}g") if group.get("data-class") is not None}
    assert list(by_class) == [ODD, "stars"]
    first, second = by_class[ODD], by_class["stars"]
    assert first.get("fill") == "#112233"
    assert first.find(f"{SVG}title").text == ODD
    circles = first.findall(f"{SVG}circle")
    assert [(float(c.get("cx")), float(c.get("cy"))) for c in circles] == [(1.5, 4.0), (2.0, 5.0), (30.25, 6.5)]
    assert [c.get("fill-opacity") for c in circles] == [None, "0.5", "0.25"]
    assert [c.get("stroke") for c in circles] == [None, "#101010", None]
    assert len(second.findall(f"{SVG}path")) == 2
    assert len([e for e in root.iter() if e.get("class") == "point"]) == 5
    assert [t.text for t in root.iter(f"{SVG}text")] == [f"{ODD} 1,234"]
    assert next(e for e in root.iter() if e.get("class") == "background").get("fill") == "#ffffff"
    assert int(root.get("height")) > 80


def test_the_view_as_svg_holds_what_is_seen(view: MapView) -> None:
    view.set_shown(np.arange(300) % 2 == 0)
    root = ElementTree.fromstring(view.sheet(entries()).svg())
    shapes = {
        group.get("data-class"): [e for e in group if e.get("class") == "point"]
        for group in root.iter(f"{SVG}g")
        if group.get("data-class") is not None
    }
    assert sum(map(len, shapes.values())) == 299
    assert {name: len(found) for name, found in shapes.items()} == {"not in focus": 149, "no class": 50, ODD: 50, "other": 50}
    assert sum(e.get("stroke") is not None for found in shapes.values() for e in found) == 30
    view.zoom(3)
    inside = sum(
        0 <= place.x() <= 400 and 0 <= place.y() <= 300 for place in map(view.place_of, range(300)) if place is not None
    )
    near = ElementTree.fromstring(view.sheet(entries()).svg())
    assert len([e for e in near.iter() if e.get("class") == "point"]) == inside == view.sheet([]).count()


def test_the_view_as_picture_is_twice_as_large_with_a_legend(view: MapView) -> None:
    sheet = view.sheet(entries())
    image = sheet.image()
    assert image.width() == 800
    assert image.height() > 600 + 40
    assert view.sheet([]).image().height() == 600
    assert view.sheet([], "From dark to bright").image().height() > 600
    drawn = pixels(image.convertToFormat(QImage.Format.Format_RGB32))
    legend = drawn[600:]
    for colour in ((0x00, 0x5E, 0xD5), (0xB2, 0x72, 0x00)):  # BGR
        assert (drawn[:600] == colour).all(axis=2).sum() > 1000
        assert (legend == colour).all(axis=2).sum() > 40
    assert (legend.max(axis=2) < 90).sum() > 100  # words


def test_a_sheet_stays_as_it_was_taken(view: MapView) -> None:
    sheet = view.sheet(entries())
    before = sheet.svg()
    view.set_points(np.zeros((5, 2), np.float32), animate=False)
    view.set_colours(np.zeros(5), ["#000000"])
    view.zoom(5)
    assert sheet.svg() == before
