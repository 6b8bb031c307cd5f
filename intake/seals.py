"""Whose keys this installation seals with: those of a seal server, or the test authority's."""

from docgen.signing.checked import CheckedSeals
from docgen.signing.remote import RemoteSeals
from docgen.signing.seal_server import SealAccess, SealServer
from docgen.signing.seals import SealKeeper, SealState, TestSeals
from intake.settings import Settings

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


def _keeper(settings: Settings) -> SealKeeper:
    seal = settings.seal
    if not seal.url:
        return TestSeals(settings.authority_folder)
    secret = seal.secret.get_secret_value().encode()
    access = SealAccess(seal.url, seal.appid, secret, seal.seconds, seal.tries)
    return RemoteSeals(SealServer(access), seal.owners)
