"""Fetches a model file from its publisher's address, and goes on where an earlier time was interrupted.

The operating system's certificates and the user's proxy settings (HTTPS_PROXY, NO_PROXY) are honoured, as urllib does.
"""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request
from typing import IO, cast
from urllib.parse import urlsplit

from backdrop import __version__
from backdrop.segment.incoming import Incoming, SourceFailure
from backdrop.text import _

_CHUNK = 1 << 16
_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
_RANGE_NOT_SATISFIABLE = 416


def fetch_https(url: str, file: Incoming, timeout_s: float) -> None:
    """Writes the address's content to `file`. SourceFailure when it cannot be had."""
    _check(url)
    if file.whole:  # all had arrived when the last time was interrupted
        return
    if file.done and file.wanted.sha256 is None and not file.tag_of(url):
        file.restart()  # nothing would show that what follows belongs to what is there
    try:
        with _ask(url, file, timeout_s) as response:
            _copy(url, response, file)
    except urllib.error.HTTPError as answer:
        answer.close()
        raise SourceFailure(_("answers {code} {reason}").format(code=answer.code, reason=answer.reason)) from None
    except (OSError, http.client.HTTPException) as reason:
        raise SourceFailure(_why(reason, timeout_s)) from reason


def _ask(url: str, file: Incoming, timeout_s: float) -> http.client.HTTPResponse:
    """The answer, to be written from `file.done` on: a server may send the rest, or all of it again (RFC 9110, 14)."""
    headers = {"User-Agent": f"backdrop/{__version__}"}
    if file.done:
        headers["Range"] = f"bytes={file.done}-"
        if tag := file.tag_of(url):
            headers["If-Range"] = tag
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - checked by the caller
    try:
        opener = urllib.request.build_opener(_Redirects)
        response = cast(http.client.HTTPResponse, opener.open(request, timeout=timeout_s))
    except urllib.error.HTTPError as answer:
        if answer.code != _RANGE_NOT_SATISFIABLE or not file.done:
            raise
        answer.close()
        file.restart()
        return _ask(url, file, timeout_s)
    if response.status != http.client.PARTIAL_CONTENT:
        file.restart()
    elif not response.headers.get("Content-Range", "").startswith(f"bytes {file.done}-"):
        response.close()
        if not file.done:
            raise SourceFailure(_("sends a part of the file that was not asked for"))
        file.restart()
        return _ask(url, file, timeout_s)
    return response


def _copy(url: str, response: http.client.HTTPResponse, file: Incoming) -> None:
    announced = _announced(response, file)
    tag = response.headers.get("ETag", "")
    file.comes_from(url, tag if tag.startswith('"') else "", announced)  # a weak tag vouches for no byte
    # read1 hands over what has come, so that progress and cancelling do not wait for a whole chunk.
    while chunk := response.read1(_CHUNK):
        file.write(chunk)
    if announced is not None and file.done < announced:
        told = _("broke off after {done} of {size} bytes")
        raise SourceFailure(told.format(done=file.done, size=announced))


def _announced(response: http.client.HTTPResponse, file: Incoming) -> int | None:
    """The whole file's size, as far as the server tells; SourceFailure for one that cannot be right."""
    length = response.headers.get("Content-Length", "")
    if not length.isdecimal():
        if file.size is None and response.headers.get("Transfer-Encoding", "").lower() != "chunked":
            raise SourceFailure(_("does not say how long the file is, so that it could break off unnoticed"))
        return None
    announced = file.done + int(length)
    if file.size not in (None, announced):
        told = _("offers {announced} bytes instead of {size}")
        raise SourceFailure(told.format(announced=announced, size=file.size))
    if announced > file.limit:
        told = _("offers {announced} bytes, though such a file has {limit} at most")
        raise SourceFailure(told.format(announced=announced, limit=file.limit))
    return announced


def _check(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _THIS_MACHINE):
        address = f"{parts.scheme}://{parts.hostname or ''}"
        raise SourceFailure(_("leads to {address}, which is not https").format(address=address))


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but not to where an address of the catalogue may not point either."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        try:
            _check(newurl)
        except SourceFailure:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _why(reason: OSError | http.client.HTTPException, timeout_s: float) -> str:
    cause = reason.reason if isinstance(reason, urllib.error.URLError) else reason
    match cause:
        case TimeoutError():
            return _("does not answer within {seconds:g} s").format(seconds=timeout_s)
        case ssl.SSLCertVerificationError():
            return _("shows a certificate that is not trusted here")
        case ConnectionRefusedError():
            return _("refuses the connection")
        case ConnectionError() | http.client.HTTPException():
            return _("broke off the connection")
        case OSError():
            return _("cannot be reached ({reason})").format(reason=cause.strerror or cause)
        case other:
            return _("cannot be reached ({reason})").format(reason=other)
