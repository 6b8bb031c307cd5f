"""Why a seal cannot be used: the branches of ``SigningError``.

* SigningError
  - UnfitSealError              the certificate of a seal is not in its term, or was taken back
  - SealServerDownError         the seal server did not answer in time, or is at rest
  - SealRefusedError            the seal server refused us, or has no such seal
  - SealNonsenseError           the seal server answered something else, or signed wrongly
"""

from models.errors import SigningError


class UnfitSealError(SigningError):
    """The certificate of a seal is not yet or no longer valid, or was taken back."""

    code = "unfit_seal"
    remedy = "请更新或更换签章证书后再签章；办件保持签章前的状态，不受影响。"


class SealServerDownError(SigningError):
    """The seal server did not answer in time, or is left in peace after it failed."""

    code = "seal_server_down"
    remedy = "办件保持签章前的状态，不需要重新填写；签章服务恢复后请再次签章。"


class SealRefusedError(SigningError):
    """The seal server does not let us seal, or has no seal of that owner."""

    code = "seal_refused"
    remedy = "请核对是否已在签章平台申领印章并授权本系统使用；办件保持签章前的状态。"


class SealNonsenseError(SigningError):
    """The seal server answered something else than was asked; nothing of it was used."""

    code = "seal_nonsense"
    remedy = "请告知系统管理员核对签章服务器；办件保持签章前的状态，可稍后再次签章。"
