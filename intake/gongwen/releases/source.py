"""Fetches releases over HTTP(S) from the one address that the installation declares.

Redirects are not followed, proxies and credentials of the environment not used, and a manifest can
only name a file beside itself: nothing that is answered leads anywhere else.
"""

import time
from http import HTTPStatus
from typing import Final

import httpx
import structlog

from docgen.gongwen.proofread.lexicon.release import (
    LARGEST_MANIFEST,
    Manifest,
    ReleaseError,
    State,
    read_manifest,
)
from intake.gongwen.settings import LexiconSettings

log = structlog.get_logger(__name__)

AGENT: Final = "zhiban-lexicon"
WORDS: Final = {
    State.UNREACHABLE: "词库更新的地址暂时无法访问，请稍后再检查，或者请工程师用文件更新。",
    State.REFUSED: "词库更新的地址拒绝了请求（{status}），请管理员核对地址 ZHIBAN_LEXICON_URL。",
    State.REDIRECTED: "词库更新的地址转到了别处，没有跟随。请管理员核对地址 ZHIBAN_LEXICON_URL。",
    State.TOO_LARGE: "词库更新的应答超过了应有的大小，没有接收完。请与词库维护方核对。",
    State.CUT: "词库没有收完就断开了，请重新检查更新。",
}


class Source:
    """Where releases are fetched; one look is one source."""

    def __init__(self, settings: LexiconSettings) -> None:
        self._settings = settings
        self._url = httpx.URL(settings.url)
        self._ends = time.monotonic() + settings.seconds

    def manifest(self, etag: str) -> tuple[Manifest, str] | None:
        """Return the newest manifest with its ETag; None where it is the one of ``etag``.

        Raises ``ReleaseError``.
        """
        headers = {"If-None-Match": etag} if etag else {}
        status, data, given = self._get(self._url, headers, LARGEST_MANIFEST)
        if status == HTTPStatus.NOT_MODIFIED:
            return None
        return read_manifest(data, self._settings.public_key), given

    def table(self, manifest: Manifest) -> bytes:
        """Return the table of a manifest; raises ``ReleaseError``."""
        url = self._url.copy_with(query=None).join(manifest.file)
        return self._get(url, {}, manifest.size)[1]

    def _get(self, url: httpx.URL, headers: dict[str, str], most: int) -> tuple[int, bytes, str]:
        """Return status, body and ETag of an answer, bounded in time and size."""
        asked = {"User-Agent": AGENT, "Accept-Encoding": "identity", **headers}
        left = max(self._ends - time.monotonic(), 0.001)
        try:
            with (
                httpx.Client(trust_env=False, timeout=left) as client,
                client.stream("GET", url, headers=asked) as answer,
            ):
                _welcome(answer.status_code)
                return answer.status_code, self._body(answer, most), answer.headers.get("etag", "")
        except httpx.RemoteProtocolError as error:
            raise _ended(State.CUT) from error
        except (httpx.HTTPError, OSError) as error:
            log.warning("lexicon source unreachable", error=type(error).__name__)
            raise _ended(State.UNREACHABLE) from error

    def _body(self, answer: httpx.Response, most: int) -> bytes:
        data = b""
        for chunk in answer.iter_raw():
            data += chunk
            if len(data) > most:
                raise _ended(State.TOO_LARGE)
            if time.monotonic() > self._ends:
                raise _ended(State.UNREACHABLE)
        return data


def _welcome(status: int) -> None:
    """Raise ``ReleaseError`` for an answer that is neither a file nor "not modified"."""
    if status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        return
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        raise _ended(State.REDIRECTED)
    late = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS
    raise _ended(State.UNREACHABLE if late else State.REFUSED, status)


def _ended(state: State, status: int = 0) -> ReleaseError:
    return ReleaseError(state, WORDS[state].format(status=status))
