"""The viewer by hand: wheel, drag, double click, keys, the buttons at the edges, and what it says."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop_app import theme
from desktop_app.widgets.grid_marks import Mark
from desktop_app.widgets.pyramid import Pyramid
from desktop_app.widgets.viewer import Viewer
from desktop_app.widgets.viewer_caption import Caption

RED, BLUE, GREEN = QColor(220, 30, 30), QColor(30, 30, 220), QColor(30, 160, 30)
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def halves(width: int, height: int, left: QColor = RED, right: QColor = BLUE) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(right)
    for y in range(height):
        for x in range(width // 2):
            image.setPixelColor(x, y, left)
    return image


def picture(width: int = 800, height: int = 600, left: QColor = RED, right: QColor = BLUE) -> Pyramid:
    return Pyramid(width, height, (halves(width, height, left, right),))


@pytest.fixture
def viewer(qtbot, qapp):
    theme.apply(qapp, "light")
    made = Viewer()
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show_image(picture(), Caption("luna.png", "2 of 3"))
    with qtbot.waitActive(made):
        made.bring_forward()
    yield made
    made.close()


def seen(viewer: Viewer, place: QPoint) -> QColor:
    """What is on the screen at this place of the canvas."""
    shown = viewer._canvas.grab().toImage()
    return shown.pixelColor(place * viewer.devicePixelRatioF())


def middle(viewer: Viewer) -> QPoint:
    return viewer._canvas.rect().center()


def wheel(viewer: Viewer, place: QPoint, notches: int) -> None:
    canvas = viewer._canvas
    event = QWheelEvent(
        QPointF(place),
        QPointF(canvas.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def drag(qtbot, viewer: Viewer, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(viewer._canvas, LEFT, pos=start)
    qtbot.mouseMove(viewer._canvas, end)
    qtbot.mouseRelease(viewer._canvas, LEFT, pos=end)


def press(qtbot, viewer: Viewer, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def zoom_text(viewer: Viewer) -> str:
    return viewer._zoom.text()


def test_the_wheel_zooms_to_the_pointer_and_keys_go_back(qtbot, viewer: Viewer) -> None:
    viewer.show_image(picture(1600, 1200), Caption("luna.png"))
    edge = middle(viewer) + QPoint(6, 0)  # just right of where red meets blue
    assert seen(viewer, edge) == BLUE
    assert seen(viewer, edge - QPoint(40, 0)) == RED
    wheel(viewer, edge, 8)
    assert seen(viewer, edge) == BLUE
    assert seen(viewer, edge - QPoint(60, 0)) == RED
    place = QPoint(200, 300)
    wheel(viewer, place, -30)
    assert viewer._canvas.camera.fitted
    wheel(viewer, place, 4)
    assert seen(viewer, middle(viewer)) == RED  # what was at the pointer stayed there, so the seam went to the right
    press(qtbot, viewer, Qt.Key.Key_0)
    assert viewer._canvas.camera.fitted


@pytest.mark.parametrize("back", [Qt.Key.Key_0, Qt.Key.Key_F, Qt.Key.Key_Z])
def test_plus_minus_and_the_ways_back_to_the_whole_picture(qtbot, viewer: Viewer, back: Qt.Key) -> None:
    fitting = zoom_text(viewer)
    press(qtbot, viewer, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    assert zoom_text(viewer) != fitting
    press(qtbot, viewer, Qt.Key.Key_Minus, Qt.Key.Key_Minus)
    assert zoom_text(viewer) == fitting
    press(qtbot, viewer, Qt.Key.Key_Plus, back)
    assert zoom_text(viewer) == fitting


def test_z_and_a_double_click_show_the_pixels_of_the_file(qtbot, viewer: Viewer) -> None:
    large = picture(3000, 1200)
    viewer.show_image(large, Caption("large.png"))
    fitting = zoom_text(viewer)
    press(qtbot, viewer, Qt.Key.Key_Z)
    assert zoom_text(viewer) == "100%"
    assert seen(viewer, middle(viewer) + QPoint(3, 0)) == BLUE
    assert seen(viewer, middle(viewer) - QPoint(3, 0)) == RED
    press(qtbot, viewer, Qt.Key.Key_Z)
    assert zoom_text(viewer) == fitting
    qtbot.mouseDClick(viewer._canvas, LEFT, pos=QPoint(20, 300))
    assert zoom_text(viewer) == "100%"
    assert seen(viewer, middle(viewer)) == RED  # around the pointer, which was on the left
    qtbot.mouseDClick(viewer._canvas, LEFT, pos=QPoint(20, 300))
    assert zoom_text(viewer) == fitting


def test_a_pinch_zooms(viewer: Viewer) -> None:
    place = QPointF(middle(viewer))
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice(), 2, place, place, place, 0.5, QPointF(), 1
    )
    before = viewer._canvas.camera.scale
    QApplication.sendEvent(viewer._canvas, pinch)
    assert viewer._canvas.camera.scale == pytest.approx(1.5 * before)


def test_a_drag_moves_the_picture_and_not_out_of_the_window(qtbot, viewer: Viewer) -> None:
    wheel(viewer, middle(viewer), 6)
    assert seen(viewer, middle(viewer) - QPoint(40, 0)) == RED
    drag(qtbot, viewer, QPoint(500, 300), QPoint(300, 300))
    assert seen(viewer, middle(viewer) - QPoint(40, 0)) == BLUE
    for _ in range(9):
        drag(qtbot, viewer, QPoint(50, 300), QPoint(750, 340))
    corner = viewer._canvas.rect().topLeft() + QPoint(2, 2)
    assert seen(viewer, corner) == RED  # the picture's corner is in the window's, with no gap


def test_a_small_picture_has_hard_pixels_and_a_large_one_is_smooth(viewer: Viewer) -> None:
    for picture_, hard in ((picture(2, 2), True), (picture(600, 450), False)):
        viewer.show_image(picture_, Caption("p.png"))
        shown = viewer._canvas.grab(QRect(0, middle(viewer).y(), viewer._canvas.width(), 1)).toImage()
        colours = {shown.pixelColor(x, 0).name() for x in range(shown.width())} - {theme.tokens().sunken}
        assert (len(colours) == 2) == hard, colours


def test_the_zoom_stays_for_a_picture_of_the_same_size_only(qtbot, viewer: Viewer) -> None:
    press(qtbot, viewer, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    chosen = viewer._canvas.camera.rect()
    viewer.show_image(Pyramid.stand_in(halves(256, 192)), Caption("next.png"))
    assert viewer._canvas.camera.rect() == pytest.approx(chosen, abs=2)  # its thumbnail already
    viewer.sharpen(picture())
    assert viewer._canvas.camera.rect() == chosen
    viewer.show_image(Pyramid.stand_in(halves(256, 192)), Caption("other.png"))
    viewer.sharpen(picture(400, 300))  # the same shape, but another size
    assert viewer._canvas.camera.fitted
    press(qtbot, viewer, Qt.Key.Key_Plus)
    viewer.show_image(Pyramid.stand_in(halves(192, 256)), Caption("upright.png"))
    assert viewer._canvas.camera.fitted
    viewer.show_image(picture(), Caption("first.png"))
    assert viewer._canvas.camera.fitted


def test_a_zoom_into_a_thumbnail_stays_when_the_picture_comes(qtbot, viewer: Viewer) -> None:
    viewer.show_image(Pyramid.stand_in(halves(256, 192)), Caption("next.png"))
    wheel(viewer, QPoint(100, 200), 5)
    chosen = viewer._canvas.camera.rect()
    assert zoom_text(viewer) == ""  # how many pixels it has is not known yet
    viewer.sharpen(picture(4000, 3000))
    assert viewer._canvas.camera.rect() == pytest.approx(chosen, abs=1)
    assert zoom_text(viewer).endswith("%")


@pytest.mark.parametrize(
    ("key", "by"),
    [
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_Left, -1),
        (Qt.Key.Key_Up, -1),
        (Qt.Key.Key_PageUp, -1),
    ],
)
def test_keys_ask_for_the_next_and_the_previous(qtbot, viewer: Viewer, key: Qt.Key, by: int) -> None:
    with qtbot.waitSignal(viewer.step_requested) as asked:
        press(qtbot, viewer, key)
    assert asked.args == [by]


def test_home_and_end_ask_for_the_first_and_the_last(qtbot, viewer: Viewer) -> None:
    with qtbot.waitSignal(viewer.first_requested):
        press(qtbot, viewer, Qt.Key.Key_Home)
    with qtbot.waitSignal(viewer.last_requested):
        press(qtbot, viewer, Qt.Key.Key_End)


def test_buttons_fade_in_at_the_edge_the_pointer_is_near(qtbot, viewer: Viewer) -> None:
    canvas = viewer._canvas
    back, on = canvas.previous_button, canvas.next_button
    viewer.set_ways(True, True)
    qtbot.mouseMove(canvas, middle(viewer))
    assert not back.isVisible()
    assert not on.isVisible()
    qtbot.mouseMove(canvas, QPoint(canvas.width() - 30, 100))
    qtbot.waitUntil(lambda: on.isVisible() and on._opacity == 1)
    assert not back.isVisible()
    with qtbot.waitSignal(viewer.step_requested) as asked:
        qtbot.mouseClick(on, LEFT)
    assert asked.args == [1]
    viewer.set_ways(True, False)  # that was the last one
    qtbot.waitUntil(lambda: not on.isVisible())
    qtbot.mouseMove(canvas, QPoint(30, 100))
    qtbot.waitUntil(back.isVisible)
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not back.isVisible())


def test_label_keys_come_before_the_viewers_own(qtbot, viewer: Viewer) -> None:
    asked: list[str] = []
    viewer.label_key_pressed.connect(asked.append)
    fitting = zoom_text(viewer)
    viewer.set_label_keys(frozenset("1sz"))
    press(qtbot, viewer, Qt.Key.Key_1, Qt.Key.Key_S, Qt.Key.Key_Z, Qt.Key.Key_2)
    assert asked == ["1", "s", "z"]
    assert zoom_text(viewer) == fitting
    with qtbot.waitSignal(viewer.clear_requested):
        press(qtbot, viewer, Qt.Key.Key_Delete)
    with qtbot.waitSignal(viewer.clear_requested):
        press(qtbot, viewer, Qt.Key.Key_Backspace)


def test_a_key_held_down_labels_once(viewer: Viewer) -> None:
    asked: list[str] = []
    viewer.label_key_pressed.connect(asked.append)
    viewer.set_label_keys(frozenset("1"))
    for again in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", again)
        QApplication.sendEvent(viewer._canvas, event)
    assert asked == ["1"]


def test_nothing_is_labelled_where_no_key_labels(qtbot, viewer: Viewer) -> None:
    with qtbot.assertNotEmitted(viewer.label_key_pressed), qtbot.assertNotEmitted(viewer.clear_requested):
        press(qtbot, viewer, Qt.Key.Key_1, Qt.Key.Key_S, Qt.Key.Key_Delete)


def test_undo_and_redo(qtbot, viewer: Viewer) -> None:
    fitting = zoom_text(viewer)
    with qtbot.waitSignal(viewer.undo_requested), qtbot.assertNotEmitted(viewer.redo_requested):
        qtbot.keyClick(viewer._canvas, Qt.Key.Key_Z, CTRL)
    for key, modifiers in ((Qt.Key.Key_Z, CTRL | SHIFT), (Qt.Key.Key_Y, CTRL)):
        with qtbot.waitSignal(viewer.redo_requested), qtbot.assertNotEmitted(viewer.undo_requested):
            qtbot.keyClick(viewer._canvas, key, modifiers)
    assert zoom_text(viewer) == fitting


def test_the_caption_says_what_is_known_and_reads_no_markup(viewer: Viewer) -> None:
    label = Mark("label", "<b>Luna</b>", "#e69f00", "circle")
    guess = Mark("prediction", "Atlas", "#56b4e9", "square", confidence=0.87)
    viewer.set_caption(Caption("<i>a</i>.png", "2 of 3", label, guess))
    said = viewer._canvas.accessibleDescription()
    for part in ("<i>a</i>.png", "800 × 600 pixels", "Label: <b>Luna</b>", "Prediction: Atlas, 87%", "2 of 3"):
        assert part in said
    assert all(text.textFormat() == Qt.TextFormat.PlainText for text in viewer.findChildren(QLabel))
    caption = viewer._caption
    assert caption._label.isVisible()
    shown = caption._label.grab().toImage()
    colours = {shown.pixelColor(x, shown.height() // 2).name() for x in range(shown.width())}
    assert "#e69f00" in colours
    viewer.set_caption(Caption("b.png", "3 of 3"))
    assert "No label" in viewer._canvas.accessibleDescription()
    assert not caption._label.isVisible()
    assert not caption._prediction.isVisible()


def test_a_long_name_does_not_widen_the_window(viewer: Viewer) -> None:
    least = viewer.minimumSizeHint().width()
    viewer.set_caption(Caption("long " * 100, "2 of 3", Mark("label", "wide " * 40, "#e69f00", "circle")))
    viewer.set_note("A note. " * 50)
    assert viewer.minimumSizeHint().width() <= least + 100
    assert viewer.minimumSizeHint().width() < 800


def test_a_picture_that_cannot_be_had_is_named_and_keys_go_on_working(qtbot, viewer: Viewer) -> None:
    canvas = viewer._canvas
    viewer.show_image("the file is gone", Caption("lost.png", "2 of 3"))
    shown = canvas.grab().toImage()
    assert seen(viewer, middle(viewer) + QPoint(200, 100)) == QColor(theme.tokens().sunken)
    assert canvas.trouble == ("lost.png cannot be shown", "The file is gone.")
    ink = {shown.pixelColor(x, y).name() for x in range(0, shown.width()) for y in range(shown.height() // 2, shown.height())}
    assert theme.tokens().muted in ink  # the reason is written there
    assert "lost.png cannot be shown" in canvas.accessibleDescription()
    press(qtbot, viewer, Qt.Key.Key_Plus, Qt.Key.Key_Z)
    with qtbot.waitSignal(viewer.step_requested):
        press(qtbot, viewer, Qt.Key.Key_Right)
    viewer.show_image(picture(left=GREEN), Caption("there.png", "3 of 3"))
    assert seen(viewer, middle(viewer) - QPoint(100, 0)) == GREEN
    assert "cannot be shown" not in canvas.accessibleDescription()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_it_closes_and_gives_the_focus_back(qtbot, qapp, key: Qt.Key) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit()
    QVBoxLayout(window).addWidget(field)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    viewer = Viewer(field)
    viewer.show_image(picture(), Caption("a.png"))
    viewer.bring_forward()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is viewer._canvas)
    assert not viewer.isModal()
    with qtbot.waitSignal(viewer.closed):
        qtbot.keyClick(viewer._canvas, key)
    assert not viewer.isVisible()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    window.close()


def test_it_opens_again_as_large_and_where_it_was_but_not_over_the_whole_screen(qtbot, viewer: Viewer) -> None:
    viewer.setGeometry(60, 50, 640, 520)
    press(qtbot, viewer, Qt.Key.Key_F11)
    assert viewer.isFullScreen()
    press(qtbot, viewer, Qt.Key.Key_F11)
    assert not viewer.isFullScreen()
    press(qtbot, viewer, Qt.Key.Key_F11, Qt.Key.Key_Escape)
    assert not viewer.isVisible()
    viewer.show_image(picture(), Caption("again.png"))
    assert not viewer.isFullScreen()
    assert viewer.geometry() == QRect(60, 50, 640, 520)


def test_it_opens_whole_on_the_screen(qtbot, qapp) -> None:
    """Where the window manager put it, its caption lay below the screen."""
    room = qapp.primaryScreen().availableGeometry()
    window = QWidget()
    qtbot.addWidget(window)
    grid = QWidget(window)
    for at, grid_at in ((QPoint(0, 0), 300), (room.bottomRight() - QPoint(200, 150), 0)):
        window.setGeometry(QRect(at, room.size() / 2))
        grid.setGeometry(grid_at, 0, 80, 80)
        window.show()
        viewer = Viewer(grid)
        viewer.show_image(picture(), Caption("luna.png", "2 of 3"))
        assert room.contains(viewer.frameGeometry())
        viewer.close()


def test_every_button_has_a_name_and_its_key_in_the_tip(qtbot, viewer: Viewer) -> None:
    tools = viewer.findChildren(QToolButton)
    assert len(tools) == 4
    for button in (*tools, viewer._canvas.previous_button, viewer._canvas.next_button):
        assert button.accessibleName()
        assert "(" in button.toolTip()
    fitting = zoom_text(viewer)
    out, nearer, toggle, _ = tools
    for button in (nearer, toggle, nearer, out):
        qtbot.mouseClick(button, LEFT)
    assert zoom_text(viewer) == fitting
    assert QApplication.focusWidget() is viewer._canvas


def test_it_follows_the_scheme(qapp, viewer: Viewer) -> None:
    viewer.show_image(picture(100, 1000), Caption("narrow.png"))
    grounds = []
    for scheme in ("light", "dark", "light"):
        theme.apply(qapp, scheme)
        grounds.append(seen(viewer, QPoint(5, 5)).lightness())
    assert grounds[1] < 60 < 200 < grounds[0] == grounds[2]
