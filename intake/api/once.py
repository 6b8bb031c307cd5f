"""Requests that do something are done once: the same Idempotency-Key gets the same answer."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.responses import JSONResponse

from intake.api.deps import OfficeDep, PipelineDep
from intake.office import Office
from intake.pipeline import Pipeline
from intake.store.database import Session
from intake.store.idempotency import Answer, Claim, claim_key, keep_answer, release_key

Work = Callable[[Session], Answer]
"""What a request does to the store, and what it is answered."""


@dataclass(frozen=True)
class Once:
    """One request that does something, with the key it came under, if any."""

    office: Office
    pipeline: Pipeline
    route: str
    key: str

    def answer(self, fingerprint: str, prepare: Callable[[], Work]) -> JSONResponse:
        """Do the work in one transaction and return its answer, or the answer already given.

        ``fingerprint`` is what tells this request from others. ``prepare`` does what is slow and
        harmless to do twice, and returns what is left for the transaction.
        """
        answer = self._keyed(fingerprint, prepare) if self.key else self._do(prepare)
        return JSONResponse(answer.body, answer.status, answer.headers)

    def _keyed(self, fingerprint: str, prepare: Callable[[], Work]) -> Answer:
        digest = hashlib.sha256(fingerprint.encode()).hexdigest()
        executor = self.office.settings.executor
        claim = Claim(self.key, self.route, digest, executor, self.office.boot)
        with self.office.store.write() as session:
            given = claim_key(session, claim)
        if given:
            return given
        try:
            return self._do(prepare, claim)
        except BaseException:
            with self.office.store.write() as session:
                release_key(session, claim)
            raise

    def _do(self, prepare: Callable[[], Work], claim: Claim | None = None) -> Answer:
        work = prepare()
        with self.office.store.write() as session:
            answer = work(session)
            if claim:
                keep_answer(session, claim, answer)
        if answer.job:
            self.pipeline.enqueue(answer.job, answer.filing)
        return answer


def get_once(
    request: Request,
    office: OfficeDep,
    pipeline: PipelineDep,
    idempotency_key: Annotated[str, Header(max_length=200, pattern=r"^[\x21-\x7e]*$")] = "",
) -> Once:
    """Return the request as something to be done once."""
    return Once(office, pipeline, f"{request.method} {request.url.path}", idempotency_key)


OnceDep = Annotated[Once, Depends(get_once)]
