"""The one-folder app as far as time allows: all but what computes is built and tried, in a minute and a half (docs/app.md)."""

from pathlib import Path

import pytest

from tools.packaging import build, contents, trial


@pytest.mark.timeout(1200)  # 70 s of computing by itself, which others may stretch
def test_the_window_alone_is_built_and_opens_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setenv("PYINSTALLER_CONFIG_DIR", str(tmp_path / "pyinstaller"))
    folder = build.build(tmp_path / "dist", tmp_path / "work", window_only=True)
    assert trial.main(folder, window_only=True) == 0, capsys.readouterr().err
    inside = {path.name.partition(".")[0] for path in (folder / "_internal").iterdir()}
    assert "PySide6" in inside
    assert not inside & set(contents.COMPUTING)
