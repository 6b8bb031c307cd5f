"""Wherever saving is cut off, the index saved before or the one being saved can be opened."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from knowledge.embedding.encoder import default_encoder
from knowledge.index.index import Index
from knowledge.index.saving import Folder
from tests.knowledge.save_kill_launcher import kept_at
from tests.knowledge.test_index import PUBLIC, entry, found

LAUNCHER = "tests.knowledge.save_kill_launcher"
STEPS: tuple[tuple[Any, str], ...] = ((os, "fsync"), (Path, "replace"), (Path, "unlink"))
KILLS = 4


class CutOffError(Exception):
    """The process ends here."""


@contextmanager
def cut_off_at(step: int) -> Iterator[None]:
    """Let so many steps that touch the disk go well, and the next one not."""
    left = [step]

    def counting(act: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*told: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise CutOffError
            return act(*told, **named)

        return counted

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in STEPS:
            patch.setattr(owner, name, counting(getattr(owner, name)))
        yield


def test_a_save_that_ends_at_any_step_leaves_the_old_index_or_the_new_one(tmp_path: Path) -> None:
    done = False
    for step in range(20):
        path = tmp_path / str(step)
        index = Index(default_encoder())
        index.put([entry("a"), entry("b")])
        index.save(Folder(path), 1)
        index.remove("a")
        index.put([entry("c")])
        try:
            with cut_off_at(step):
                index.save(Folder(path), 2)
            done = True
        except CutOffError:
            pass
        opened = Index(default_encoder())
        change = opened.load(Folder(path)).change
        expected = {1: {"a", "b"}, 2: {"b", "c"}}[change]
        assert set(found(opened.search("年度审验", PUBLIC))) == expected
        opened.save(Folder(path), 3)  # what was left lying about hinders nobody
        assert Index(default_encoder()).load(Folder(path)).change == 3
        if done:
            return
    raise AssertionError("saving has more steps than were tried")


def test_a_process_killed_while_it_saves_leaves_an_index_that_is_whole(tmp_path: Path) -> None:
    chance, begin = random.Random(7), 0
    for _ in range(KILLS):
        command = [sys.executable, "-m", LAUNCHER, str(tmp_path / "index"), str(begin)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            told = [int(process.stdout.readline()) for _ in range(chance.randrange(2, 8))]
            sleep(chance.random() / 50)  # no event tells the middle of a save
            process.kill()
        index = Index(default_encoder())
        contents = index.load(Folder(tmp_path / "index"))
        assert contents.change >= told[-1]
        assert contents.mark == str(contents.change)
        assert set(found(index.search("年度审验", PUBLIC))) == kept_at(contents.change)
        begin = contents.change + 1


def test_one_of_two_processes_clears_no_file_the_other_saves_next(tmp_path: Path) -> None:
    ours, theirs = Index(default_encoder()), Index(default_encoder())
    mine, other = Folder(tmp_path / "index"), Folder(tmp_path / "index")
    ours.put([entry("a")])
    ours.save(mine, 1)
    theirs.put([entry("b")])
    theirs.save(other, 2)
    ours.save(mine, 1)
    opened = Index(default_encoder())
    assert opened.load(Folder(tmp_path / "index")).change == 1
    assert found(opened.search("年度审验", PUBLIC)) == ["a"]
