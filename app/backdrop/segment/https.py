"""Fetches a model file from its publisher's address.

The operating system's certificates and the user's proxy settings (HTTPS_PROXY, NO_PROXY) are honoured, as urllib does.
"""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request
from typing import IO
from urllib.parse import urlsplit

from backdrop import __version__
from backdrop.segment.incoming import Incoming, SourceFailure
from backdrop.segment.spec import HttpsSource
from backdrop.text import _

_CHUNK = 1 << 16
_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


def fetch_https(source: HttpsSource, file: Incoming, timeout_s: float) -> None:
    """Writes the address's content to `file`. SourceFailure when it cannot be had."""
    _check(source.url)
    headers = {"User-Agent": f"backdrop/{__version__}"}
    request = urllib.request.Request(source.url, headers=headers)  # noqa: S310 - checked above
    try:
        with urllib.request.build_opener(_Redirects).open(request, timeout=timeout_s) as response:
            _copy(response, file)
    except urllib.error.HTTPError as answer:
        answer.close()
        raise SourceFailure(_("answers {code} {reason}").format(code=answer.code, reason=answer.reason)) from None
    except (OSError, http.client.HTTPException) as reason:
        raise SourceFailure(_why(reason, timeout_s)) from reason


def _copy(response: http.client.HTTPResponse, file: Incoming) -> None:
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > file.spec.bytes:
        told = _("offers {announced} bytes instead of {size}")
        raise SourceFailure(told.format(announced=announced, size=file.spec.bytes))
    # read1 hands over what has come, so that progress and cancelling do not wait for a whole chunk.
    while chunk := response.read1(_CHUNK):
        file.write(chunk)


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
