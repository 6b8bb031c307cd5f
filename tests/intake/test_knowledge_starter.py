"""Starter entries come with the product, and leave alone what staff made their own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from intake.cli import make_cli
from intake.clock import today
from intake.knowledge import desk
from intake.knowledge.shelf import Shelf
from intake.knowledge.starter import AUTHOR, REVIEWER, Loaded, load_starter
from intake.security.sealing import Sealer
from intake.store import knowledge_entries as entries
from intake.store.database import Store
from knowledge.corpus.read import Draft, read_corpus
from knowledge.entries.entry import State
from knowledge.entries.life import Step
from knowledge.index.scope import Scope
from tests.intake.conftest import KEY
from tests.intake.knowledge_desk import AUTHOR as WRITER
from tests.intake.knowledge_desk import REVIEWER as CHECKER
from tests.intake.knowledge_desk import content, publish, seen


def draft(name: str, **changes: Any) -> Draft:
    known = content().model_dump() | {"id": name, "basis": "KNOWN"} | changes
    return Draft.model_validate(known)


def drafts(*made: Draft) -> dict[str, Draft]:
    return {each.id: each for each in made}


OLD = drafts(*(draft(name) for name in ("edited", "withdrawn", "deleted", "untouched", "gone")))
NEW = drafts(*(draft(name, body="新的写法。") for name in OLD if name != "gone"), draft("fresh"))


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/zhiban.db", Sealer(KEY))
    yield store
    store.close()


def test_an_upgrade_renews_what_nobody_touched_and_nothing_else(fresh: Store) -> None:
    assert load_starter(fresh, OLD) == Loaded(added=tuple(OLD))
    with fresh.write() as session:
        desk.edit(session, seen("edited"), content(body="本单位的写法。"), WRITER)
        publish(session, "edited")
        desk.take_step(session, seen("withdrawn"), Step.WITHDRAW, CHECKER)
        desk.delete(session, seen("deleted"), CHECKER)
    loaded = load_starter(fresh, NEW)
    assert loaded.added == ("fresh",)
    assert loaded.renewed == ("untouched",)
    assert loaded.retired == ("gone",)
    assert set(loaded.left) == {"edited", "withdrawn", "deleted"}
    with fresh.read() as session:
        bodies = {each.id: each.body for each in entries.live_entries(session)}
        old = entries.list_versions(session, "untouched")
    assert bodies == {
        "edited": "本单位的写法。",
        "untouched": "新的写法。",
        "fresh": content().body,
    }
    assert [each.state for each in old] == [State.REPLACED, State.PUBLISHED]


def test_loading_again_changes_nothing(fresh: Store) -> None:
    load_starter(fresh, OLD)
    assert load_starter(fresh, OLD) == Loaded()


def test_processes_that_start_together_load_once(store: Store) -> None:
    both = drafts(*(draft(f"together-{number}") for number in range(5)))
    with ThreadPoolExecutor(4) as pool:
        loaded = list(pool.map(lambda _: load_starter(store, both), range(4)))
    assert sorted(len(each.added) for each in loaded) == [0, 0, 0, 5]
    with store.read() as session:
        versions = entries.list_versions(session, "together-0")
    assert len(versions) == 1


def test_a_starter_entry_says_that_nobody_of_the_house_reviewed_it_and_is_found(
    fresh: Store,
) -> None:
    load_starter(fresh, OLD)
    with fresh.read() as session:
        entry = entries.read_version(session, "untouched", 1)
    assert (entry.author, entry.reviewer) == (AUTHOR, REVIEWER)
    found = Shelf(fresh).search("网约车驾驶员证到期", Scope(day=today()))
    assert {hit.passage.entry for hit in found} == {*OLD}


def test_the_command_line_loads_lists_and_shows_the_product_s_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIBAN_DATA", str(tmp_path))
    cli, runner = make_cli(["knowledge"]), CliRunner()
    number = len(read_corpus())
    told = runner.invoke(cli, ["knowledge", "load"])
    assert f"新增 {number} 条" in told.stdout
    listed = runner.invoke(cli, ["knowledge", "list", "--json", "--state", "published"])
    name = min(read_corpus())
    assert listed.stdout.count('"version": 1') == number
    shown = runner.invoke(cli, ["knowledge", "show", name])
    assert read_corpus()[name].title in shown.stdout
    assert AUTHOR in shown.stdout
