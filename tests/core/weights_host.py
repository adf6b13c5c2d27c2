"""A host of made-up ImageNet weights on this computer, that can misbehave: cut off, hang, send something else."""

import contextlib
import hashlib
import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import torch
import torchvision

from core import weights
from core.weights import WeightsCard


def made_weights() -> tuple[dict[str, torch.Tensor], bytes]:
    """Random tensors of a real ResNet-18 with its classifier, and the file torch makes of them."""
    torch.manual_seed(5)
    tensors = torchvision.models.resnet18(weights=None).state_dict()
    file = io.BytesIO()
    torch.save(tensors, file)
    return tensors, file.getvalue()


class Host:
    """`asked` holds the Range header of every request (None: there was none). Set the others to make it misbehave."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.asked: list[str | None] = []
        self.cut_after: int | None = None  # bytes of the answer, then the connection breaks
        self.status: int | None = None
        self.ranges = True
        self.redirect = ""
        self.answering = threading.Event()
        self.answering.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def card(self, sha256: str = "") -> WeightsCard:
        digest = hashlib.sha256(self.content).hexdigest()
        name = f"resnet18-{digest[:8]}.pth"
        url = f"http://127.0.0.1:{self._server.server_port}/models/{name}"
        return WeightsCard("resnet18", name, url, len(self.content), sha256 or digest)

    def close(self) -> None:
        self.answering.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextlib.contextmanager
def serving(content: bytes) -> Iterator[Host]:
    host = Host(content)
    try:
        yield host
    finally:
        host.close()


@contextlib.contextmanager
def offering(content: bytes, cache: Path, patch: pytest.MonkeyPatch) -> Iterator[Host]:
    """Within, the only ImageNet weights the program knows come from this host, and into this cache."""
    patch.setenv("LABELIGHT_CACHE", str(cache))
    patch.setenv("no_proxy", "127.0.0.1")
    with serving(content) as host:
        patch.setattr(weights, "CARDS", {"resnet18": host.card()})
        yield host


def left(folder: Path) -> list[str]:
    """What lies in the folder of weights, but for the lock."""
    return sorted(file.name for file in folder.iterdir() if file.name != "lock") if folder.exists() else []


def _handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append(self.headers.get("Range"))
            host.answering.wait(10)
            if host.redirect:
                self.send_response(302)
                self.send_header("Location", host.redirect)
                self.end_headers()
            elif host.status is not None:
                self.send_error(host.status)
            else:
                self._send()

        def _send(self) -> None:
            wanted = self.headers.get("Range")
            first = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and host.ranges else 0
            self.send_response(206 if first else 200)
            self.send_header("Content-Length", str(len(host.content) - first))
            self.end_headers()
            end = None if host.cut_after is None else first + host.cut_after
            with contextlib.suppress(ConnectionError):
                self.wfile.write(host.content[first:end])

        def log_message(self, *_: Any) -> None:
            """Nothing: what was asked is in `asked`."""

    return Handler
