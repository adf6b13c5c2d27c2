"""The map with its legend: counts of what is coloured, one class alone, and when that ends."""

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton

from core.project import classes, labels
from desktop_app import theme
from desktop_app.fields import Fields
from desktop_app.pages import map_files
from desktop_app.pages.map_panel import MapPanel
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.widgets.map_options import MapOptions

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot, qapp, session: Session):
    theme.apply(qapp, "light")
    qtbot.waitUntil(lambda: session.answer is not None, timeout=20_000)
    pictures = Pictures(session)
    panel = MapPanel(session, pictures, Fields(session))
    qtbot.addWidget(panel)
    panel.resize(700, 500)
    with qtbot.waitExposed(panel):
        panel.show()
    yield panel
    pictures.close()


def texts(panel: MapPanel) -> list[str]:
    return [b.text() for b in chips(panel)]


def chips(panel: MapPanel) -> list[QToolButton]:
    QApplication.processEvents()
    return sorted((b for b in panel._legend.findChildren(QToolButton) if b.isVisible()), key=QToolButton.x)


def colour_by(panel: MapPanel, key: str) -> None:
    panel._colour_by.setCurrentIndex(panel._colour_by.findData(key))
    panel._colour_by.activated.emit(panel._colour_by.currentIndex())


def test_the_legend_counts_what_the_colours_show(qtbot, session: Session, panel: MapPanel) -> None:
    assert texts(panel) == ["a  10", "b  10"]
    colour_by(panel, "label")
    assert texts(panel) == ["a  2", "b  2", "No label  16"]
    session.selection.apply(np.array([0, 1, 4]), "replace")
    assert texts(panel) == ["a  1/2", "b  1/2", "No label  1/16"]
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.assign(project, images=[5], class_id=1))
    assert texts(panel) == ["a  2/3", "b  1/2", "No label  0/15"]


def test_a_click_leaves_one_class_on_the_map_and_a_second_brings_all_back(qtbot, panel: MapPanel) -> None:
    colour_by(panel, "label")
    view = panel.view
    qtbot.mouseClick(chips(panel)[0], LEFT)
    assert np.flatnonzero(view._layers.shown).tolist() == [0, 2]
    assert view.hit(view.place_of(0)) == 0
    assert view.hit(view.place_of(1)) != 1
    qtbot.mouseClick(chips(panel)[2], LEFT)
    assert int(view._layers.shown.sum()) == 16
    qtbot.mouseClick(chips(panel)[2], LEFT)
    assert view._layers.shown is None
    assert not any(b.isChecked() for b in chips(panel))


def test_the_isolated_class_follows_labels_and_predictions(qtbot, session: Session, panel: MapPanel) -> None:
    colour_by(panel, "label")
    qtbot.mouseClick(chips(panel)[0], LEFT)
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.assign(project, images=[5], class_id=1))
    assert np.flatnonzero(panel.view._layers.shown).tolist() == [0, 2, 4]
    colour_by(panel, "prediction")
    assert int(panel.view._layers.shown.sum()) >= 10
    assert chips(panel)[0].isChecked()


def test_isolation_ends_with_its_class_and_with_another_way_to_colour(qtbot, session: Session, panel: MapPanel) -> None:
    qtbot.mouseClick(chips(panel)[0], LEFT)
    colour_by(panel, "confidence")
    assert panel.view._layers.shown is None
    assert chips(panel) == []
    assert "sure" in panel._legend._note.text()
    colour_by(panel, "label")
    assert panel.view._layers.shown is None
    qtbot.mouseClick(chips(panel)[1], LEFT)
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: classes.delete(project, class_id=2))
    assert panel.view._layers.shown is None


def test_how_familiar_images_are_colours_the_map_once_there_are_labels(qtbot, session: Session, panel: MapPanel) -> None:
    with qtbot.waitSignal(panel._fields.ready):
        session.opened.emit()
        qtbot.waitUntil(lambda: session.reduced() is not None)
        colour_by(panel, "familiar")
    assert "Label a few images" in panel._legend._note.text()
    assert (panel._colouring.index == -1).all()
    with qtbot.waitSignal(panel._fields.renewed):
        session.edit(lambda project: labels.assign(project, images=[5, 7, 9], class_id=1))
    assert "like nothing labelled" in panel._legend._note.text()
    assert (panel._colouring.index >= 0).all()


def test_the_legend_takes_no_place_from_the_points(qtbot, session: Session, panel: MapPanel) -> None:
    """It has a line of its own, and that line is as high with and without classes."""
    before = panel.view.geometry()
    assert not panel._legend.geometry().intersects(before)
    for class_id in (1, 2):
        with qtbot.waitSignal(session.changed):
            session.edit(lambda project, class_id=class_id: classes.delete(project, class_id=class_id))
    assert chips(panel) == []
    assert panel.view.geometry() == before


def test_another_project_begins_with_everything(qtbot, session: Session, panel: MapPanel) -> None:
    qtbot.mouseClick(chips(panel)[0], LEFT)
    session.close()
    assert panel.view._layers.shown is None
    assert chips(panel) == []


def test_a_longer_count_does_not_make_the_panel_wider(panel: MapPanel) -> None:
    least = panel.minimumSizeHint().width()
    panel._count.setText("1,000,000 of 1,000,000 on the map")
    QApplication.processEvents()
    assert panel.minimumSizeHint().width() == least


def answer_with(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    """The file dialog, answered; collects the places it offered."""
    offered: list[str] = []

    def ask(_parent, _title: str, place: str, _kinds: str) -> tuple[str, str]:
        offered.append(place)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return offered


def test_the_map_is_saved_as_png_and_svg(qtbot, monkeypatch, tmp_path: Path, session: Session, panel: MapPanel) -> None:
    options = panel.findChild(MapOptions)
    for action, ending in ((options.png, ".png"), (options.svg, ".svg")):
        offered = answer_with(monkeypatch, tmp_path / f"out{ending}")
        with qtbot.waitSignal(session.said) as heard:
            action.trigger()
        assert heard.args == ["info", f"The map is in {tmp_path / f'out{ending}'}."]
        assert offered[0].endswith(f" map{ending}")
    assert QImage(str(tmp_path / "out.png")).width() == 2 * panel.view.width()
    root = ElementTree.parse(tmp_path / "out.svg").getroot()
    assert len([e for e in root.iter() if e.get("class") == "point"]) == 20


def test_a_file_the_dialog_did_not_ask_about_is_left_alone(
    qtbot, monkeypatch, tmp_path: Path, session, panel: MapPanel
) -> None:
    (tmp_path / "out.png").write_text("precious")
    answer_with(monkeypatch, tmp_path / "out")
    with qtbot.waitSignal(session.said) as heard:
        panel.findChild(MapOptions).png.trigger()
    assert heard.args[0] == "error"
    assert (tmp_path / "out.png").read_text() == "precious"
    answer_with(monkeypatch, tmp_path / "no such folder" / "out.svg")
    with qtbot.waitSignal(session.said) as heard:
        panel.findChild(MapOptions).svg.trigger()
    assert heard.args[0] == "error"


def test_too_many_points_for_an_svg_are_refused_before_a_file_is_asked_for(
    monkeypatch, qtbot, session, panel: MapPanel
) -> None:
    offered = answer_with(monkeypatch, Path("nowhere"))
    monkeypatch.setattr(map_files, "MOST", 19)
    with qtbot.waitSignal(session.said) as heard:
        panel.findChild(MapOptions).svg.trigger()
    assert "PNG" in heard.args[1]
    assert offered == []


def test_view_options_reach_the_map(panel: MapPanel) -> None:
    options, view = panel.findChild(MapOptions), panel.view
    options.off.trigger()
    assert view._thumbs.size == 0
    options.slider.setValue(10)
    assert view._thumbs.size == 80
    options.automatic.trigger()
    assert view._thumbs.size is None
    options.density.trigger()
    options.minimap.trigger()
    assert view._shaded
    assert not view._minimap.on
