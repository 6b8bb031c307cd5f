"""Seals an OFD for tests, by GB/T 38540-2020 (version 4) or its elder GM/T 0031-2014."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from asn1crypto import core
from cryptography.hazmat.primitives.hashes import MD5, SM3, HashAlgorithm

from docgen.ofd.package import SIGNATURES, Files, document, element
from docgen.signing.authority import TestAuthority
from docgen.signing.electronic import bits, proof_of, seal_info, sequence, signed_value
from docgen.signing.seal import draw_seal
from docgen.signing.seals import MAKER_NAME
from docgen.signing.signer import SoftwareSigner
from eval.specimens.ofd.invoice import PAGE
from eval.specimens.ofd.package import main_entry
from extractors.signatures.proof import digest
from models.crypto.algorithms import SM2_WITH_SM3_OID, SM3_OID

FOLDER = "Doc_0/Signs/Sign_0"
DESCRIPTION = f"{FOLDER}/Signature.xml"
VALUE = f"{FOLDER}/SignedValue.dat"
SEAL_NAME = "全国统一发票样张章（测试）"
PLACE, SIZE = "89 7 30 20", (30, 20)
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
    out[VALUE] = _value(out[DESCRIPTION], signer, sealing)
    return out


def _description(files: Files, sealing: Sealing) -> bytes:
    """Return ``Signature.xml``: the digest of every file but the main entry, and the stamp."""
    algorithm, method = DIGESTS[sealing.digest]
    listed = "".join(
        element(
            "Reference",
            element("CheckValue", base64.b64encode(digest(content, algorithm)).decode("ascii")),
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


def _value(description: bytes, signer: SoftwareSigner, sealing: Sealing) -> bytes:
    """Return ``SignedValue.dat``."""
    told = digest(description, SM3())
    if sealing.edition == "elder":
        return _elder_value(told, signer, sealing)
    info, maker = _info(signer, sealing), sealing.authority.issue(MAKER_NAME)
    seal = sequence(info, *proof_of(maker), bits(maker.sign(info.dump()))).dump()
    return signed_value(seal, signer, told, f"/{DESCRIPTION}", sealing.signed_at)


def _elder_value(told: bytes, signer: SoftwareSigner, sealing: Sealing) -> bytes:
    """Return the same by GM/T 0031-2014: the same facts, signed with certificate and algorithm."""
    info, maker = _info(signer, sealing), sealing.authority.issue(MAKER_NAME)
    made = sequence(info, *proof_of(maker))
    seal = sequence(info, sequence(*proof_of(maker), bits(maker.sign(made.dump()))))
    moment = bits(f"{sealing.signed_at:%Y%m%d%H%M%SZ}".encode())
    described = core.IA5String(f"/{DESCRIPTION}")
    body = sequence(core.Integer(1), seal, moment, bits(told), described, *proof_of(signer))
    return bytes(sequence(body, bits(signer.sign(body.dump()))).dump())


def _info(signer: SoftwareSigner, sealing: Sealing) -> core.Sequence:
    start, end = (sealing.signed_at + timedelta(days=days) for days in sealing.seal_days)
    elder = sealing.edition == "elder"
    drawn = draw_seal(SEAL_NAME)
    return seal_info(signer.certificate, drawn, (start, end), SIZE, elder=elder)
