"""The pages' files: complete, kept by browsers for good, and within a strict content policy."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import Client

from eval.serving import serving
from intake.web.assets import STATIC, VERSION, asset_url, fingerprint, static_files
from intake.web.routes import router

TEMPLATES = STATIC.parent / "templates"
PAGES = (
    "/",
    "/start",
    "/filings/0123456789abcdef",
    "/calculate",
    "/verify",
    "/desk",
    "/templates",
    "/desk/cases/0123456789abcdef",
    "/knowledge/care",
    "/knowledge/import",
    "/knowledge/words",
)
SCRIPTS = sorted(STATIC.glob("js/*.js"))
SHEETS = sorted(STATIC.glob("css/*.css"))


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    app = FastAPI()
    app.include_router(router)
    app.mount("/static", static_files())
    with serving(app) as base, Client(base_url=base, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_chinese_and_names_only_files_that_exist(
    client: Client, address: str
) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert '<html lang="zh-CN">' in page.text
    named = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    assert named
    assert {client.get(each).status_code for each in named} == {200}


@pytest.mark.parametrize("address", PAGES)
def test_no_page_needs_an_exception_to_a_strict_content_policy(
    client: Client, address: str
) -> None:
    page = client.get(address)
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)", page.text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page.text)
    assert not re.search(r"https?://(?!www\.w3\.org)", page.text)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_imports_only_names_its_neighbours_export(script: Path) -> None:
    for names, module in re.findall(
        r'import \{ ([^}]+) \} from "\./([^"]+)"', script.read_text("utf-8")
    ):
        exported = (STATIC / "js" / module).read_text("utf-8")
        for name in (each.split(" as ")[0] for each in names.split(", ")):
            assert re.search(rf"export (?:async )?(?:const|function|class) {name}\b", exported), (
                name
            )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_never_writes_markup(script: Path) -> None:
    text = script.read_text("utf-8")
    assert not re.search(
        r"innerHTML\s*=[^=]|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_names_only_pictures_that_exist(sheet: Path) -> None:
    for name in re.findall(r'url\("([^"]+)"\)', sheet.read_text("utf-8")):
        assert (sheet.parent / name).is_file(), name


@pytest.mark.parametrize("path", [*SCRIPTS, *SHEETS], ids=lambda path: path.name)
def test_a_file_stays_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_a_file_of_the_version_now_served_is_kept_for_good(client: Client) -> None:
    answer = client.get(asset_url("js/filing.js"))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "javascript" in answer.headers["Content-Type"]


def test_a_file_of_an_older_version_is_answered_but_not_kept(client: Client) -> None:
    answer = client.get("/static/000000000000/js/filing.js")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["js/nothing.js", "../routes.py", "%2e%2e/routes.py", "..%2f..%2fsettings.py", ""]
)
def test_nothing_outside_the_static_folder_is_served(client: Client, path: str) -> None:
    assert client.get(f"/static/{VERSION}/{path}").status_code == 404


def test_the_version_changes_with_any_byte_or_name(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text("1")
    first = fingerprint(tmp_path)
    (tmp_path / "one.js").write_text("2")
    second = fingerprint(tmp_path)
    (tmp_path / "one.js").rename(tmp_path / "two.js")
    assert len({first, second, fingerprint(tmp_path)}) == 3


def test_markup_in_an_address_stays_text(client: Client) -> None:
    page = client.get("/filings/%22%3E%3Cb%3E")
    assert "<b>" not in page.text
    assert "&gt;&lt;b&gt;" in page.text
