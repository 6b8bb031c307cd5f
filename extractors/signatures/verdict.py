"""What is said about a signed file: by code for programs, in plain Chinese for people."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from models.records import Record


class Outcome(StrEnum):
    """What checking a file came to."""

    TRUSTED = "trusted"
    """Unchanged since it was signed, by a signer whose certificate we trust."""
    UNTRUSTED = "untrusted"
    """Unchanged since it was signed, but who signed is not proven."""
    ALTERED = "altered"
    """Changed after signing, or the signature does not fit the file."""
    UNSIGNED = "unsigned"
    ENCRYPTED = "encrypted"
    NOT_PDF = "not_pdf"
    DAMAGED = "damaged"
    """Truncated, corrupt, or built so irregularly that nothing can be said."""


class CertificateState(StrEnum):
    """How far the signer's certificate proves who signed."""

    TRUSTED = "trusted"
    UNKNOWN_ISSUER = "unknown_issuer"
    OUT_OF_TERM = "out_of_term"
    """Past its term at the moment of checking, or not yet in it."""
    REVOKED = "revoked"
    UNFIT = "unfit"
    """Not meant for signing documents, or its chain is broken."""


SENTENCES: Final[Mapping[Outcome, str]] = {
    Outcome.TRUSTED: "签名有效：文件自签署后没有改动，签名人的证书可信。",
    Outcome.UNTRUSTED: "签名有效，但不能确认签名人的真实身份：文件自签署后没有改动，{why}。",
    Outcome.ALTERED: "签名无效：文件在签署后被改动，或者签名与文件不符。",
    Outcome.UNSIGNED: "文件没有电子签名。",
    Outcome.ENCRYPTED: "文件设有密码，无法验证；请去除密码后重新上传。",
    Outcome.NOT_PDF: "文件不是 PDF，无法验证。",
    Outcome.DAMAGED: "文件已损坏或结构不规范，无法验证，不能作为有效的签名文件使用。",
}

REASONS: Final[Mapping[CertificateState, str]] = {
    CertificateState.TRUSTED: "证书可信",
    CertificateState.UNKNOWN_ISSUER: "证书颁发机构未受信任",
    CertificateState.OUT_OF_TERM: "证书不在有效期内",
    CertificateState.REVOKED: "证书已被吊销",
    CertificateState.UNFIT: "证书不能用于签署文件",
}

TEST: Final = "签名使用测试证书，不具有法律效力。"


class SignatureVerdict(Record):
    """One signature of a file."""

    field: str
    """Name of the signature field."""
    signer: str
    issuer: str
    algorithm: str
    """For people, e.g. ``SM2（SM3）``."""
    signed_at: datetime | None
    """As the signer's own clock said; no time stamp proves it."""
    intact: bool
    """The signed bytes are as they were, and the signature fits the certificate."""
    whole: bool
    """Nothing stands in the file that neither this signature nor a later one covers."""
    certificate: CertificateState
    test: bool
    """True for a certificate made for tests, which has no legal force."""
    sentence: str


class Verdict(Record):
    """The verdict on a file."""

    outcome: Outcome
    valid: bool
    """Every signature is intact and covers the file: nothing has been changed since. Who signed is
    proven only when ``trusted`` is true as well."""
    trusted: bool
    """Every signer's certificate leads to a root we trust."""
    sentence: str
    signatures: tuple[SignatureVerdict, ...] = ()


def without_signatures(outcome: Outcome) -> Verdict:
    """Return the verdict on a file in which no signature could be checked."""
    return Verdict(outcome=outcome, valid=False, trusted=False, sentence=SENTENCES[outcome])


def on_signatures(signatures: tuple[SignatureVerdict, ...]) -> Verdict:
    """Return the verdict on a file from those on its signatures, of which there is at least one."""
    outcome = _outcome(signatures)
    doubts = (REASONS[each.certificate] for each in signatures if not _is_trusted(each))
    sentence = SENTENCES[outcome].format(why="、".join(dict.fromkeys(doubts)))
    return Verdict(
        outcome=outcome,
        valid=outcome is not Outcome.ALTERED,
        trusted=outcome is Outcome.TRUSTED,
        sentence=sentence + (TEST if any(each.test for each in signatures) else ""),
        signatures=signatures,
    )


def sentence(certificate: CertificateState, *, unchanged: bool) -> str:
    """Return the verdict on one signature in words."""
    if not unchanged:
        return "签名无效，文件在签署后被改动，或者签名与文件不符"
    trusted = certificate is CertificateState.TRUSTED
    return f"签名有效，{'' if trusted else '但'}{REASONS[certificate]}"


def _outcome(signatures: tuple[SignatureVerdict, ...]) -> Outcome:
    if not all(each.intact and each.whole for each in signatures):
        return Outcome.ALTERED
    return Outcome.TRUSTED if all(map(_is_trusted, signatures)) else Outcome.UNTRUSTED


def _is_trusted(signature: SignatureVerdict) -> bool:
    return signature.certificate is CertificateState.TRUSTED
