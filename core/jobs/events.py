"""What a run says, as frozen events that travel as JSON lines. Names data, never widgets."""

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any

from core.errors import DeviceError, FolderGone, UserError


@dataclass(frozen=True)
class Progress:
    step: int
    total: int
    metrics: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Metric:
    """Values to keep for good."""

    step: int
    values: dict[str, float]


@dataclass(frozen=True)
class Part:
    """A file in the run folder that can be stored now."""

    name: str


@dataclass(frozen=True)
class Note:
    text: str


@dataclass(frozen=True)
class Done:
    result: dict[str, Any]


@dataclass(frozen=True)
class Stopped:
    """Ended because it was asked to. What was saved before stays."""


@dataclass(frozen=True)
class Failed:
    """`message` is for the user; `detail` is the traceback or the end of the log, for a report; `folder_gone`: the folder that
    was not found, if that is why. `device_at_fault`: the same may succeed on the CPU."""

    message: str
    detail: str = ""
    folder_gone: str = ""
    device_at_fault: bool = False


def failed(error: UserError) -> Failed:
    """What a run that ended with this has to say."""
    gone = error.folder if isinstance(error, FolderGone) else ""
    return Failed(str(error), folder_gone=gone, device_at_fault=isinstance(error, DeviceError))


@dataclass(frozen=True)
class Silence:
    """Nothing the run says: whoever watches it has not heard from the compute process for long (False: does so again)."""

    lasts: bool


Event = Progress | Metric | Part | Note | Done | Stopped | Failed | Silence
KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in (Progress, Metric, Part, Note, Done, Stopped, Failed, Silence)}


def to_line(event: Event) -> str:
    return json.dumps({"kind": type(event).__name__, **dataclasses.asdict(event)}) + "\n"


def from_line(line: str) -> Event:
    values = json.loads(line)
    return KINDS[values.pop("kind")](**values)


def is_end(event: Event) -> bool:
    return isinstance(event, Done | Stopped | Failed)
