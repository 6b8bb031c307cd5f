"""Ways to spoil a good file, as transfer, disks and people with bad intent do."""

import io
import zipfile
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, bytes], bytes]


def truncated(rng: Random, data: bytes) -> bytes:
    """Cut the end off."""
    return data[: rng.randrange(len(data) + 1)]


def bits_flipped(rng: Random, data: bytes) -> bytes:
    """Flip some bits anywhere."""
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        if spoilt:
            spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def head_spoilt(rng: Random, data: bytes) -> bytes:
    """Put noise into the first bytes, where sizes and counts stand, but for the mark itself."""
    spoilt = bytearray(data)
    for _ in range(rng.randrange(1, 9)):
        if len(spoilt) > 12:
            spoilt[rng.randrange(8, min(len(spoilt), 200))] = rng.choice((0, 1, 0x7F, 0x80, 0xFF))
    return bytes(spoilt)


def number_blown_up(rng: Random, data: bytes) -> bytes:
    """Set four bytes to the largest number, as a size or an offset may be."""
    at = rng.randrange(max(1, len(data) - 4))
    largest = rng.choice((b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f"))
    return data[:at] + largest + data[at + 4 :]


def chunk_lost(rng: Random, data: bytes) -> bytes:
    """Leave a stretch out."""
    start, end = _stretch(rng, data)
    return data[:start] + data[end:]


def chunk_doubled(rng: Random, data: bytes) -> bytes:
    """Repeat a stretch."""
    start, end = _stretch(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 2, 20)) + data[end:]


def chunk_zeroed(rng: Random, data: bytes) -> bytes:
    """Overwrite a stretch with zeros, as a disk that was full does."""
    start, end = _stretch(rng, data)
    return data[:start] + bytes(end - start) + data[end:]


def digits_changed(rng: Random, data: bytes) -> bytes:
    """Change digits of a text format, so that it stays well-formed and says something absurd."""
    spoilt = bytearray(data)
    digits = [at for at, byte in enumerate(spoilt[:200_000]) if 0x30 <= byte <= 0x39]
    for at in rng.sample(digits, min(len(digits), rng.choice((1, 3, 10, 40)))):
        spoilt[at] = rng.choice(b"0999-")
    return bytes(spoilt)


def noise_after_mark(rng: Random, data: bytes) -> bytes:
    """Keep the mark of the format alone."""
    return data[: rng.choice((4, 8, 16, 64))] + rng.randbytes(rng.choice((0, 10, 5_000)))


def zipped_in(_rng: Random, data: bytes) -> bytes:
    """Pack the file into an archive, and that into another."""
    for _ in range(2):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(zipfile.ZipInfo("paper"), data)
        data = out.getvalue()
    return data


MUTATIONS: dict[str, Mutation] = {
    "truncated": truncated,
    "bits flipped": bits_flipped,
    "head spoilt": head_spoilt,
    "number blown up": number_blown_up,
    "chunk lost": chunk_lost,
    "chunk doubled": chunk_doubled,
    "chunk zeroed": chunk_zeroed,
    "digits changed": digits_changed,
    "noise after mark": noise_after_mark,
    "zip in zip": zipped_in,
}


def _stretch(rng: Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 16, 500, 20_000)))
