"""Whatever is uploaded, reading stands; and the script that tries it sees when it does not."""

import os
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval import fuzz
from eval.hostile import jail
from eval.hostile.cases import NAMES, Case, cases, good_files, harmful_files
from eval.hostile.jail import Jail
from eval.hostile.mutations import MUTATIONS

SOUND = ("read", "读入。请重试。")


def case(data: bytes = b"x", name: str = "a.png") -> Case:
    return Case(0, "made", "nothing", name, data)


def test_a_short_run_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["--count", "60", "--seed", "7", "--keep", str(tmp_path / "kept")]) == 0
    assert "failures: 0" in capsys.readouterr().out
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize("kind", sorted(harmful_files()))
def test_no_harmful_file_reaches_the_reader(kind: str) -> None:
    """Each is refused with a reason; those that look whole are read as the page they show."""
    data = harmful_files()[kind]()
    reading = jail.reader_of("null")
    outcome, _ = reading(data, f"{kind}.pdf")
    assert outcome not in jail.FAILURES
    if outcome == jail.READ:
        assert kind in {"ofd of deltas", "ofd of one huge path"}


@pytest.mark.parametrize("name", NAMES)
def test_no_name_troubles_the_reader(name: str) -> None:
    reading = jail.reader_of("null")
    assert reading(good_files()["png"], name.format(ending=".png"))[0] == jail.READ
    assert reading(b"MZ", name.format(ending=".png"))[0] == "wrong_type"


def test_the_same_seed_makes_the_same_files() -> None:
    first, again, other = (
        [(each.name, each.kind, each.source, each.data) for each in cases(40, seed, {})]
        for seed in (5, 5, 6)
    )
    random_key = "pdf that is locked"
    assert [each for each in first if each[2] != random_key] == [
        each for each in again if each[2] != random_key
    ]
    assert first != other


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(MUTATIONS)), st.integers(0, 999), st.binary(max_size=300))
def test_every_mutation_takes_any_file(kind: str, seed: int, data: bytes) -> None:
    assert isinstance(MUTATIONS[kind](Random(seed), data), bytes)


# --- what must not happen is seen -----------------------------------------------------------------


def crash(_engine: str) -> jail.Read:
    return lambda *_: os._exit(3)


def hang(_engine: str) -> jail.Read:
    return lambda *_: time.sleep(60) or SOUND


def fail(_engine: str) -> jail.Read:
    return lambda *_: 1 / 0  # type: ignore[return-value]


def stand(_engine: str) -> jail.Read:
    return lambda *_: SOUND


@pytest.mark.parametrize(
    ("reader", "seen"), [(crash, jail.CRASHED), (hang, jail.HUNG), (fail, jail.RAISED)]
)
def test_what_must_not_happen_is_seen_and_the_next_file_is_tried(reader: object, seen: str) -> None:
    tried = Jail("null", 5.0, reader=reader)  # type: ignore[arg-type]
    try:
        outcomes = [tried.read(b"x", "a.png") for _ in range(2)]
    finally:
        tried.close()
    assert [each.kind for each in outcomes] == [seen, seen]
    assert all(each.failed for each in outcomes)


def test_a_refusal_without_a_sentence_is_a_failure() -> None:
    assert not jail._is_sentence("damaged file.")
    assert not jail._is_sentence("文件已损坏")
    assert jail._is_sentence("文件已损坏，请重新上传。")


def test_what_failed_is_kept_and_the_exit_code_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = jail.Outcome(jail.RAISED, "ValueError", 0.1)
    monkeypatch.setattr(Jail, "read", lambda *_: broken)
    assert fuzz.main(["--count", "3", "--keep", str(tmp_path / "kept")]) == 1
    assert len(list((tmp_path / "kept").iterdir())) == 3
