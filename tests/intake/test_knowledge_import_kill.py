"""kill -9 at any moment of an import: every file is read, and its drafts are kept once."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from intake.security.sealing import Sealer, read_key
from intake.settings import Settings
from intake.store import knowledge_entries as entries
from intake.store.database import Store
from intake.store.knowledge_entries import Origin
from tests.intake.import_kill_launcher import FILES, READS

ROOT = Path(__file__).parents[2]
POINTS = ("read_one:worked", "read_one:recorded", "keep_one:worked", "finish:worked")


@pytest.fixture(scope="module")
def survived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """One import whose service was killed at one moment after the other."""
    data = tmp_path_factory.mktemp("killed")
    launcher = Path(__file__).with_name("import_kill_launcher.py")
    ended = subprocess.run(
        [sys.executable, str(launcher), str(data), *POINTS],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    return data, json.loads(ended.stdout.splitlines()[-1])


def test_the_import_ends_with_every_file_read_and_its_drafts_kept_once(
    survived: tuple[Path, dict[str, Any]],
) -> None:
    data, told = survived
    assert told["state"] == "done"
    assert len(told["files"]) == len(FILES)
    assert "空的" in told["files"][1]["problem"]
    assert {one["title"] for one in told["kept"]} == {"样张镇停车收费规定", "怎么换证"}
    settings = Settings(data=data)
    store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
    with store.read() as session:
        imported = entries.ids_of(session, Origin.IMPORT)
    store.close()
    assert {one["id"] for one in told["kept"]} == imported


def test_a_file_that_is_recorded_as_read_is_not_read_again(
    survived: tuple[Path, dict[str, Any]],
) -> None:
    data, _ = survived
    reads = Counter((data / READS).read_text().splitlines())
    first, *others = (name for name, _ in FILES)
    assert reads[first] == 2  # once it had worked and could not record it
    assert [reads[name] for name in others] == [1, 1]
