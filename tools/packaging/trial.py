"""Does the app that was built work? Its commands, its compute process and its window, in an empty home, each with its time:

python -m tools.packaging.trial dist/labelight
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from core.jobs.previews import PreviewJob
from core.sample import write_digits
from core.specs import PretrainSpec
from tools.packaging import contents

_PATIENCE = 600.0  # seconds
_WINDOW = 10.0  # seconds the window has to stay without a display


def main(folder: Path, window_only: bool = False) -> int:
    """Returns 0 if all of it works (`window_only`: all that needs nothing of torch), else 1 with what did not on stderr."""
    with tempfile.TemporaryDirectory(prefix="labelight-trial-") as place:
        trial = Trial(folder, Path(place))
        try:
            trial.beginning()
            if not window_only:
                trial.learning()
                trial.views()
            trial.window()
        except (subprocess.SubprocessError, AssertionError, OSError) as error:
            print(f"The app does not work: {error}\n{trial.said}", file=sys.stderr)
            return 1
    return 0


class Trial:
    """One home, one project in it. `said`: what the last program wrote to stderr."""

    def __init__(self, folder: Path, place: Path) -> None:
        ending = ".exe" if sys.platform == "win32" else ""
        self._app = folder / f"{contents.NAME}{ending}"
        self._commands = folder / f"{contents.COMMANDS}{ending}" if ending else self._app
        self._place, self._project = place, place / "digits.labelight"
        self.said = ""
        mine = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LABELIGHT_"))}
        homes = {key: str(place / key) for key in ("LABELIGHT_CACHE", "LABELIGHT_DATA", "XDG_CONFIG_HOME")}
        self._environment = mine | homes | {"QT_QPA_PLATFORM": "offscreen"}

    def beginning(self) -> None:
        """A project of pictures, with labels; they are looked through in a compute process."""
        truth = write_digits(self._place)
        self._run("--version")
        self._run("new", self._project, self._place / "digits")
        self._run("label", self._project, truth)

    def learning(self) -> None:
        """A map, and the classifier as a file where that can be written; each stage in a compute process."""
        assert self._run("embed", self._project)["images"] == 1797
        self._run("map", self._project)
        self._run("finetune", self._project, "--mode", "linear")
        self._run("export", self._project, "--onnx", self._place / "classifier.onnx")
        assert (self._place / "classifier.onnx").stat().st_size > 1_000_000

    def views(self) -> None:
        """The process behind the previews of learning answers, and ends with its stdin."""
        files = tuple(str(path) for path in sorted((self._place / "digits").glob("*.png"))[:2])
        job = PreviewJob(PretrainSpec(size=32), files, 32, 0).to_line()
        command = [str(self._commands), "--previews"]
        done = subprocess.run(command, env=self._environment, input=job, capture_output=True, timeout=_PATIENCE)
        self.said = done.stderr.decode(errors="replace")
        head, _, pixels = done.stdout.partition(b"\n")
        assert done.returncode == 0, f"--previews ended with {done.returncode}"
        assert json.loads(head) == {"shape": [2, 3, 32, 32, 3]}
        assert len(pixels) == 2 * 3 * 32 * 32 * 3
        print("previews: answered")

    def window(self) -> None:
        """It opens the project and is still there after a while, without an error in the log."""
        process = subprocess.Popen([self._app, self._project], env=self._environment, stderr=subprocess.PIPE, text=True)
        try:
            _, self.said = process.communicate(timeout=_WINDOW)
            raise AssertionError(f"the window ended with {process.returncode}")
        except subprocess.TimeoutExpired:
            process.terminate()
            self.said = process.communicate(timeout=_PATIENCE)[1]
        logs = [path.read_text(encoding="utf-8") for path in (self._place / "LABELIGHT_CACHE" / "log").glob("*.log")]
        assert logs, "no log was written"
        assert not any("Traceback" in text or " ERROR " in text for text in logs), "\n".join(logs)
        print("the window opened the project")

    def _run(self, *arguments: object) -> dict[str, object]:
        began = time.monotonic()
        command = [str(self._commands), *map(str, arguments)]
        as_json = [] if arguments == ("--version",) else ["--json"]
        done = subprocess.run([*command, *as_json], env=self._environment, capture_output=True, text=True, timeout=_PATIENCE)
        self.said = done.stderr
        assert done.returncode == 0, f"{arguments[0]} ended with {done.returncode}"
        print(f"{arguments[0]}: {time.monotonic() - began:.1f} s")
        result: dict[str, object] = json.loads(done.stdout.splitlines()[-1]) if as_json else {}
        return result


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
