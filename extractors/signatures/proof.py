"""Digests and signatures by the names that OFD and seals give them."""

from asn1crypto.x509 import Certificate
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from models.crypto import sm2
from models.crypto.algorithms import SM2_CURVE, register

DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "1.2.156.10197.1.401": hashes.SM3(),
    "sm3": hashes.SM3(),
    "2.16.840.1.101.3.4.2.1": hashes.SHA256(),
    "sha256": hashes.SHA256(),
    "sha-256": hashes.SHA256(),
    "1.3.14.3.2.26": hashes.SHA1(),  # noqa: S303 - old files have it; it is told as unsafe
    "sha1": hashes.SHA1(),  # noqa: S303 - the same
    "1.2.840.113549.2.5": hashes.MD5(),  # noqa: S303 - the same
    "md5": hashes.MD5(),  # noqa: S303 - the same
}
"""By identifier or name in lower case; GB/T 33190 (18.2) takes MD5 where nothing is said."""

WEAK = (hashes.MD5, hashes.SHA1)
"""Anyone can make two files with one such digest."""

_RAW = 64
"""Bytes of an SM2 signature that is two bare numbers and no DER."""


def digest(data: bytes, algorithm: hashes.HashAlgorithm) -> bytes:
    """Return the digest of ``data``."""
    computed = hashes.Hash(algorithm)
    computed.update(data)
    return computed.finalize()


def fits(certificate: bytes, signature: bytes, data: bytes) -> bool:
    """Tell whether a signature of ``data`` was made with the key of a DER certificate.

    SM2 with SM3 is checked, and RSA with any digest named above. Raises ``SigningError`` when the
    system's cryptography cannot be used.
    """
    register()
    try:
        key = Certificate.load(certificate).public_key
        if key.algorithm == "ec" and key.curve[1] == SM2_CURVE:
            return sm2.verify(key.dump(), _der(signature), data)
        loaded = serialization.load_der_public_key(key.dump())
    except (ValueError, TypeError, KeyError, UnsupportedAlgorithm):
        return False
    return isinstance(loaded, rsa.RSAPublicKey) and _fits_rsa(loaded, signature, data)


def _fits_rsa(key: rsa.RSAPublicKey, signature: bytes, data: bytes) -> bool:
    for algorithm in (hashes.SHA256(), hashes.SHA1()):  # noqa: S303 - old seals have it
        try:
            key.verify(signature, data, padding.PKCS1v15(), algorithm)
        except InvalidSignature:
            continue
        return True
    return False


def _der(signature: bytes) -> bytes:
    """Return an SM2 signature in DER; some makers store the two numbers bare."""
    if len(signature) != _RAW:
        return signature
    halves = (signature[: _RAW // 2], signature[_RAW // 2 :])
    numbers = b"".join(_integer(half) for half in halves)
    return b"\x30" + bytes([len(numbers)]) + numbers


def _integer(half: bytes) -> bytes:
    plain = half.lstrip(b"\0") or b"\0"
    signed = b"\0" + plain if plain[0] & 0x80 else plain
    return b"\x02" + bytes([len(signed)]) + signed


def digest_fits(told: bytes, data: bytes) -> bool:
    """Tell whether a digest is that of ``data`` by SM3, or by SHA-256 or SHA-1 beside RSA."""
    algorithms = (hashes.SM3(), hashes.SHA256(), hashes.SHA1())  # noqa: S303 - old seals have it
    return any(told == digest(data, algorithm) for algorithm in algorithms)


def is_listed(certificate: bytes, listed: tuple[bytes, ...]) -> bool:
    """Tell whether a seal lists a certificate, in full or by its digest."""
    return any(each == certificate or digest_fits(each, certificate) for each in listed)
