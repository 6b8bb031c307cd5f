"""The bytes a PDF signature does not cover: its own envelope must hold nothing but the signature.

A signature covers the whole file except the hexadecimal text it stands in. pyHanko checks what is
signed; here the rest is held to the letter of RFC 5652 and ISO 32000, so that not one byte of the
file can change without being noticed.
"""

from collections.abc import Iterable

from asn1crypto.cms import CertificateSet, ContentInfo, SignedData, SignerInfo
from asn1crypto.core import Sequence, SetOf
from asn1crypto.tsp import ESSCertIDv2

from extractors.signatures.proof import DIGESTS, digest

LOWER, UPPER = b"0123456789abcdef", b"0123456789ABCDEF"
VERSIONS = {"issuer_and_serial_number": "v1", "subject_key_identifier": "v3"}
"""Version of a signer's part by how it names the certificate (RFC 5652, section 5.3)."""
UNSIGNED = frozenset({"signature_time_stamp_token"})
"""What may stand beside a signature unsigned: a time stamp proves itself."""


def is_regular(data: bytes, byte_range: tuple[int, ...]) -> bool:
    """Tell whether the gap that a signature leaves in a PDF holds one signature and nothing else.

    Args:
        data: the whole file.
        byte_range: where the signed bytes are: start, length, start, length.
    """
    if len(byte_range) != 4 or byte_range[0] != 0:
        return False
    gap = data[byte_range[1] : byte_range[2]]
    digits = gap[1:-1]
    if gap[:1] + gap[-1:] != b"<>" or len(digits) % 2:
        return False
    if digits.strip(LOWER) and digits.strip(UPPER):
        return False
    return _is_one_signature(bytes.fromhex(digits.decode("ascii")))


def _is_one_signature(content: bytes) -> bool:
    """Nothing but zeros may follow the signature, and its parts must fit together."""
    envelope = ContentInfo.load(content)
    length = len(envelope.dump())
    if any(content[length:]) or envelope["content_type"].native != "signed_data":
        return False
    signed = envelope["content"]
    signers = signed["signer_infos"]
    return (
        len(signers) == 1
        and _fits(signed, signers[0])
        and _is_tight(envelope)
        and _are_listed(signed["certificates"], signers[0])
    )


def _fits(signed: SignedData, signer: SignerInfo) -> bool:
    digests = [each.dump() for each in signed["digest_algorithms"]]
    beside = {each["type"].native for each in signer["unsigned_attrs"] or ()}
    version = VERSIONS[signer["sid"].name]
    return (
        signed["version"].native == signer["version"].native == version
        and digests == [signer["digest_algorithm"].dump()]
        and signed["encap_content_info"]["content_type"].native == "data"
        and not signed["encap_content_info"]["content"]
        and beside <= UNSIGNED
    )


def _are_listed(certificates: CertificateSet, signer: SignerInfo) -> bool:
    """Tell whether the certificates beside a signature are those it lists, where it lists several.

    A signature that names its signer alone (as RFC 5035 allows) leaves open what comes along; such
    certificates prove themselves or nothing.
    """
    listed = [
        each
        for attribute in signer["signed_attrs"]
        if attribute["type"].native == "signing_certificate_v2"
        for each in attribute["values"][0]["certs"]
    ]
    if len(listed) < 2:
        return True
    found = [each.chosen.dump() for each in certificates]
    return len(found) == len(listed) and all(
        any(_is(each, certificate) for each in listed) for certificate in found
    )


def _is(listed: ESSCertIDv2, certificate: bytes) -> bool:
    algorithm = DIGESTS.get(listed["hash_algorithm"]["algorithm"].native)
    return bool(algorithm and digest(certificate, algorithm) == listed["cert_hash"].native)


def _is_tight(envelope: ContentInfo) -> bool:
    """Tell whether the nested parts fill their containers: a stretched length would hide bytes."""
    signed = envelope["content"]
    signers = signed["signer_infos"]
    containers = (
        *(envelope, signed, signed["encap_content_info"], signed["certificates"]),
        *(signers, signers[0]),
    )
    return all(_filled(each) == len(each.contents) for each in containers)


def _filled(container: Sequence | SetOf) -> int:
    return sum(len(container[each].dump()) for each in _keys(container))


def _keys(container: Sequence | SetOf) -> Iterable[str | int]:
    return container if isinstance(container, Sequence) else range(len(container))
