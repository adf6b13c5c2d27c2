"""Views of a few pictures, to look at before learning starts.

They come from a small compute process that stays, since the app has no torch and loading it takes two seconds. One line of
JSON asks; one line of JSON and the bytes it announces answer. The process ends with its stdin, and so with the app.
"""

import contextlib
import dataclasses
import json
import math
import subprocess
import threading
from dataclasses import dataclass
from typing import Any, BinaryIO, Self

import numpy as np

from core import paths
from core.errors import UserError
from core.specs import PretrainSpec, from_dict
from core.words import tr


@dataclass(frozen=True)
class PreviewJob:
    """`files`: absolute paths. `longest`: longest side, in px, of all pictures that would be learnt from. One `seed`, the
    same views."""

    spec: PretrainSpec
    files: tuple[str, ...]
    longest: int
    seed: int

    def to_line(self) -> bytes:
        return (json.dumps(dataclasses.asdict(self)) + "\n").encode()

    @classmethod
    def from_line(cls, line: bytes) -> Self:
        values: dict[str, Any] = json.loads(line)
        return cls(from_dict(PretrainSpec, values["spec"]), tuple(values["files"]), values["longest"], values["seed"])


def write_answer(out: BinaryIO, answer: np.ndarray | str) -> None:
    """uint8 of any shape, or why there is none."""
    head = {"error": answer} if isinstance(answer, str) else {"shape": answer.shape}
    out.write((json.dumps(head) + "\n").encode())
    if not isinstance(answer, str):
        out.write(np.ascontiguousarray(answer, np.uint8).tobytes())
    out.flush()


class PreviewProcess:
    """Started with the first question. `views` waits for the answer: call it on a thread of its own."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = threading.Lock()

    def views(self, job: PreviewJob) -> np.ndarray:
        """uint8 [n, 3, size, size, 3]: of each picture that can be read itself and two views. UserError if that fails."""
        with self._lock:
            if self._closed:
                raise UserError(tr("The views are no longer wanted."))
            if self._process is not None and self._process.poll() is not None:
                _end(self._process)
                self._process = None
            if self._process is None:
                self._process = _start()
            process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(job.to_line())
            process.stdin.flush()
            line = process.stdout.readline()
            head: dict[str, Any] = json.loads(line) if line else {"error": tr("The process that makes them ended.")}
            if "error" in head:
                raise UserError(tr("The views cannot be shown. {head}", head=head["error"]))
            shape = tuple(head["shape"])
            data = process.stdout.read(math.prod(shape))
        except (OSError, ValueError) as error:  # ValueError: closed meanwhile, or half a line
            raise UserError(tr("The views cannot be shown: {error}", error=error)) from error
        if len(data) < math.prod(shape):
            raise UserError(tr("The views cannot be shown. The process that makes them ended."))
        return np.frombuffer(data, np.uint8).reshape(shape)

    def close(self) -> None:
        """End the process at once; a question that waits fails, as all later ones. From another thread than `views`."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                _end(self._process)


def _start() -> subprocess.Popen[bytes]:
    command = [*paths.own_command(), "--previews"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        with contextlib.suppress(OSError):  # what was not sent yet has nobody to go to
            pipe.close()
