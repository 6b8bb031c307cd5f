"""What is said about a signed file: by code for programs, in plain Chinese for people."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from models.records import Box, Record, Signature, SignatureState


class Outcome(StrEnum):
    """What checking a file came to."""

    TRUSTED = "trusted"
    """Unchanged since it was signed, by a signer whose certificate we trust."""
    UNTRUSTED = "untrusted"
    """Unchanged since it was signed, but who signed is not proven."""
    ALTERED = "altered"
    """Changed after signing, or the signature does not fit the file."""
    UNCHECKED = "unchecked"
    """Signed in a way that is not known here."""
    UNSIGNED = "unsigned"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    """Neither PDF nor OFD."""
    DAMAGED = "damaged"
    """Truncated, corrupt, or built so irregularly that nothing can be said."""


class Covers(StrEnum):
    """Which part of the file a signature covers."""

    FILE = "file"
    """All of it."""
    EARLIER = "earlier"
    """All there was when it was made; what came later is covered by a later signature, or only
    helps to prove this one."""
    PART = "part"
    """Something stands in the file that no signature covers."""


class CertificateState(StrEnum):
    """How far the signer's certificate proves who signed."""

    TRUSTED = "trusted"
    UNKNOWN_ISSUER = "unknown_issuer"
    OUT_OF_TERM = "out_of_term"
    """Past its term at the moment of checking, or not yet in it."""
    REVOKED = "revoked"
    UNFIT = "unfit"
    """Not meant for signing documents, or its chain is broken."""
    SEAL_OUT_OF_TERM = "seal_out_of_term"
    """The certificate holds, but the seal was used before or after its term."""
    WEAK = "weak"
    """Its digests are of a kind that can be forged."""


SENTENCES: Final[Mapping[Outcome, str]] = {
    Outcome.TRUSTED: "签名有效：文件自签署后没有改动，签名人的证书可信。",
    Outcome.UNTRUSTED: "签名有效，但不能确认签名人的真实身份：文件自签署后没有改动，{why}。",
    Outcome.ALTERED: "签名无效：文件在签署后被改动，或者签名与文件不符。",
    Outcome.UNCHECKED: "文件上的签名采用暂不支持的格式，无法验证，请用签章厂商的阅读软件查验。",
    Outcome.UNSIGNED: "文件没有电子签名。",
    Outcome.ENCRYPTED: "文件设有密码，无法验证；请去除密码后重新上传。",
    Outcome.UNSUPPORTED: "文件不是 PDF 或 OFD，无法验证。",
    Outcome.DAMAGED: "文件已损坏或结构不规范，无法验证，不能作为有效的签名文件使用。",
}

REASONS: Final[Mapping[CertificateState, str]] = {
    CertificateState.TRUSTED: "证书可信",
    CertificateState.UNKNOWN_ISSUER: "证书颁发机构未受信任",
    CertificateState.OUT_OF_TERM: "证书不在有效期内",
    CertificateState.REVOKED: "证书已被吊销",
    CertificateState.UNFIT: "证书不能用于签署文件",
    CertificateState.SEAL_OUT_OF_TERM: "印章在签署时不在有效期内",
    CertificateState.WEAK: "签名使用了已不安全的摘要算法",
}

TEST: Final = "签名使用测试证书，不具有法律效力。"


class SignatureVerdict(Record):
    """One signature of a file."""

    field: str
    """Name of the signature field, or number of the signature in an OFD."""
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
    covers: Covers = Covers.PART
    certificate: CertificateState
    checked: bool = True
    """False where the kind of signature is not known here: then nothing else is said of it."""
    seal: str = ""
    """Name of the electronic seal, empty for a signature without one."""
    findings: tuple[str, ...] = ()
    """What is wrong with the file, in Chinese."""
    page: int = 1
    box: Box | None = None
    """Where the seal stands on the picture of the page; None when it shows nowhere."""
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
    findings = dict.fromkeys(told for each in signatures for told in each.findings)
    sentence += f"具体：{'；'.join(findings)}。" if findings else ""
    return Verdict(
        outcome=outcome,
        valid=outcome in {Outcome.TRUSTED, Outcome.UNTRUSTED},
        trusted=outcome is Outcome.TRUSTED,
        sentence=sentence + (TEST if any(each.test for each in signatures) else ""),
        signatures=signatures,
    )


def on_paper(verdict: Verdict) -> tuple[Signature, ...]:
    """Return what is kept of a verdict with the paper: a record for each signature."""
    return tuple(_on_paper(each) for each in verdict.signatures)


def sentence(
    certificate: CertificateState, *, unchanged: bool, findings: Sequence[str] = ()
) -> str:
    """Return the verdict on one signature in words."""
    if not unchanged:
        return f"签名无效，{'，'.join(findings) or '文件在签署后被改动，或者签名与文件不符'}"
    trusted = certificate is CertificateState.TRUSTED
    return f"签名有效，{'' if trusted else '但'}{REASONS[certificate]}"


def _on_paper(each: SignatureVerdict) -> Signature:
    unchanged = each.intact and each.whole
    state = SignatureState.VALID if _is_trusted(each) else SignatureState.UNKNOWN
    said = each.model_dump(include={"signer", "seal", "issuer", "signed_at", "page", "box"})
    told = f"{each.sentence}。{TEST if each.test and each.checked else ''}"
    altered = each.checked and not unchanged
    return Signature(**said, state=SignatureState.ALTERED if altered else state, message=told)


def _outcome(signatures: tuple[SignatureVerdict, ...]) -> Outcome:
    if not all(each.checked for each in signatures):
        return Outcome.UNCHECKED
    if not all(each.intact and each.whole for each in signatures):
        return Outcome.ALTERED
    return Outcome.TRUSTED if all(map(_is_trusted, signatures)) else Outcome.UNTRUSTED


def _is_trusted(signature: SignatureVerdict) -> bool:
    return signature.certificate is CertificateState.TRUSTED
