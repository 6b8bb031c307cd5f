"""A verdict in plain sentences: what is intact, who signed, what that proves, what is unknown."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from docgen.printing.field import APPLICANT, OFFICE
from extractors.signatures.verdict import CertificateState, Covers, Outcome, SignatureVerdict
from intake.clock import SHANGHAI
from models.records import Record


class Look(StrEnum):
    """How a statement is to be taken."""

    GOOD = "good"
    UNSURE = "unsure"
    BAD = "bad"
    PLAIN = "plain"
    """Good to know, and no doubt."""


class Statement(Record):
    """One sentence about a signature."""

    about: str
    """In a word or two, e.g. 内容."""
    look: Look
    text: str


SCOPES: Final[Mapping[Covers, tuple[Look, str]]] = {
    Covers.FILE: (Look.GOOD, "覆盖整个文件，签名以后没有添加任何内容。"),
    Covers.EARLIER: (
        Look.GOOD,
        "覆盖签名时的全部内容；之后只追加了后来的签名或验证资料，原有内容没有变。",
    ),
    Covers.PART: (Look.BAD, "没有覆盖整个文件：文件里有这个签名不保护的内容。"),
}
PLACES: Final[Mapping[str, str]] = {
    APPLICANT: "在申请人签章处：表明申请人确认所填内容，不表示行政机关已经批准。",
    OFFICE: "在行政机关签章处：表明由该机关出具。",
}
PROOFS: Final[Mapping[CertificateState, tuple[Look, str]]] = {
    CertificateState.TRUSTED: (
        Look.GOOD,
        "证书由受信任的机构“{issuer}”颁发，能够证明文件由该签章人签署。",
    ),
    CertificateState.UNKNOWN_ISSUER: (
        Look.UNSURE,
        "签名有效，但根证书未知：“{issuer}”不在信任名单中，签章人的名称只是自称，不能证明真实身份。",
    ),
    CertificateState.OUT_OF_TERM: (
        Look.UNSURE,
        "签名有效，但证书不在有效期内（颁发者“{issuer}”），不能证明签章人的真实身份。",
    ),
    CertificateState.REVOKED: (Look.BAD, "证书已被颁发者“{issuer}”吊销，不能证明由其本人签署。"),
    CertificateState.UNFIT: (
        Look.BAD,
        "证书不能用于签署文件，或者证书链不完整（颁发者“{issuer}”），不能证明签章人的真实身份。",
    ),
    CertificateState.SEAL_OUT_OF_TERM: (
        Look.UNSURE,
        "电子印章在签署时不在有效期内，不能作为该印章的有效使用（颁发者“{issuer}”）。",
    ),
    CertificateState.WEAK: (
        Look.UNSURE,
        "签名使用了已不安全的摘要算法，他人有可能伪造，不能单凭它认定内容和签章人。",
    ),
}
TEST: Final = "测试证书，只供试用，不具有法律效力。"
UNREVOKED: Final = "没有联网查询证书是否已被吊销；重要用途请向颁发者查询。"

ADVICE: Final[Mapping[Outcome, tuple[str, ...]]] = {
    Outcome.TRUSTED: (),
    Outcome.UNTRUSTED: (
        "需要确认签章人身份的，请向文件上的出具单位核实，或到其官方平台查验。",
        "本单位信任该颁发者的，请系统管理员把它的根证书放入信任目录后重新查验。",
    ),
    Outcome.ALTERED: (
        "请不要使用这份文件。",
        "向出具单位重新索取电子原件，或在原来的办件页面重新下载。",
        "经过转换、另存、打印再扫描的文件都不再是原件。",
    ),
    Outcome.UNCHECKED: ("请用签章厂商的阅读软件打开查验，或到出具单位的平台查验。",),
    Outcome.UNSIGNED: (
        "没有签名的文件不能证明内容未被改动，请向出具单位索取带电子签章的原件。",
        "手里是纸质文书的，请输入页脚的校验码，与系统中的记录逐项比对。",
    ),
    Outcome.ENCRYPTED: ("请用原来的软件打开，去除密码后另行索取原件查验：去除密码会使签名失效。",),
    Outcome.UNSUPPORTED: (
        "只有 PDF 和 OFD 文件上的电子签章可以查验，请选择原件，不要用截图或照片。",
    ),
    Outcome.DAMAGED: ("请重新下载，或向出具单位重新索取电子原件。",),
}
"""What to do, by what checking came to."""


def state(signature: SignatureVerdict) -> tuple[Statement, ...]:
    """Return what there is to say of one signature, most important first."""
    return tuple(_state(signature))


def _state(signature: SignatureVerdict) -> Iterator[Statement]:
    if not signature.checked:
        yield Statement(about="核对", look=Look.UNSURE, text=f"{signature.sentence}。")
        return
    yield _content(signature)
    if signature.intact or signature.covers is Covers.PART:
        look, text = SCOPES[signature.covers]
        yield Statement(about="范围", look=look, text=text)
    if signature.signer:
        yield from _who(signature)


def _content(signature: SignatureVerdict) -> Statement:
    if signature.intact:
        text = "签名保护的内容与签名时一致，没有被改动。"
        return Statement(about="内容", look=Look.GOOD, text=text)
    told = "；".join(signature.findings) or "签名保护的内容被改动，或者签名与文件不符"
    return Statement(about="内容", look=Look.BAD, text=f"{told}。")


def _who(signature: SignatureVerdict) -> Iterator[Statement]:
    if signature.intact:
        look, text = PROOFS[signature.certificate]
        said = text.format(issuer=signature.issuer or "不详")
        yield Statement(about="签章人", look=look, text=f"{_name(signature)}。{said}")
    else:
        text = f"文件自称由{_name(signature)}签署，签名不符，不能证明。"
        yield Statement(about="签章人", look=Look.BAD, text=text)
    if signature.field in PLACES:
        yield Statement(about="位置", look=Look.PLAIN, text=PLACES[signature.field])
    yield Statement(about="时间", look=Look.PLAIN, text=_time(signature.signed_at))
    if signature.certificate is not CertificateState.REVOKED:
        yield Statement(about="吊销", look=Look.PLAIN, text=UNREVOKED)
    if signature.test:
        yield Statement(about="效力", look=Look.UNSURE, text=TEST)


def _name(signature: SignatureVerdict) -> str:
    seal = f"，电子印章“{signature.seal}”" if signature.seal else ""
    return f"“{signature.signer}”{seal}"


def _time(moment: datetime | None) -> str:
    if moment is None:
        return "没有注明签署时间。"
    told = moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return f"{told}（签章人自己的时钟，没有权威时间戳证明）。"
