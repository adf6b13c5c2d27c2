"""Fetch one known file over the network, in pieces that survive a broken connection. Compute process only.

What came so far lies in a file NAME.part. It counts for nothing until its caller has compared it with the card's sha256; a
later call asks the host for the rest only. No retries: a user who is told what happened decides better than a loop.
"""

import errno
import http.client
import ssl
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from core.errors import UserError
from core.jobs.reporter import Reporter
from core.weights import WeightsCard, megabytes
from core.words import tr, tr_later

TIMEOUT = 20.0  # seconds without an answer or a byte: long for a slow line, short enough to wait for
_PIECE = 1 << 18  # bytes at most per read; a slow line hands over less, so that stopping never waits for a whole piece
_FULL_DISK = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_OTHERWISE = tr_later("Try again later, or begin from the bundled encoder, which needs no network.")


def download(card: WeightsCard, part: Path, report: Reporter) -> None:
    """Bring `part` to the card's size, going on from what it holds. Progress is in bytes.

    Raises UserError where the host, the network or the disk does not let it, Cancelled when asked to stop; what came is kept
    for the next call, except on a full disk.
    """
    _check_address(card.url)
    report.progress(_size(part), card.bytes)
    try:
        with _ask(card, _size(part)) as answer:
            _take(card, answer, part, report)
    except _WriteError as error:
        raise UserError(_not_written(part, error.cause)) from error
    except urllib.error.HTTPError as error:
        if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink(missing_ok=True)  # the host's file ends before what is here does: it was not the same file
        error.close()
        raise UserError(
            tr(
                "{host} does not give out {name} ({error}). {kept} {otherwise}",
                host=card.host,
                name=card.name,
                error=error,
                kept=_kept(card, part),
                otherwise=tr(_OTHERWISE),
            )
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise UserError(f"{_in_words(card, error)} {_kept(card, part)} {tr(_OTHERWISE)}") from error


class _WriteError(Exception):
    """The disk refused, as opposed to the network: both are OSErrors."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class _StaySafe(urllib.request.HTTPRedirectHandler):
    """Follows a redirection only to where a download may begin."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        _check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_address(url: str) -> None:
    """UserError unless the address is https. Plain http is for a host that is this very computer: the tests' own."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")):
        raise UserError(
            tr(
                "The download was ended: {scheme}://{hostname} is no safe address (https). {otherwise}",
                scheme=parts.scheme,
                hostname=parts.hostname,
                otherwise=tr(_OTHERWISE),
            )
        )


def _ask(card: WeightsCard, have: int) -> Any:
    """The host's answer, for the bytes from `have` on. Raises HTTPError, URLError or another OSError."""
    headers = {"User-Agent": "Labelight", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    request = urllib.request.Request(card.url, headers=headers)  # noqa: S310 (the address is checked)
    return urllib.request.build_opener(_StaySafe).open(request, timeout=TIMEOUT)


def _take(card: WeightsCard, answer: Any, part: Path, report: Reporter) -> None:
    """Write the answer to the end of `part`, or over it if the host sends the whole file."""
    start = _size(part) if answer.status == http.client.PARTIAL_CONTENT else 0
    length = answer.headers.get("Content-Length")
    if length is not None and start + int(length) != card.bytes:
        raise UserError(
            tr(
                "{host} answered with {value:,} bytes, and {name} has {bytes:,}: it is not that file, perhaps a "
                "login page of your network. {kept} {otherwise}",
                host=card.host,
                value=start + int(length),
                name=card.name,
                bytes=card.bytes,
                kept=_kept(card, part),
                otherwise=tr(_OTHERWISE),
            )
        )
    began, have = time.monotonic(), start
    with _Part(part, start) as file:
        while have < card.bytes:
            piece = answer.read1(min(_PIECE, card.bytes - have))
            if not piece:
                raise http.client.IncompleteRead(b"", card.bytes - have)
            file.write(piece)
            have += len(piece)
            speed = (have - start) / max(time.monotonic() - began, 1e-9)
            report.progress(have, card.bytes, megabytes=have / 2**20, seconds_left=(card.bytes - have) / speed)


class _Part:
    """`part` open for writing from `start` on; every OSError of it is a _WriteError."""

    def __init__(self, part: Path, start: int) -> None:
        try:
            self._file = part.open("ab" if start else "wb")
        except OSError as error:
            raise _WriteError(error) from error

    def __enter__(self) -> "_Part":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._file.close()
        except OSError as error:
            raise _WriteError(error) from error

    def write(self, piece: bytes) -> None:
        try:
            self._file.write(piece)
        except OSError as error:
            raise _WriteError(error) from error


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _kept(card: WeightsCard, part: Path) -> str:
    have = _size(part)
    if not have:
        return tr("Nothing was kept and nothing was changed.")
    return tr(
        "{megabytes} of {whole} are kept, and the next try goes on from there.",
        megabytes=megabytes(have),
        whole=megabytes(card.bytes),
    )


def _not_written(part: Path, error: OSError) -> str:
    if error.errno in _FULL_DISK:
        part.unlink(missing_ok=True)
        return tr("The disk with {parent} is full. What had come was deleted. Make room and start again.", parent=part.parent)
    return tr(
        "{part} could not be written: {problem}. Look at the rights of that folder, then start again.",
        part=part,
        problem=error.strerror,
    )


def _in_words(card: WeightsCard, error: Exception) -> str:
    """What went wrong between here and the host."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return tr("{host} did not answer for {timeout:.0f} seconds.", host=card.host, timeout=TIMEOUT)
    if isinstance(cause, ssl.SSLError):
        return tr(
            "The connection to {host} is not safe ({value}), so nothing was taken from it.",
            host=card.host,
            value=cause.reason or cause,
        )
    if isinstance(error, urllib.error.URLError):
        return tr("{host} cannot be reached ({value}).", host=card.host, value=getattr(cause, "strerror", None) or cause)
    return tr("The connection to {host} broke off ({name}).", host=card.host, name=type(error).__name__)
