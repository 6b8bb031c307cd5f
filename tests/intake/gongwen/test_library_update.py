"""A bulk update ends the same however often it is broken off, and opens nothing it has kept."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from docgen.gongwen.library.coming import Coming, FromFile, Gone, gone
from docgen.gongwen.library.filed import Filed
from docgen.gongwen.opening.file import Means
from intake.gongwen import bringing, gathering
from intake.gongwen.bringing import Brought, bring
from intake.gongwen.gathering import Gathering
from intake.security.sealing import Sealer
from intake.store import gongwen_library as kept
from intake.store import tables
from intake.store.database import Store
from knowledge.entries.entry import EVERYBODY

KEY = Sealer(b"k" * 32)


def filed(serial: int, body: str = "请报送样张。") -> Filed:
    return Filed(title=f"关于第{serial}次样张的通知", body=body, number=f"样发〔2026〕{serial}号")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/zhiban.db", KEY)
    yield store
    store.close()


def standing(store: Store) -> dict[str, str]:
    """Return the text of every document that is there."""
    with store.read() as session:
        told = kept.changed_since(session, 0, 10_000)
        return {each.filed.title: each.filed.body for _, _, each in told if each}


SERIALS = st.integers(0, 12)
DOCUMENTS = st.builds(filed, SERIALS, st.sampled_from(["甲。", "乙。"]))
COMING = st.one_of(
    DOCUMENTS,
    DOCUMENTS.map(lambda each: FromFile(source=f"{each.id}{each.body}", filed=each)),
    DOCUMENTS.map(gone),
    st.just("批次 第 3 行：不是一份公文的记录"),
)


class BrokenOffError(Exception):
    """Stands for whatever ends a process."""


def broken_off(update: Sequence[Coming], at: int) -> Iterator[Coming]:
    yield from update[:at]
    raise BrokenOffError


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """Give one for updates that are not broken off, and one for those that are."""
    folder = tmp_path_factory.mktemp("stores")
    whole, broken = (Store(f"sqlite:///{folder}/{name}.db", KEY) for name in ("whole", "broken"))
    yield whole, broken
    whole.close()
    broken.close()


@settings(deadline=None, max_examples=60)
@given(
    before=st.lists(DOCUMENTS, max_size=8),
    update=st.lists(COMING, max_size=25),
    breaks=st.lists(st.integers(0, 25), max_size=3),
)
def test_an_update_broken_off_anywhere_and_begun_again_ends_as_one_that_was_not(
    stores: tuple[Store, Store], before: list[Filed], update: list[Coming], breaks: list[int]
) -> None:
    for store in stores:
        with store.write() as session:
            session.connection.execute(delete(tables.gongwen_library))
            session.connection.execute(delete(tables.gongwen_library_turns))
        bring(store, before, "周样张")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bringing, "BATCH", 4)
        whole = bring(stores[0], update, "周样张")
        for at in breaks:
            with pytest.raises(BrokenOffError):
                bring(stores[1], broken_off(update, at), "周样张")
        last = bring(stores[1], update, "周样张")
        again = bring(stores[1], update, "周样张")
    assert standing(stores[1]) == standing(stores[0])
    assert last.problems == whole.problems
    assert handled(last) == handled(whole)
    assert (again.new, again.changed, again.removed) == (0, 0, 0)


def handled(brought: Brought) -> int:
    return sum(brought.model_dump(exclude={"number", "problems"}).values())


def test_of_two_texts_for_one_document_the_first_counts_and_the_other_is_told(store: Store) -> None:
    brought = bring(store, [filed(1, "甲。"), filed(1, "乙。"), filed(1, "甲。")], "周样张")
    assert (brought.new, brought.same, len(brought.problems)) == (1, 1, 1)
    assert "关于第1次样张的通知" in brought.problems[0]
    assert standing(store) == {"关于第1次样张的通知": "甲。"}


def test_what_goes_is_counted_and_what_was_not_there_too(store: Store) -> None:
    bring(store, [filed(1), filed(2)], "周样张")
    going: list[Coming] = [gone(filed(1)), Gone(id="0" * 32, title="从未有过的样张")]
    assert bring(store, going, "周样张") == Brought(number=2, removed=1, absent=1)
    assert bring(store, going, "周样张") == Brought(number=3, absent=2)
    assert bring(store, [filed(1)], "周样张") == Brought(number=4, new=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "公文"
    folder.mkdir()
    for serial in range(3):
        text = f"关于第{serial}次样张的通知\n各单位：\n请报送样张。\n"
        (folder / f"{serial}.txt").write_text(text, encoding="utf-8")
    lines = [filed(7).model_dump_json(), '{"title": "没有正文的样张"}']
    (folder / "批次.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def gathered(store: Store, *, remove: bool = False, level: str = "区") -> Gathering:
    return Gathering(store, Means(), level, (EVERYBODY,), remove)


def test_a_file_that_was_kept_is_not_opened_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = bring(store, gathered(store).of([folder]), "周样张")
    assert (first.new, len(first.problems)) == (4, 1)
    opened: list[str] = []
    really = gathering.open_file
    monkeypatch.setattr(
        gathering,
        "open_file",
        lambda data, name, means: (opened.append(name), really(data, name, means))[1],
    )
    (folder / "1.txt").write_text("关于第1次样张的通知\n不必报送样张。\n", encoding="utf-8")
    again = bring(store, gathered(store).of([folder]), "周样张")
    assert (again.same, again.changed, opened) == (3, 1, ["1.txt"])
    higher = bring(store, gathered(store, level="市").of([folder]), "周样张")
    assert higher.changed == 3


def test_of_two_files_for_one_document_the_first_counts_in_every_run(
    store: Store, folder: Path
) -> None:
    text = "关于第0次样张的通知\n各单位：\n另一种样张。\n"
    (folder / "9.txt").write_text(text, encoding="utf-8")
    (folder / "8.txt").write_bytes((folder / "0.txt").read_bytes())
    for _ in range(3):
        brought = bring(store, gathered(store).of([folder]), "周样张")
        assert len(brought.problems) == 2
        assert "请报送样张。" in standing(store)["关于第0次样张的通知"]


def test_an_update_is_taken_back_by_removing_the_same_files(store: Store, folder: Path) -> None:
    bring(store, gathered(store).of([folder]), "周样张")
    brought = bring(store, gathered(store, remove=True).of([folder]), "周样张")
    assert (brought.removed, standing(store)) == (4, {})
    assert bring(store, gathered(store).of([folder]), "周样张").new == 4


def test_a_killed_update_keeps_its_batches_and_the_next_does_the_rest(tmp_path: Path) -> None:
    lines = tmp_path / "季度更新.jsonl"
    told = (filed(serial).model_dump_json() for serial in range(1300))
    lines.write_text("\n".join(told), encoding="utf-8")
    command = [sys.executable, "-m", "intake.cli", "library", str(lines), "--officer", "周样张"]
    environment = {**os.environ, "ZHIBAN_DATA": str(tmp_path / "data")}
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stderr
        for line in child.stderr:
            if "500" in line:
                child.send_signal(signal.SIGKILL)
                break
    assert child.returncode == -signal.SIGKILL
    done = subprocess.run(
        [*command, "--json"], env=environment, capture_output=True, text=True, check=True
    )
    brought = json.loads(done.stdout)
    assert brought["same"] >= 500
    assert brought["new"] + brought["same"] == 1300
    assert brought["new"] > 0
