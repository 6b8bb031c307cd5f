"""Who signed: the name on a certificate, and how far it leads to a root we trust."""

import asyncio
from datetime import datetime

from asn1crypto.x509 import Certificate, Name
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import PathBuildingError, RevokedError, ValidationError

from extractors.signatures.verdict import CertificateState
from models.clean import clean
from models.crypto.chain import validation_context
from models.crypto.trust import Trust

USAGE = frozenset({"digital_signature"})


def name_of(name: Name) -> str:
    """Return the common name of a certificate's subject or issuer, or all of it without one."""
    native = name.native.get("common_name") or name.human_friendly
    return clean(native if isinstance(native, str) else "、".join(map(str, native)))


def certificate_state(certificate: Certificate, trust: Trust, moment: datetime) -> CertificateState:
    """Return how far a certificate proved its holder at a moment, which needs a time zone.

    Nothing is fetched: revocation shows where the list of those we trust, or one that came along,
    tells it. Call it from a thread that runs no event loop.
    """
    if not certificate.not_valid_before <= moment <= certificate.not_valid_after:
        return CertificateState.OUT_OF_TERM
    validator = CertificateValidator(
        certificate, validation_context=validation_context(trust, moment)
    )
    try:
        path = asyncio.run(validator.async_validate_usage(set(USAGE)))
    except PathBuildingError:
        return CertificateState.UNKNOWN_ISSUER
    except RevokedError:
        return CertificateState.REVOKED
    except ValidationError:
        own = certificate.self_issued
        return CertificateState.UNKNOWN_ISSUER if own else CertificateState.UNFIT
    revoked = any(trust.revoked.has(each) for each in path)
    return CertificateState.REVOKED if revoked else CertificateState.TRUSTED
