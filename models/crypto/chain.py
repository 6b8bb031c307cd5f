"""Lets pyHanko's chain validation check SM2 signatures beside those it knows."""

from datetime import datetime

from asn1crypto.algos import SignedDigestAlgorithm
from asn1crypto.keys import PublicKeyInfo
from asn1crypto.x509 import Certificate
from cryptography.exceptions import InvalidSignature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.sig_validate import (
    DEFAULT_VALIDATION_CONTEXT,
    DefaultSignatureValidator,
    SignatureValidationContext,
)

from models.crypto import sm2
from models.crypto.algorithms import SM2_WITH_SM3, register
from models.crypto.trust import Trust


class _Validator(DefaultSignatureValidator):  # type: ignore[misc]  # pyHanko is untyped for mypy here
    """Checks SM2 signatures with our library and leaves the rest to pyHanko."""

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: PublicKeyInfo,
        signature_algorithm: SignedDigestAlgorithm,
        context: SignatureValidationContext = DEFAULT_VALIDATION_CONTEXT,
    ) -> None:
        """Raise ``InvalidSignature`` unless the signature fits the data and the key."""
        if signature_algorithm["algorithm"].native != SM2_WITH_SM3:
            others = super().validate_signature
            others(signature, signed_data, public_key_info, signature_algorithm, context)
        elif not sm2.verify(public_key_info.dump(), signature, signed_data):
            raise InvalidSignature


def validation_context(trust: Trust, moment: datetime) -> ValidationContext:
    """Return pyHanko's rules for a chain: our roots, our algorithms, nothing fetched.

    The list of revoked certificates is no part of them; ``Trust.revoked`` is asked apart.
    """
    register()
    return ValidationContext(
        trust_roots=[Certificate.load(root) for root in trust.roots],
        other_certs=[Certificate.load(each) for each in trust.between],
        moment=moment,
        allow_fetching=False,
        signature_validator=_Validator(),
    )
