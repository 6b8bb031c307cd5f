"""Seals an OFD for tests, by GB/T 38540-2020 (version 4) or its elder GM/T 0031-2014."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from asn1crypto import core
from cryptography.hazmat.primitives.hashes import MD5, SM3, Hash, HashAlgorithm

from docgen.signing.authority import TestAuthority
from docgen.signing.seal import draw_seal
from docgen.signing.signer import SoftwareSigner
from eval.specimens.ofd.invoice import PAGE
from eval.specimens.ofd.package import SIGNATURES, Files, document, element, main_entry
from models.crypto.algorithms import SM2_WITH_SM3_OID, SM3_OID

FOLDER = "Doc_0/Signs/Sign_0"
DESCRIPTION = f"{FOLDER}/Signature.xml"
VALUE = f"{FOLDER}/SignedValue.dat"
SEAL_NAME = "全国统一发票样张章（测试）"
PLACE = "89 7 30 20"
"""Of the stamp on its page, in millimetres."""

DIGESTS: dict[str, tuple[HashAlgorithm, str]] = {
    "sm3": (SM3(), SM3_OID),
    "md5": (MD5(), "1.2.840.113549.2.5"),  # noqa: S303 - to see it refused
}

Edition = Literal["newer", "elder"]


@dataclass(frozen=True)
class Sealing:
    """Who seals, when, and by which standard."""

    authority: TestAuthority
    signed_at: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    edition: Edition = "newer"
    seal_days: tuple[int, int] = (-30, 365)
    """Term of the seal, in days from the moment of signing."""
    signer_name: str = "样张税务局"
    digest: Literal["sm3", "md5"] = "sm3"
    """Of the files; MD5 stands for what nobody should use any more."""


def sealed(files: Files, sealing: Sealing) -> Files:
    """Return the files with a signature over all of them and the seal on the first page."""
    signer = sealing.authority.issue(sealing.signer_name)
    listed = document("Signatures", element("Signature", ID=1, BaseLoc=f"/{DESCRIPTION}"))
    out = {**files, "OFD.xml": main_entry(signed=True), SIGNATURES: listed}
    out[DESCRIPTION] = _description(files, sealing)
    out[VALUE] = _value(_digest(out[DESCRIPTION]), signer, sealing)
    return out


def _description(files: Files, sealing: Sealing) -> bytes:
    """Return ``Signature.xml``: the digest of every file but the main entry, and the stamp."""
    algorithm, method = DIGESTS[sealing.digest]
    listed = "".join(
        element(
            "Reference",
            element("CheckValue", _base64(_digest(content, algorithm))),
            FileRef=f"/{name}",
        )
        for name, content in files.items()
        if name != "OFD.xml"
    )
    told = element("Provider", ProviderName="样张", Version="1.0", Company="样张")
    told += element("SignatureMethod", SM2_WITH_SM3_OID)
    told += element("SignatureDateTime", f"{sealing.signed_at:%Y%m%d%H%M%S}Z")
    told += element("References", listed, CheckMethod=method)
    told += element("StampAnnot", ID=1, PageRef=PAGE, Boundary=PLACE)
    value = element("SignedValue", f"/{VALUE}")
    return document("Signature", element("SignedInfo", told) + value)


def _value(digest: bytes, signer: SoftwareSigner, sealing: Sealing) -> bytes:
    """Return ``SignedValue.dat``."""
    elder = sealing.edition == "elder"
    body = [_number(1 if elder else 4), _seal(signer, sealing)]
    signed_at = sealing.signed_at
    body.append(_bits(f"{signed_at:%Y%m%d%H%M%SZ}".encode()) if elder else _moment(signed_at))
    body += [_bits(digest), core.IA5String(f"/{DESCRIPTION}")]
    proof = [core.OctetString(signer.certificate), core.ObjectIdentifier(SM2_WITH_SM3_OID)]
    signed = _sequence(*body, *(proof if elder else ()))
    signature = _bits(signer.sign(signed.dump()))
    return bytes(_sequence(signed, *(() if elder else proof), signature).dump())


def _seal(signer: SoftwareSigner, sealing: Sealing) -> core.Sequence:
    maker = sealing.authority.issue("样张制章单位")
    info = _sequence(
        _sequence(core.IA5String("ES"), _number(4), core.IA5String("SPECIMEN")),
        core.IA5String("00000000000001"),
        _properties(signer, sealing),
        _picture(),
    )
    proof = [core.OctetString(maker.certificate), core.ObjectIdentifier(SM2_WITH_SM3_OID)]
    if sealing.edition == "newer":
        return _sequence(info, *proof, _bits(maker.sign(info.dump())))
    signed = _sequence(info, *proof)
    return _sequence(info, _sequence(*proof, _bits(maker.sign(signed.dump()))))


def _properties(signer: SoftwareSigner, sealing: Sealing) -> core.Sequence:
    start, end = (sealing.signed_at + timedelta(days=days) for days in sealing.seal_days)
    listed = _sequence(core.OctetString(signer.certificate))
    kind = [_number(1)] if sealing.edition == "newer" else []
    moments = [_moment(each) for each in (start, start, end)]
    return _sequence(_number(3), core.UTF8String(SEAL_NAME), *kind, listed, *moments)


def _picture() -> core.Sequence:
    png = draw_seal(SEAL_NAME).png
    return _sequence(core.IA5String("png"), core.OctetString(png), _number(30), _number(20))


def _sequence(*parts: core.Asn1Value) -> core.Sequence:
    return core.Sequence(contents=b"".join(part.dump() for part in parts))


def _number(value: int) -> core.Integer:
    return core.Integer(value)


def _bits(content: bytes) -> core.OctetBitString:
    return core.OctetBitString(content)


def _moment(value: datetime) -> core.GeneralizedTime:
    return core.GeneralizedTime(value)


def _digest(content: bytes, algorithm: HashAlgorithm = SM3()) -> bytes:  # noqa: B008 - has no state
    computed = Hash(algorithm)
    computed.update(content)
    return computed.finalize()


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
