"""Looks for releases of the lexicon at the declared interval, beside the service."""

from typing import Final

import structlog

from intake.beside import Beside
from intake.gongwen.releases.updating import check
from intake.gongwen.settings import LexiconSettings
from intake.store.database import Store
from models.errors import ServiceError

log = structlog.get_logger(__name__)

BY: Final = "系统定时"
"""Who is named as having brought an edition in."""


class LexiconKeeper(Beside):
    """A thread that looks at the start and then at every interval; none where it is off."""

    def __init__(self, store: Store, settings: LexiconSettings) -> None:
        super().__init__("lexicon-releases")
        self._store, self._settings = store, settings

    def _work(self) -> None:
        seconds = self._settings.minutes * 60
        while self._settings.url and seconds and not self._stopping.is_set():
            try:
                outcome = check(self._store, self._settings, BY)
                log.info("lexicon looked for", state=outcome.state.value, version=outcome.version)
            except ServiceError as error:
                log.warning("lexicon not looked for", code=error.code)
            self._stopping.wait(seconds)
