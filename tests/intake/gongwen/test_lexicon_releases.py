"""A release is in force at once or not at all, and whatever is wrong with it has a name."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.lexicon.release import MOST, State
from intake.gongwen.lexicons import ONLINE, LexiconShelf, change
from intake.gongwen.releases.keeper import BY, LexiconKeeper
from intake.gongwen.releases.updating import OFF, Outcome, check
from intake.gongwen.settings import LexiconSettings
from intake.security.sealing import Sealer, read_key
from intake.store import gongwen_lexicons as kept
from intake.store.database import Store
from models.crypto.sm2 import PrivateKey
from tests.intake.gongwen.lexicon_source import KEY, Answer, Shop, Spoil, serving_shop

PUBLIC = base64.b64encode(KEY.public_key).decode()
ME = "周样张"


@pytest.fixture
def shop() -> Iterator[Shop]:
    with serving_shop() as shop:
        yield shop


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'words.db'}", Sealer(read_key(tmp_path / "key")))
    yield store
    store.close()


def settings(shop: Shop, **told: object) -> LexiconSettings:
    return LexiconSettings.model_validate({"url": shop.url, "key": PUBLIC, "seconds": 5} | told)


def look(store: Store, shop: Shop) -> Outcome:
    return check(store, settings(shop), ME)


def told(store: Store, text: str) -> list[str]:
    lexicons = LexiconShelf(store).visible("吴样张", [])
    return [each.wrong for each in proofread(text, lexicons, checkers={}).faults]


def test_a_release_is_live_at_once_and_the_next_takes_its_place(store: Store, shop: Shop) -> None:
    assert look(store, shop).state is State.UPDATED
    assert told(store, "样张词甲误。") == ["样张词甲误"]
    shop.release(2, "样张词乙")
    outcome = look(store, shop)
    assert (outcome.version, outcome.entries) == (2, 1)
    assert told(store, "样张词甲误，样张词乙误。") == ["样张词乙误"]


def test_nothing_is_fetched_again_that_is_here(store: Store, shop: Shop) -> None:
    look(store, shop)
    asked = len(shop.asked)
    assert look(store, shop).state is State.SAME
    assert len(shop.asked) == asked + 1
    assert shop.asked[-1][1]
    shop.spoil["/manifest.json"] = lambda answer: answer.headers.clear()
    assert look(store, shop).state is State.SAME


def test_a_release_that_was_put_back_stays_away(store: Store, shop: Shop) -> None:
    look(store, shop)
    shop.release(2, "样张词乙")
    look(store, shop)
    with store.write() as session:
        first = kept.read_edition(session, ONLINE, 1).entries
        change(session, ONLINE, 2, lambda _: first, (ME, "换回第 1 版"))
    assert told(store, "样张词甲误，样张词乙误。") == ["样张词甲误"]
    assert look(store, shop).state is State.SAME
    assert told(store, "样张词甲误，样张词乙误。") == ["样张词甲误"]
    shop.release(3, "样张词丙")
    assert look(store, shop).state is State.UPDATED


def _body(body: bytes) -> Spoil:
    def spoil(answer: Answer) -> None:
        answer.body = body

    return spoil


def _status(status: int, **headers: str) -> Spoil:
    def spoil(answer: Answer) -> None:
        answer.status = status
        answer.headers.update(headers)

    return spoil


def _half(answer: Answer) -> None:
    answer.cut, answer.body = len(answer.body), answer.body[: len(answer.body) // 2]


def _other(answer: Answer) -> None:
    answer.body = answer.body.replace("必错".encode(), "疑似".encode())


def _longer(answer: Answer) -> None:
    answer.body += b"\n" * 10


def _shorter(answer: Answer) -> None:
    answer.body = answer.body[:-3]


MANIFEST = "/manifest.json"
WRONG: dict[str, tuple[str, Spoil, State]] = {
    "a page instead": (MANIFEST, _body(b"<html>login</html>"), State.UNREADABLE),
    "other JSON": (MANIFEST, _body(b'{"format":"zhiban-lexicon/1"}'), State.UNREADABLE),
    "nested without end": (MANIFEST, _body(b"[" * 9000), State.UNREADABLE),
    "no text": (MANIFEST, _body(b"\xff\xfe\x00"), State.UNREADABLE),
    "an endless manifest": (MANIFEST, _body(b" " * 20_000), State.TOO_LARGE),
    "another place": (MANIFEST, _status(302, Location="http://127.0.0.1:9/"), State.REDIRECTED),
    "a login": (MANIFEST, _status(401), State.REFUSED),
    "gone": (MANIFEST, _status(404), State.REFUSED),
    "down": (MANIFEST, _status(503), State.UNREACHABLE),
    "half a manifest": (MANIFEST, _half, State.CUT),
    "half a table": ("table", _half, State.CUT),
    "a shorter table": ("table", _shorter, State.CUT),
    "a longer table": ("table", _longer, State.TOO_LARGE),
    "another table": ("table", _other, State.WRONG_HASH),
    "no table": ("table", _status(404), State.REFUSED),
    "a table elsewhere": ("table", _status(307, Location="http://127.0.0.1:9/"), State.REDIRECTED),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_comes_wrong_is_named_and_changes_nothing(name: str, store: Store, shop: Shop) -> None:
    look(store, shop)
    shop.release(2, "样张词乙")
    path, spoil, state = WRONG[name]
    shop.spoil[path] = spoil
    outcome = look(store, shop)
    assert outcome.state is state
    assert outcome.words.endswith("现有词库没有改动。")
    assert told(store, "样张词甲误，样张词乙误。") == ["样张词甲误"]
    shop.spoil.clear()
    assert look(store, shop).state is State.UPDATED


def test_a_release_that_is_older_other_too_large_or_faulty_is_named(
    store: Store, shop: Shop
) -> None:
    shop.release(5, "样张词甲")
    look(store, shop)
    shop.release(4, "样张词乙")
    assert look(store, shop).state is State.OLDER
    shop.release(5, "样张词乙")
    assert look(store, shop).state is State.CONFLICTING
    made = shop.release(6, "样张词乙", key=None)
    for spoilt, state in (
        (made.model_copy(update={"entries": MOST + 1}), State.TOO_LARGE),
        (made.model_copy(update={"size": 10**9}), State.TOO_LARGE),
        (made.model_copy(update={"entries": 7}), State.FAULTY),
    ):
        signature = base64.b64encode(KEY.sign(spoilt.signed)).decode()
        shop.manifest = spoilt.model_copy(update={"signature": signature})
        assert look(store, shop).state is state
    assert told(store, "样张词甲误，样张词乙误。") == ["样张词甲误"]


@pytest.mark.parametrize("key", [None, PrivateKey.generate()], ids=["unsigned", "another's"])
def test_who_did_not_sign_is_not_believed(key: PrivateKey | None, store: Store, shop: Shop) -> None:
    shop.release(2, "样张词乙", key=key)
    assert look(store, shop).state is State.UNSIGNED
    assert [path for path, _ in shop.asked] == [MANIFEST]


def test_it_is_off_until_an_address_is_set_and_plain_http_needs_a_key(
    store: Store, shop: Shop
) -> None:
    assert check(store, LexiconSettings(), ME).words == OFF
    with pytest.raises(ValidationError, match="https"):
        settings(shop, key="")
    dead = settings(shop, url="http://127.0.0.1:9/manifest.json")
    assert check(store, dead, ME).state is State.UNREACHABLE


def test_the_keeper_looks_at_its_start_and_stops_when_told(store: Store, shop: Shop) -> None:
    keeper = LexiconKeeper(store, settings(shop, minutes=60))
    keeper.start()
    assert shop.given.wait(30)
    keeper.stop()
    with store.read() as session:
        latest = kept.latest(session, ONLINE)
    assert latest
    assert (latest.number, latest.officer) == (1, BY)
