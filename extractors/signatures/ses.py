"""Electronic seals in ASN.1: GB/T 38540-2020 (version 4) and its elder GM/T 0031-2014 (1 to 3).

Both hold the same facts in another order, so they are read by their shape. Nothing is proven here.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from asn1crypto import core

MOMENT = re.compile(r"(\d{14})(?:\.\d+)?(Z?)")
_ELDER = 2
"""Parts of a signature of the elder standard; the newer one has four or five."""
_LISTED = 7
"""Parts of a seal's properties that say what its list of signers holds."""


@dataclass(frozen=True)
class SealPicture:
    """The seal as it is seen; sides in millimetres."""

    kind: str
    """``png``, ``jpg``, ``bmp``, ``gif``, ``ofd`` …, in lower case."""
    data: bytes


@dataclass(frozen=True)
class Seal:
    """A seal as its maker signed it."""

    name: str
    signers: tuple[bytes, ...]
    """Certificates, DER, that may use the seal, or digests of them."""
    start: datetime | None
    end: datetime | None
    picture: SealPicture
    maker: bytes
    """Certificate of the maker, DER."""
    signature: bytes
    signed: tuple[bytes, ...]
    """What makers are known to sign: the seal alone, or with certificate and algorithm."""


@dataclass(frozen=True)
class SealedSignature:
    """A signature made with a seal."""

    version: int
    seal: Seal
    signed_at: datetime | None
    digest: bytes
    """Of the description of the signature, ``Signature.xml``."""
    signer: bytes
    """Certificate, DER."""
    signature: bytes
    signed: bytes


def read_signature(data: bytes) -> SealedSignature:
    """Return what ``SignedValue.dat`` holds; raises ``ValueError`` when it is no sealed signature.

    asn1crypto may raise ``TypeError`` or ``KeyError`` for the same reason.
    """
    root = core.load(data)
    if not isinstance(root, core.Sequence) or len(_parts(root)) < _ELDER:
        raise ValueError("no sealed signature")
    parts = _parts(root)
    body = _parts(parts[0])
    elder = len(parts) == _ELDER
    signer, signature = (body[5], parts[1]) if elder else (parts[1], parts[3])
    return SealedSignature(
        version=int(body[0].native),
        seal=_seal(_parts(body[1])),
        signed_at=_time(body[2]),
        digest=_octets(body[3]),
        signer=_octets(signer),
        signature=_octets(signature),
        signed=parts[0].dump(),
    )


def read_seal(data: bytes) -> Seal:
    """Return what ``Seal.esl`` holds; raises ``ValueError`` when it is no electronic seal.

    asn1crypto may raise ``TypeError``, ``KeyError`` or ``IndexError`` for the same reason.
    """
    return _seal(_parts(core.load(data)))


def _seal(parts: list[core.Asn1Value]) -> Seal:
    info = _parts(parts[0])
    proof = _parts(parts[1]) if len(parts) == _ELDER else parts[1:]
    properties = _parts(info[2])
    name, (*_, signers, _created, start, end) = properties[1], properties
    maker, algorithm, signature = proof[:3]
    together = b"".join(each.dump() for each in (parts[0], maker, algorithm))
    return Seal(
        name=str(name.native),
        signers=tuple(_signer(each) for each in _parts(signers)),
        start=_time(start),
        end=_time(end),
        picture=_picture(_parts(info[3])),
        maker=_octets(maker),
        signature=_octets(signature),
        signed=(parts[0].dump(), core.Sequence(contents=together).dump()),
    )


def _picture(parts: list[core.Asn1Value]) -> SealPicture:
    return SealPicture(str(parts[0].native).lower().lstrip("."), _octets(parts[1]))


def _signer(listed: core.Asn1Value) -> bytes:
    """Return a certificate, or the digest that stands for one beside its algorithm."""
    return _octets(_parts(listed)[1] if isinstance(listed, core.Sequence) else listed)


def _parts(value: core.Asn1Value) -> list[core.Asn1Value]:
    if not isinstance(value, core.Sequence):
        raise ValueError("not the parts of a seal")  # noqa: TRY004 - it was read from a file
    return [value[index] for index in range(len(value))]


def _octets(value: core.Asn1Value) -> bytes:
    if isinstance(value, core.BitString):
        return bytes(core.OctetBitString.load(value.dump()).native)
    if not isinstance(value, core.OctetString):
        raise ValueError("no bytes where a seal has some")  # noqa: TRY004 - the same
    return bytes(value.native)


def _time(value: core.Asn1Value) -> datetime | None:
    """Return a moment; the elder standard has bits there: its digits, or a time stamp token."""
    if isinstance(value, core.GeneralizedTime | core.UTCTime):
        moment = value.native
        return moment if isinstance(moment, datetime) and moment.tzinfo else None
    digits = _octets(value) if isinstance(value, core.BitString) else b""
    return moment_of(digits.decode("ascii", "replace"))


def moment_of(text: str) -> datetime | None:
    """Return the moment that digits say, e.g. ``20200817111329Z``; None for anything else.

    Without a Z the clock is that of China.
    """
    found = MOMENT.fullmatch(re.sub(r"[-:/T ]", "", text.strip()))
    if not found:
        return None
    zone = UTC if found[2] else timezone(timedelta(hours=8))
    try:
        return datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=zone)
    except ValueError:
        return None
