"""Build the one-folder app and try it: `make app`, or

    python -m tools.packaging.build [--dist FOLDER] [--no-trial]

What is installed beside this Python goes in, so that the torch that is installed decides on GPU and size (docs/app.md).
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
    options = parser.parse_args()
    if importlib.util.find_spec("PyInstaller") is None:
        print('PyInstaller is not installed beside this Python: pip install ".[app]"', file=sys.stderr)
        return 1
    work = contents.ROOT / "build" / "app"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    subprocess.run([*command, "--distpath", options.dist, "--workpath", work, SPEC], check=True, cwd=contents.ROOT)
    folder = options.dist / contents.NAME
    print(f"{folder}: {size(folder) / 1e6:,.0f} MB in {sum(1 for _ in files(folder)):,} files")
    return 0 if options.no_trial else trial.main(folder)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def size(folder: Path) -> int:
    """Bytes, links not counted."""
    return sum(path.stat().st_size for path in files(folder))


if __name__ == "__main__":
    sys.exit(main())
