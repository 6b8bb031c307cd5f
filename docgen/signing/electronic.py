"""Electronic seals and what is signed with them, in ASN.1 (GB/T 38540-2020, version 4).

A seal is its picture with a name, a term and the certificates that may use it, signed by its maker;
a signature holds the whole seal. ``extractors.signatures.ses`` reads both.
"""

from datetime import datetime

from asn1crypto import core
from asn1crypto.x509 import Certificate

from docgen.printing.field import SEAL_MM
from docgen.signing.seal import Seal
from docgen.signing.signer import Signer
from models.clean import clean
from models.crypto.algorithms import SM2_WITH_SM3_OID, register

VERSION = 4
MARK, VENDOR = "ES", "ZHIBAN-TEST"
"""What every seal begins with, and whose program made it."""
KIND = 3
"""Of seal; the standard leaves the numbers to those who agree on them."""
CERTIFICATES = 1
"""The list of signers holds certificates, not digests of them."""


def electronic_seal(certificate: bytes, drawn: Seal, maker: Signer) -> bytes:
    """Return the seal of a certificate's holder, DER, valid as long as the certificate.

    Args:
        certificate: who alone may use the seal, DER.
        drawn: name and picture, printed ``SEAL_MM`` wide.
        maker: signs the seal.
    """
    register()
    own = Certificate.load(certificate)
    term = own.not_valid_before, own.not_valid_after
    info = seal_info(certificate, drawn, term, (SEAL_MM, SEAL_MM))
    return bytes(sequence(info, *proof_of(maker), bits(maker.sign(info.dump()))).dump())


def signed_value(
    seal: bytes, signer: Signer, digest: bytes, described: str, moment: datetime
) -> bytes:
    """Return the content of ``SignedValue.dat``.

    Args:
        seal: with which it is signed, DER.
        signer: one that the seal lists.
        digest: SM3 digest of the description of the signature, ``Signature.xml``.
        described: where that file lies.
        moment: of signing, with a time zone; kept to the second.
    """
    told = (generalised(moment), bits(digest), core.IA5String(described))
    signed = sequence(core.Integer(VERSION), core.Sequence.load(seal), *told)
    return bytes(sequence(signed, *proof_of(signer), bits(signer.sign(signed.dump()))).dump())


def seal_info(
    certificate: bytes,
    drawn: Seal,
    term: tuple[datetime, datetime],
    size: tuple[int, int],
    *,
    elder: bool = False,
) -> core.Sequence:
    """Return what the maker of a seal signs; ``size`` is that of its picture in millimetres.

    ``elder`` leaves out the kind of the list of signers, which GM/T 0031-2014 does not have.
    """
    listed = sequence(core.OctetString(certificate))
    moments = [generalised(each) for each in (term[0], *term)]
    kinds = [] if elder else [core.Integer(CERTIFICATES)]
    known = sequence(
        core.Integer(KIND), core.UTF8String(clean(drawn.owner)), *kinds, listed, *moments
    )
    sides = (core.Integer(side) for side in size)
    return sequence(
        sequence(core.IA5String(MARK), core.Integer(VERSION), core.IA5String(VENDOR)),
        core.IA5String(Certificate.load(certificate).sha256.hex()[:16].upper()),
        known,
        sequence(core.IA5String("png"), core.OctetString(drawn.png), *sides),
    )


def proof_of(signer: Signer) -> tuple[core.Asn1Value, core.Asn1Value]:
    """Return what stands before a signature: the signer's certificate, and the algorithm."""
    return core.OctetString(signer.certificate), core.ObjectIdentifier(SM2_WITH_SM3_OID)


def sequence(*parts: core.Asn1Value) -> core.Sequence:
    """Return an ASN.1 sequence of parts of any kind."""
    return core.Sequence(contents=b"".join(part.dump() for part in parts))


def bits(content: bytes) -> core.OctetBitString:
    """Return bytes as an ASN.1 bit string."""
    return core.OctetBitString(content)


def generalised(moment: datetime) -> core.GeneralizedTime:
    """Return a moment to the second."""
    return core.GeneralizedTime(moment.replace(microsecond=0))
