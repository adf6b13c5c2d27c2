"""A decoder that really dies of some files: a stand-in for a fault in the library that nobody knows yet.

`program` writes a main script that is Labelight's own but for one thing: opening a PNG whose bytes end in one of the words
below crashes, loops or eats memory, in whatever process of the program that happens. The pictures themselves are sound.
"""

import sys
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from core import paths

_PROGRAM = """
import ctypes, os, re, signal, sys, time
sys.path.insert(0, {home!r})
from pathlib import Path
import numpy as np
from PIL import PngImagePlugin
from core import paths

paths.main_script = lambda: Path(__file__)
works = "--worker" in sys.argv
true_open = PngImagePlugin.PngImageFile._open

def _open(self):
    data = self.fp.read()
    self.fp.seek(0)
    with open({log!r}, "a") as log:
        log.write(("worker " if works else "alone ") + repr(data[-12:]) + "\\n")
    if data.endswith(b"CRASH"):
        ctypes.string_at(0)
    elif data.endswith(b"LOOP"):
        re.match("(a+)+$", "a" * 60 + "b")  # for longer than anybody waits, with the interpreter held
    elif data.endswith(b"SLEEP"):
        time.sleep(1000)
    elif data.endswith(b"EAT") and works:
        os.kill(os.getpid(), signal.SIGKILL)  # as the system does with whoever ate all there was
    elif data.endswith(b"EAT"):
        held = [np.empty(1 << 30, np.uint8) for _ in range(8)]  # asked for and not touched: nobody else goes short
    elif data.endswith(b"WAIT") and works:
        time.sleep(1000)
    return true_open(self)

PngImagePlugin.PngImageFile._open = _open
import main
if __name__ == "__main__":
    sys.exit(main.main())
"""


def program(folder: Path) -> Path:
    """The main script, in `folder`; beside it `opened.txt` gets a line for every PNG that is opened."""
    script = folder / "hostile_main.py"
    home = str(Path(paths.__file__).resolve().parent.parent)
    script.write_text(_PROGRAM.format(home=home, log=str(folder / "opened.txt")))
    return script


def command(folder: Path) -> list[str]:
    return [sys.executable, str(program(folder))]


def picture(seed: int, word: str = "") -> bytes:
    """A sound PNG that no other seed gives, with a word behind its end."""
    buffer = BytesIO()
    Image.fromarray(np.random.default_rng(seed).integers(0, 255, (24, 24, 3)).astype(np.uint8)).save(buffer, "PNG")
    return buffer.getvalue() + word.encode()
