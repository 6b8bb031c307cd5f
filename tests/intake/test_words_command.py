"""``zhiban words``: a release made, brought as a file or fetched, shown and put back."""

import base64
import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from intake.cli import make_cli
from models.errors import InvalidRequestError, NotFoundError, UnnamedOfficerError
from tests.intake.gongwen.lexicon_source import KEY, serving_shop, table

BY = ("--officer", "周样张")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHIBAN_DATA", str(tmp_path / "data"))
    return tmp_path


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(make_cli(["words"]), ["words", *arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def packed(folder: Path, version: int, *words: str, key: Path | None = None) -> Path:
    rows, package = folder / f"words-{version}.csv", folder / f"词库{version}.zip"
    rows.write_bytes(table(*words))
    signing = ("--key", str(key)) if key else ()
    run("pack", str(rows), "--version", str(version), "-o", str(package), *signing)
    return package


def shown() -> list[dict[str, object]]:
    told: list[dict[str, object]] = json.loads(run("editions", "--json").stdout)
    return told


def test_an_engineer_brings_a_release_as_a_file_and_puts_the_earlier_back(data: Path) -> None:
    assert "共 1 条" in run("install", str(packed(data, 1, "样张词甲")), *BY).stdout
    second = json.loads(run("install", str(packed(data, 2, "甲样", "乙样")), *BY, "--json").stdout)
    assert (second["state"], second["version"], second["entries"]) == ("updated", 2, 2)
    assert run("install", str(packed(data, 2, "甲样", "乙样")), *BY).exit_code == 0
    assert run("install", str(packed(data, 1, "样张词甲")), *BY).exit_code == 1
    assert "共 1 条" in run("restore", "1", *BY).stdout
    assert [(each["number"], each["count"]) for each in shown()] == [(3, 1), (2, 2), (1, 1)]
    with pytest.raises(NotFoundError):
        run("restore", "9", *BY)


def test_a_package_unpacked_is_taken_too_and_a_spoilt_one_is_not(data: Path) -> None:
    folder = data / "unpacked"
    with zipfile.ZipFile(packed(data, 1, "样张词甲")) as archive:
        archive.extractall(folder)
    (folder / "words-1.csv").write_bytes(table("样张词乙"))
    done = run("install", str(folder), *BY)
    assert (done.exit_code, shown()) == (1, [])
    assert "校验值与清单不符" in done.stdout
    (folder / "words-1.csv").write_bytes(table("样张词甲"))
    assert run("install", str(folder), *BY).exit_code == 0


@pytest.mark.parametrize("what", ["nothing", "text", "zip"])
def test_what_is_no_package_is_refused(what: str, data: Path) -> None:
    path = data / "样张.zip"
    if what == "text":
        path.write_text("样张", "utf-8")
    if what == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("样张.csv", "样张")
    with pytest.raises(InvalidRequestError, match="不是词库更新包"):
        run("install", str(path), *BY)


def test_with_a_key_only_signed_packages_are_taken(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIBAN_LEXICON_KEY", base64.b64encode(KEY.public_key).decode())
    private = data / "key.pem"
    private.write_bytes(KEY.pem)
    with pytest.raises(InvalidRequestError, match="没有签名"):
        run("install", str(packed(data, 1, "样张词甲")), *BY)
    assert run("install", str(packed(data, 1, "样张词甲", key=private)), *BY).exit_code == 0


def test_it_is_fetched_from_the_declared_address(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("check", *BY)
    assert (done.exit_code, "ZHIBAN_LEXICON_URL" in done.stdout) == (1, True)
    monkeypatch.setenv("ZHIBAN_LEXICON_KEY", base64.b64encode(KEY.public_key).decode())
    with serving_shop() as shop:
        monkeypatch.setenv("ZHIBAN_LEXICON_URL", shop.url)
        assert "已更新到第 1 版" in run("check", *BY).stdout
        assert "已是最新" in run("check", *BY).stdout
    with pytest.raises(UnnamedOfficerError):
        run("check")


@pytest.mark.parametrize(
    "wrong", [("--version", "0"), ("--version", "1", "--day", "昨天")], ids=["version", "day"]
)
def test_what_cannot_be_released_is_refused(wrong: tuple[str, ...], data: Path) -> None:
    rows = data / "words.csv"
    rows.write_bytes(table("样张词甲"))
    with pytest.raises(InvalidRequestError):
        run("pack", str(rows), *wrong, "-o", str(data / "词库.zip"))
