"""Whatever was put, replaced, removed, tidied, saved and opened: what is left scores as if new."""

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.embedding.encoder import default_encoder
from knowledge.entries.entry import Entry
from knowledge.index.index import Index
from knowledge.index.saving import Folder
from tests.knowledge import brute
from tests.knowledge.test_index import PUBLIC, entry

WORDS = st.text(alphabet="车船证年审补贴a1 ，", max_size=12)
EVERYTHING = 1000


@st.composite
def batches(draw: Callable[..., Any]) -> list[Entry]:
    """Entries of one to three passages, some of them later versions of others."""
    return [
        entry(
            draw(st.sampled_from("abcdefgh")),
            "\n\n".join(f"# {head}\n{draw(WORDS)}" for head in range(draw(st.integers(1, 3)))),
            title=f"样张{draw(WORDS)}",
            questions=(draw(WORDS),),
            keywords=(draw(WORDS),),
        )
        for _ in range(draw(st.integers(1, 4)))
    ]


STEPS = st.one_of(
    st.tuples(st.just("put"), batches()),
    st.tuples(st.just("remove"), st.sampled_from("abcdefgh")),
    st.tuples(st.sampled_from(["tidy", "save", "open"]), st.none()),
)


@pytest.mark.parametrize("few", [0, 8])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=12), WORDS)
def test_after_any_history_passages_score_as_in_an_index_made_of_what_is_left(
    few: int, history: list[tuple[str, Any]], question: str
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("knowledge.index.part.FEW", few)
        index, kept = _lived(history, Path(folder))
    hits = index.search(question, PUBLIC, limit=EVERYTHING)
    found = {
        (hit.passage.entry, hit.passage.version, hit.passage.place): hit.by_terms for hit in hits
    }
    assert found == pytest.approx(brute.scores(list(kept.values()), question), rel=1e-4)
    assert len(found) == len(hits)


def _lived(history: list[tuple[str, Any]], path: Path) -> tuple[Index, dict[str, Entry]]:
    """An index after some history, and what should be in it."""
    folder, index, kept = Folder(path), Index(default_encoder()), dict[str, Entry]()
    for act, told in history:
        if act == "put":
            index.put(told)
            kept.update({each.id: each for each in told})
        elif act == "remove":
            index.remove(told)
            kept.pop(told, None)
        elif act == "tidy":
            index.tidy()
        else:
            index.save(folder, change=1)
            if act == "open":
                index = Index(default_encoder())
                index.load(Folder(path))
    return index, kept


def test_readers_see_entries_whole_while_they_are_replaced() -> None:
    index = Index(default_encoder())
    index.put([_version(number, 1) for number in range(5)])
    done, torn = Event(), list[Counter[tuple[str, int]]]()

    def read() -> None:
        while not done.is_set():
            hits = index.search("年审", PUBLIC, limit=EVERYTHING)
            seen = Counter((hit.passage.entry, hit.passage.version) for hit in hits)
            if len(seen) != 5 or {*seen.values()} != {3}:
                torn.append(seen)

    readers = [Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for version in range(2, 30):
        index.put([_version(version % 5, version)])
    done.set()
    for reader in readers:
        reader.join()
    assert torn == []


def _version(number: int, version: int) -> Entry:
    body = "\n\n".join(f"# 第{part}段\n车辆年审。" for part in range(3))
    return entry(f"e{number}", body, version=version)
