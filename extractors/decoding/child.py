"""The child process: limits itself, then answers one request after the other until told to stop.

A request is to decode an upload, or to verify its signatures; who opens files of other kinds gives
``serve`` tasks of their own.

Started as ``python -m extractors.decoding.child '{"memory": …}'``; speaks frames on its standard
streams. It may be killed at any time and keeps nothing.
"""

import json
import os
import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

from PIL import Image

from extractors.decoding.frames import Decoded, read_exactly, receive, send
from extractors.decoding.limits import Limits
from extractors.decoding.media import OFD, PDF
from extractors.decoding.ofd.decode import decode_ofd
from extractors.decoding.pdf import decode_pdf
from extractors.decoding.pictures import decode_picture
from models.errors import DamagedPaperError, SigningError, UnreadablePaperError, UnsafePaperError

Decoder = Callable[[bytes, str, Limits], Iterator[Decoded]]
Frame = tuple[dict[str, Any], bytes]
"""A header and its payload."""

DECODERS: dict[str, Decoder] = {PDF: decode_pdf, OFD: decode_ofd}
"""By media type; every other type is a picture."""


Task = Callable[[dict[str, Any], bytes, Limits], Iterator[Frame]]


def serve(tasks: Mapping[str, Task]) -> None:
    """Serve requests until standard input ends."""
    limits = Limits(**json.loads(sys.argv[1]))
    requests, answers = _streams()
    _confine(limits)
    while True:
        try:
            request = receive(requests)
            data = bytes(read_exactly(requests, request["size"]))
        except EOFError:
            return
        _allow_time(limits.seconds)
        _answer(answers, tasks[request["task"]](request, data, limits))


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep standard output for answers alone: libraries that print must not garble them."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, answers


def _confine(limits: Limits) -> None:
    # Pixels are counted before decoding, so Pillow's own warning would only be noise.
    Image.MAX_IMAGE_PIXELS = None
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _allow_time(seconds: int) -> None:
    """Allow so much more processor time from now on; the kernel ends the process after it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))


def _decode(request: dict[str, Any], data: bytes, limits: Limits) -> Iterator[Frame]:
    media_type = request["media_type"]
    for page in DECODERS.get(media_type, decode_picture)(data, media_type, limits):
        lines, carried = ([asdict(each) for each in part] for part in (page.lines, page.data))
        sides = {"width": page.width, "height": page.height}
        yield {**sides, "lines": lines, "data": carried}, page.rgb


def _verify(request: dict[str, Any], data: bytes, limits: Limits) -> Iterator[Frame]:
    # Few uploads are signed, and what checks signatures takes long to import.
    from extractors.signatures.ofd import verify_ofd  # noqa: PLC0415
    from extractors.signatures.pdf import verify_pdf  # noqa: PLC0415
    from models.crypto.trust import Trust  # noqa: PLC0415

    trust = Trust.from_json(request["trust"])
    if request["media_type"] == OFD:
        verdict = verify_ofd(data, trust, limits=limits)
    else:
        verdict = verify_pdf(data, trust)
    yield {"verdict": verdict.model_dump(mode="json")}, b""


TASKS: dict[str, Task] = {
    "decode": _decode,
    "verify": _verify,
}


def _answer(answers: BinaryIO, frames: Iterator[Frame]) -> None:
    try:
        for header, payload in frames:
            send(answers, header, payload)
        send(answers, {"done": True})
    except (UnreadablePaperError, SigningError) as error:
        send(answers, {"error": error.code, "message": str(error)})
    except MemoryError:
        told = "解析该文件所需的内存超过限制，已停止。"
        send(answers, {"error": UnsafePaperError.code, "message": told})
    except Exception:  # noqa: BLE001 - decoders fail in countless ways; this is a process boundary
        told = "文件内容已损坏，无法解码。"
        send(answers, {"error": DamagedPaperError.code, "message": told})


if __name__ == "__main__":
    serve(TASKS)
