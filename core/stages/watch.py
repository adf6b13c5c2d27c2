"""Classify what arrives in a folder: look at it now and then, take what is new and whole, hand the answers over, wait."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import UserError
from core.jobs.manifest import Manifest, write_json
from core.jobs.reporter import Reporter
from core.jobs.run_folder import DECODING
from core.learn import classifier as classifiers
from core.learn import device as machine
from core.pixels.arrivals import Arrival, Arrivals, Stamp
from core.pixels.careful import Careful
from core.pixels.scan import NO_DIGEST
from core.pixels.squares import Square, squares_of
from core.pixels.walk import Found
from core.specs import WatchSpec
from core.stages.foreign import Pass, Predicted, answering
from core.words import tr, tr_later

_DONE = "done.jsonl"  # what this run has handed over: it may have to begin again without a file that ends it
_AT_ONCE = 256  # images of one part: what waits for an answer, where many come at the same time
_SHARE = 4.0  # so many times as long as a look takes, one waits: a share with a million files is not read all the time
_TICK = 0.2  # seconds between two looks whether to stop
_GONE = tr_later("{folder} is not there. Waiting for it.")
_BACK = tr_later("{folder} is there again.")


def run(spec: WatchSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Until it is stopped, or until there is nothing left to do (spec.once). Hands over part-N.json {paths [n], digests (hex of
    blake2b-128 each, joined), probabilities [n][C], familiar [n] in 0..1 or null, unreadable [{path, reason}], seen: seconds
    since 1970}. Returns {"images": n, "unreadable": k}. UserError if the folder is not there at the beginning."""
    machine.set_up_process()
    watch = _Watch(spec, manifest, folder, report)
    report.note(tr("Watching {folder}", folder=spec.folder))
    while True:
        began = time.monotonic()
        came = watch.look()
        for start in range(0, len(came), _AT_ONCE):
            watch.classify(came[start : start + _AT_ONCE])
        if spec.once and not came and not watch.arrivals.waiting:
            return {"images": watch.images, "unreadable": watch.unreadable}
        watch.rest(0 if came else max(spec.every, _SHARE * (time.monotonic() - began)))


@dataclass
class _Outcome:
    """What became of some arrivals: the stamp of each file as it was read, and those that are gone or cannot be opened now."""

    read: dict[str, Stamp]
    closed: dict[str, str]


class _Watch:
    def __init__(self, spec: WatchSpec, manifest: Manifest, folder: Path, report: Reporter) -> None:
        self.images = self.unreadable = 0
        self._spec, self._folder, self._report = spec, folder, report
        self._place = Path(spec.folder)
        until = json.loads((folder / manifest.known).read_text(encoding="utf-8")) if manifest.known else {}
        self.arrivals = Arrivals(self._place, until, spec.every)
        self._done = folder / _DONE
        if self._done.exists():
            for line in self._done.read_text(encoding="utf-8").splitlines():
                path, size, mtime = json.loads(line)
                self.arrivals.take(path, (size, mtime))
        self._exact = answering(spec.device, manifest, folder, classifiers.load(folder / manifest.classifier))
        self._looked = self._gone = False

    def look(self) -> list[Arrival]:
        """Nothing while the folder cannot be listed any more: a share comes back."""
        try:
            came = self.arrivals.look(self._tell)
        except UserError:
            if self._spec.once or not self._looked:
                raise
            self._say_gone(True)
            return []
        self._looked = True
        self._say_gone(False)
        return came

    def classify(self, some: list[Arrival]) -> None:
        """Hand over what is said of these."""
        seen = time.time()
        passing = Pass(self._exact, self._spec.batch, self._report, Found(listed=len(some), complete=True))
        outcome = _Outcome({}, {})
        careful = Careful(self._place, self._folder / DECODING)
        for answer in squares_of(self._place, [each.path for each in some], self._exact.side, careful):
            if answer is None:
                passing.tell()
            elif answer.result is not None:
                self._take(answer.result, passing, outcome)
        found = passing.end()
        for arrival in some:
            reason = outcome.closed.get(arrival.path)
            if reason is not None and not self.arrivals.try_again(arrival):
                found.unreadable.append({"path": arrival.path, "reason": reason})
                outcome.read[arrival.path] = arrival.stamp
        self._hand_over(found, seen)
        self._note_done(outcome)

    def rest(self, seconds: float) -> None:
        """Wait, and stop in time where that is asked for."""
        end = time.monotonic() + seconds
        while True:
            self._tell()
            left = end - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(_TICK, left))

    def _take(self, square: Square, passing: Pass, outcome: _Outcome) -> None:
        found = square.found
        if found.digest == NO_DIGEST:
            outcome.closed[found.path] = found.reason
            return
        outcome.read[found.path] = (found.file_size, found.mtime_ns)
        passing.take(square)

    def _hand_over(self, found: Predicted, seen: float) -> None:
        if not len(found.images) and not found.unreadable:
            return
        answers = found.answers
        name = f"part-{time.time_ns()}.json"  # one that began anew finds parts that were not taken yet
        part = {
            "paths": list(found.images.paths),
            "digests": found.images.digests.tobytes().hex(),
            "probabilities": answers.probabilities.tolist(),
            "familiar": answers.familiar.tolist() if answers.familiar is not None else None,
            "unreadable": found.unreadable,
            "seen": seen,
        }
        write_json(self._folder / name, part)
        self._report.part(name)
        self.images += len(found.images)
        self.unreadable += len(found.unreadable)

    def _note_done(self, outcome: _Outcome) -> None:
        """After it was handed over: whoever is told twice can see that, who is not told cannot."""
        for path, stamp in outcome.read.items():
            self.arrivals.take(path, stamp)
        with self._done.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps([path, *stamp]) + "\n" for path, stamp in outcome.read.items())

    def _say_gone(self, gone: bool) -> None:
        if gone != self._gone:
            words = _GONE if gone else _BACK
            self._report.note(tr(words, folder=self._place))
        self._gone = gone

    def _tell(self) -> None:
        self._report.progress(self.images, 0)
