"""A release is put in force, whichever way it came; what goes wrong is named, nothing changed."""

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

import structlog

from docgen.gongwen.proofread.lexicon.entry import Scope
from docgen.gongwen.proofread.lexicon.release import (
    Manifest,
    ReleaseError,
    State,
    open_release,
)
from intake.clock import now
from intake.gongwen.lexicons import ONLINE, Entries
from intake.gongwen.releases.source import Source
from intake.gongwen.settings import LexiconSettings
from intake.store import gongwen_lexicons as kept
from intake.store.audit import log_action
from intake.store.database import Store
from intake.store.gongwen_lexicons import Edition, Release
from models.records import Record

log = structlog.get_logger(__name__)

OFF: Final = (
    "没有设置词库更新的地址。请管理员设置 ZHIBAN_LEXICON_URL，或者请工程师用 "
    "zhiban words install 更新。"
)
UNCHANGED: Final = "现有词库没有改动。"


class Outcome(Record):
    """What came of looking for a release, or of bringing one."""

    state: State
    words: str
    """For the reader, with the remedy where there is one."""
    version: int = 0
    """Of the release; 0 where none was read."""
    entries: int = 0
    """Now in force; 0 where nothing was changed."""


class Fetched(NamedTuple):
    """A manifest, what gives its table, and its ETag."""

    manifest: Manifest
    table: Callable[[], bytes]
    etag: str = ""


def check(store: Store, settings: LexiconSettings, officer: str) -> Outcome:
    """Look for a newer release at the declared address, and put it in force at once."""
    if not settings.url:
        return Outcome(state=State.OFF, words=OFF)

    def fetch(etag: str) -> Fetched | None:
        source = Source(settings)
        told = source.manifest(etag)
        return told and Fetched(told[0], partial(source.table, told[0]), told[1])

    return _bring(store, fetch, officer)


def install(store: Store, manifest: Manifest, table: bytes, officer: str) -> Outcome:
    """Put a release in force that was brought as a file."""
    return _bring(store, lambda _: Fetched(manifest, lambda: table), officer)


def _bring(store: Store, fetch: Callable[[str], Fetched | None], officer: str) -> Outcome:
    """Put what ``fetch`` gives, told the ETag of the newest release here, in force."""
    with store.read() as session:
        latest = kept.latest(session, ONLINE)
    known = latest.newest if latest else None
    version = 0
    try:
        found = fetch(known.etag if known else "")
        if found is None:
            return _same(known)
        manifest, version = found.manifest, found.manifest.version
        if known and (known.version, known.sha256) == (version, manifest.sha256):
            return _same(known)
        _is_newer(manifest, known)
        entries = open_release(manifest, found.table())
    except ReleaseError as error:
        log.warning("lexicon not updated", state=error.state.value)
        return Outcome(state=error.state, words=f"{error}{UNCHANGED}", version=version)
    day, sha256 = manifest.day, manifest.sha256
    release = Release(version=version, day=day, sha256=sha256, etag=found.etag)
    return _put(store, release, entries, officer)


def _same(known: Release | None) -> Outcome:
    version = known.version if known else 0
    return Outcome(state=State.SAME, words=f"已是最新：第 {version} 版。", version=version)


def _is_newer(manifest: Manifest, known: Release | None) -> None:
    """Raise ``ReleaseError`` unless a release is newer than any that was ever in force."""
    if known is None or manifest.version > known.version:
        return
    if manifest.version == known.version:
        told = f"第 {manifest.version} 版的内容与已有的同一版不同，没有采用。请与词库维护方核对。"
        raise ReleaseError(State.CONFLICTING, told)
    told = f"给出的是第 {manifest.version} 版，已有第 {known.version} 版；要用旧版请在版本里换回。"
    raise ReleaseError(State.OLDER, told)


def _put(store: Store, release: Release, found: Entries, officer: str) -> Outcome:
    owned = {"scope": Scope.DISTRICT, "owner": ONLINE.name}
    with store.write() as session:
        latest = kept.latest(session, ONLINE)
        if latest and latest.newest and latest.newest.version >= release.version:
            return _same(latest.newest)  # somebody else was faster
        edition = Edition(
            holder=ONLINE,
            number=latest.number + 1 if latest else 1,
            at=now(),
            officer=officer,
            note=f"更新到第 {release.version} 版（{release.day:%Y-%m-%d} 发布）",
            entries=tuple(each.model_copy(update=owned) for each in found),
            newest=release,
        )
        kept.add_edition(session, edition)
        facts = {"version": release.version, "entries": len(found)}
        log_action(session, "gongwen.lexicon.updated", "", facts)
    told = f"已更新到第 {release.version} 版，共 {len(found)} 条，立即生效；版本里可以换回。"
    return Outcome(state=State.UPDATED, words=told, version=release.version, entries=len(found))
