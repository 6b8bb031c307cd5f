"""Whose keys this installation seals with: those of a seal server, or the test authority's."""

from datetime import UTC, datetime

from docgen.signing.checked import CheckedSeals, need_usable
from docgen.signing.remote import RemoteSeals
from docgen.signing.seal_server import SealAccess, SealServer
from docgen.signing.seals import SealKeeper, SealState, TestSeals
from docgen.signing.witness import add_witness, open_witness
from intake.settings import Settings
from models.crypto.revoked import read_revoked

TITLES = {
    SealState.TEST: "使用测试印章，没有法律效力",
    SealState.NOT_ASKED: "签章服务器已接入，尚未使用",
    SealState.UP: "签章服务器正常",
    SealState.DOWN: "签章服务器没有回应，暂时不能签章",
    SealState.REFUSED: "签章服务器拒绝了本系统的请求",
    SealState.NONSENSE: "签章服务器返回的内容有误，未采用",
}
"""For people, how the keeper of seals can be reached."""


def open_seals(settings: Settings) -> CheckedSeals:
    """Return the keeper of seals as an installation has set it up."""
    return CheckedSeals(_keeper(settings), settings.trust_folders)


def witnessed(settings: Settings, pdf: bytes, field: str, *, asked: bool | None = None) -> bytes:
    """Return a signed PDF with an RSA signature beside that of a field, where one is wanted.

    Args:
        settings: say whether it is wanted, unless the caller does.
        pdf: a file signed in the field.
        field: name of the field.
        asked: what the caller wants; None leaves it to the settings.
    """
    if not (settings.seal.rsa if asked is None else asked):
        return pdf
    witness = open_witness(settings.authority_folder)
    need_usable((witness.certificate,), read_revoked(settings.trust_folders), datetime.now(UTC))
    return add_witness(pdf, witness, field)


def _keeper(settings: Settings) -> SealKeeper:
    seal = settings.seal
    if not seal.url:
        return TestSeals(settings.authority_folder)
    secret = seal.secret.get_secret_value().encode()
    access = SealAccess(seal.url, seal.appid, secret, seal.seconds, seal.tries)
    return RemoteSeals(SealServer(access), seal.owners)
