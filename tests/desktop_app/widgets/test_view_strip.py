"""The strip of views shows as many columns as there is room for, and says why there are none."""

import numpy as np

from desktop_app.widgets.view_strip import ViewStrip


def made(colours: list[tuple[int, int, int]]) -> np.ndarray:
    return np.array(colours, np.uint8)[:, None, None, None].repeat(3, 1).repeat(16, 2).repeat(16, 3)


def test_pictures_stand_over_their_views(qtbot) -> None:
    strip = ViewStrip()
    qtbot.addWidget(strip)
    strip.resize(400, strip.height())
    views = made([(255, 0, 0), (0, 255, 0), (0, 0, 255)])
    views[0, 2] = 255  # the second view of the first picture is white
    strip.set_views(views)
    shown = strip.grab().toImage()
    ratio = strip.devicePixelRatioF()
    columns = [x for x in range(0, 400, 4) if shown.pixelColor(round(x * ratio), round(28 * ratio)).getRgb()[:3] == (255, 0, 0)]
    assert columns
    below = shown.pixelColor(round(columns[3] * ratio), round((strip.height() - 28) * ratio))
    assert below.getRgb()[:3] == (255, 255, 255)
    assert "3 pictures" in strip.accessibleDescription()


def test_a_narrow_strip_shows_fewer_pictures(qtbot) -> None:
    strip = ViewStrip()
    qtbot.addWidget(strip)
    strip.set_views(made([(0, 0, 0)] * 12))
    strip.resize(300, strip.height())
    few = strip.columns
    strip.resize(600, strip.height())
    assert 1 <= few < strip.columns < 12
    strip.resize(2000, strip.height())
    assert strip.columns == 12
    strip.set_text("None of the pictures can be read.")
    assert strip.columns == 0
    assert "None of the pictures" in strip.accessibleDescription()
    assert not strip.grab().isNull()
