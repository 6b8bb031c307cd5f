"""Teaches asn1crypto, and so pyHanko, the names of the Chinese algorithms (GM/T 0006)."""

from functools import cache

from asn1crypto.algos import DigestAlgorithmId, SignedDigestAlgorithm, SignedDigestAlgorithmId
from asn1crypto.keys import NamedCurve

SM3 = "sm3"
SM2_WITH_SM3 = "sm3_sm2"
SM2_CURVE = "sm2p256v1"

SM3_OID = "1.2.156.10197.1.401"
SM2_WITH_SM3_OID = "1.2.156.10197.1.501"
SM2_CURVE_OID = "1.2.156.10197.1.301"


@cache
def register() -> None:
    """Add SM3, SM2-with-SM3 and the SM2 curve, once; what asn1crypto knew stays as it was.

    asn1crypto has no way to register an algorithm, so its tables are extended in place. The three
    identifiers are unknown to it otherwise; no other identifier changes its meaning.
    """
    _name(DigestAlgorithmId, SM3, SM3_OID)
    _name(SignedDigestAlgorithmId, SM2_WITH_SM3, SM2_WITH_SM3_OID)
    NamedCurve.register(SM2_CURVE, SM2_CURVE_OID, 32)
    _answer_for_sm2("signature_algo", "sm2")
    _answer_for_sm2("hash_algo", SM3)


def _name(identifiers: type, name: str, oid: str) -> None:
    identifiers.unmap(oid)  # type: ignore[attr-defined]  # builds the reverse table, which is lazy
    identifiers._map[oid] = name  # type: ignore[attr-defined]  # noqa: SLF001 - see ``register``
    identifiers._reverse_map[name] = oid  # type: ignore[attr-defined]  # noqa: SLF001 - the same


def _answer_for_sm2(attribute: str, answer: str) -> None:
    others = getattr(SignedDigestAlgorithm, attribute).fget

    def answered(algorithm: SignedDigestAlgorithm) -> str:
        return answer if algorithm["algorithm"].native == SM2_WITH_SM3 else others(algorithm)

    setattr(SignedDigestAlgorithm, attribute, property(answered))
