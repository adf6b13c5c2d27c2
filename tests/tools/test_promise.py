"""The README's picture follows the tables it is drawn from."""

import re

from tools.promise import FIGURES, curves, draw, place


def test_every_curve_is_there_and_is_that_of_its_table(qapp) -> None:
    text = FIGURES.read_text(encoding="utf-8")
    found = {curve.name: curve.points for curve in curves(text)}
    assert len(found) == 4
    for points in found.values():
        assert len(points) >= 2
        assert [n for n, _ in points] == sorted(n for n, _ in points)
        assert all(10 <= n <= 1000 and 0 < share < 90 for n, share in points)
    first = found["Labelight, 20 minutes of SimCLR"][0]
    changed = text.replace(f"| suggested, ladder | {first[1]} ", "| suggested, ladder | 33.3 ", 1)
    assert curves(changed) != curves(text)


def test_the_readme_says_what_the_tables_say() -> None:
    readme = (FIGURES.parent.parent / "README.md").read_text(encoding="utf-8")
    for curve, row in zip(
        curves(FIGURES.read_text(encoding="utf-8"))[:3], ("20 minutes of SimCLR", "without learning", "regression"), strict=True
    ):
        line = next(line for line in readme.splitlines() if line.startswith("|") and row in line)
        shares = [int(cell) for cell in re.findall(r"(\d+) %", line)]
        assert shares == [round(share) for _, share in curve.points[: len(shares)]]
        assert len(shares) == 4


def test_more_is_further_up_and_right(qapp) -> None:
    assert place(100, 50).x() > place(10, 50).x()
    assert place(10, 60).y() < place(10, 50).y()
    image = draw(curves(FIGURES.read_text(encoding="utf-8")))
    assert image.pixelColor(place(10, 0).toPoint() * 2) != image.pixelColor(2, 2)
