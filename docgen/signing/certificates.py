"""Builds X.509 certificates signed with SM2, which ``cryptography`` cannot make."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from asn1crypto.algos import SignedDigestAlgorithm
from asn1crypto.keys import PublicKeyInfo
from asn1crypto.x509 import Certificate, Extension, Name, TbsCertificate, Time

from models.crypto.algorithms import SM2_WITH_SM3, register
from models.crypto.sm2 import PrivateKey


@dataclass(frozen=True)
class CertificateRequest:
    """What a certificate shall say; the times need a time zone."""

    public_key: bytes
    """DER SubjectPublicKeyInfo."""
    common_name: str
    organisation: str
    since: datetime
    until: datetime
    authority: bool = False
    """True for a certificate that issues others."""
    authorities_below: int | None = None
    """How many authorities may stand between an authority and a signer; None means any number."""


def self_signed(request: CertificateRequest, key: PrivateKey) -> bytes:
    """Return a root certificate, DER, signed with its own key."""
    return _certificate(request, _name(request), request.public_key, key)


def issued(request: CertificateRequest, issuer: bytes, key: PrivateKey) -> bytes:
    """Return a certificate, DER, signed with the key of the certificate ``issuer``, DER."""
    parent = Certificate.load(issuer)
    return _certificate(request, parent.subject, parent.public_key.dump(), key)


def _certificate(
    request: CertificateRequest, issuer: Name, issuer_key: bytes, key: PrivateKey
) -> bytes:
    register()
    algorithm = SignedDigestAlgorithm({"algorithm": SM2_WITH_SM3})
    body = TbsCertificate(
        {
            "version": "v3",
            "serial_number": secrets.randbits(120),
            "signature": algorithm,
            "issuer": issuer,
            "validity": {"not_before": _time(request.since), "not_after": _time(request.until)},
            "subject": _name(request),
            "subject_public_key_info": PublicKeyInfo.load(request.public_key),
            "extensions": list(_extensions(request, issuer_key)),
        }
    )
    signature = key.sign(body.dump())
    parts = {
        "tbs_certificate": body,
        "signature_algorithm": algorithm,
        "signature_value": signature,
    }
    return bytes(Certificate(parts).dump())


def _name(request: CertificateRequest) -> Name:
    return Name.build(
        {
            "country_name": "CN",
            "organization_name": request.organisation,
            "common_name": request.common_name,
        }
    )


def _time(moment: datetime) -> Time:
    return Time({"general_time" if moment.year >= 2050 else "utc_time": moment})


def _extensions(request: CertificateRequest, issuer_key: bytes) -> Iterator[Extension]:
    signs_documents = {"digital_signature", "non_repudiation"}
    usage = {"key_cert_sign", "crl_sign"} if request.authority else signs_documents
    below = request.authorities_below
    constraints = {"ca": request.authority, "path_len_constraint": below}
    yield _extension("basic_constraints", constraints, critical=True)
    yield _extension("key_usage", usage, critical=True)
    yield _extension("key_identifier", PublicKeyInfo.load(request.public_key).sha1)
    issuer_id = {"key_identifier": PublicKeyInfo.load(issuer_key).sha1}
    yield _extension("authority_key_identifier", issuer_id)


def _extension(name: str, value: object, *, critical: bool = False) -> Extension:
    return Extension({"extn_id": name, "critical": critical, "extn_value": value})
