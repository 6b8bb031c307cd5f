"""The signatures of an upload, checked in the limited child: what they are worth, and what to say.

A file nobody has signed is nothing unusual, but for an OFD: it is the form in which authorities
issue what they sign.
"""

import structlog

from extractors.decoding.media import OFD, PDF, media_type
from extractors.decoding.sandbox import Sandbox
from extractors.opening import SANDBOX
from extractors.signatures.verdict import Outcome, Verdict, on_paper, without_signatures
from models.crypto.trust import Trust
from models.errors import SigningError, UnreadablePaperError, WrongTypeError
from models.records import Paper, Signature, SignatureState, Warning

UNSIGNED = Warning(
    code="unsigned",
    message="文件没有电子签章，不能证明内容未被改动，请到出具单位的平台查验。",
)
CODES = {
    SignatureState.ALTERED: "signature_altered",
    SignatureState.UNKNOWN: "signature_unknown",
}
"""Codes of the warnings; a signature that holds needs none."""

_MARK = b"/ByteRange"
"""Without it there is no signature in a PDF (ISO 32000-1, 12.8.1) …"""
_PACKED = b"/ObjStm"
"""… unless it stands in a compressed part of the file."""

log = structlog.get_logger(__name__)


def check_file(data: bytes, trust: Trust, sandbox: Sandbox = SANDBOX) -> Verdict:
    """Return the verdict on a PDF or OFD; whatever the bytes hold, they get one.

    Raises ``SigningError`` when the system's cryptography cannot be used.
    """
    try:
        kind = media_type(data, "") if data else ""
    except WrongTypeError:
        kind = ""
    if kind not in {OFD, PDF}:
        return without_signatures(Outcome.UNSUPPORTED)
    try:
        return sandbox.verify(data, kind, trust)
    except UnreadablePaperError as error:
        log.info("signatures_unreadable", error=error.code)
        return without_signatures(Outcome.DAMAGED)


def signatures_of(
    data: bytes, kind: str, trust: Trust, sandbox: Sandbox = SANDBOX
) -> tuple[Signature, ...]:
    """Return the signatures of an upload of a media type, each with what it is worth."""
    if kind != OFD and not (kind == PDF and (_MARK in data or _PACKED in data)):
        return ()
    try:
        verdict = check_file(data, trust, sandbox)
    except SigningError as error:
        log.warning("signatures_unchecked", error=str(error))
        return (_unproven("本机的密码库不可用，签名未经验证。"),)
    if verdict.outcome is Outcome.DAMAGED:
        return (_unproven(verdict.sentence),)
    return on_paper(verdict)


def warned(paper: Paper) -> Paper:
    """Return a paper whose documents carry what its signatures leave in doubt."""
    told = tuple(_warnings(paper))
    documents = tuple(
        each.model_copy(update={"warnings": (*each.warnings, *told)}) for each in paper.documents
    )
    return paper.model_copy(update={"documents": documents})


def _warnings(paper: Paper) -> list[Warning]:
    if paper.media_type == OFD and not paper.signatures:
        return [UNSIGNED]
    return [
        Warning(code=CODES[each.state], message=_named(each))
        for each in paper.signatures
        if each.state in CODES
    ]


def _named(signature: Signature) -> str:
    """Return the verdict with the name of the seal or signer before it."""
    name = signature.seal or signature.signer
    return f"“{name}”：{signature.message}" if name else signature.message


def _unproven(message: str) -> Signature:
    return Signature(signer="", state=SignatureState.UNKNOWN, message=message)
