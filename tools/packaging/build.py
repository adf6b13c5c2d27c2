"""Build the one-folder app and try it: `make app`, or

    python -m tools.packaging.build [--dist FOLDER] [--no-trial] [--window-only]

What is installed beside this Python goes in, so that the torch that is installed decides on GPU and size (docs/app.md).
With --window-only nothing that computes goes in: not to be given to anybody, but built and tried in a minute.
"""

import argparse
import importlib.util
import subprocess
import sys
from pathlib import Path

from tools.packaging import contents, trial

SPEC = Path(__file__).with_name("labelight.spec")


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.packaging.build", description=__doc__)
    parser.add_argument("--dist", type=Path, default=contents.ROOT / "dist", help="where the folder is put (default: dist)")
    parser.add_argument("--no-trial", action="store_true", help="do not start what was built")
    parser.add_argument("--window-only", action="store_true", help="leave out torch and all that computes")
    options = parser.parse_args()
    if importlib.util.find_spec("PyInstaller") is None:
        print('PyInstaller is not installed beside this Python: pip install ".[app]"', file=sys.stderr)
        return 1
    folder = build(options.dist, contents.ROOT / "build" / "app", options.window_only)
    print(f"{folder}: {size(folder) / 1e6:,.0f} MB in {sum(1 for _ in files(folder)):,} files")
    return 0 if options.no_trial else trial.main(folder, options.window_only)


def build(dist: Path, work: Path, window_only: bool = False) -> Path:
    """The folder in `dist` that was built. `work`: where PyInstaller keeps what it can use again."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", dist, "--workpath", work]
    more = ["--", "--window-only"] if window_only else []
    subprocess.run([*command, *places, SPEC, *more], check=True, cwd=contents.ROOT)
    return dist / contents.NAME


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def size(folder: Path) -> int:
    """Bytes, links not counted."""
    return sum(path.stat().st_size for path in files(folder))


if __name__ == "__main__":
    sys.exit(main())
