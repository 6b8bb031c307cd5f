"""The house keeps its shape: floors, sizes, and declarations that fit together."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("eval", "intake", "docgen", "precheck", "prefill", "knowledge", "extractors", "models")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def test_imports_point_down_and_libraries_stay_where_they_belong() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_every_top_level_package_has_a_floor() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {name.strip() for floor in floors for name in floor.split("|")}
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert named == found == set(PACKAGES)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, functions):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


def test_the_service_starts_without_what_only_tests_need() -> None:
    script = (
        "import sys; "
        "absent = ('hypothesis', 'playwright', 'pytest', 'scipy', 'stdnum'); "
        "sys.modules.update(dict.fromkeys(absent)); "
        "import intake.app, intake.cli, eval.commands"
    )
    command = [sys.executable, "-c", script]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_heavy_libraries_are_not_loaded_by_importing_the_engines() -> None:
    script = (
        "import sys, models.engines.registry; "
        "print([m for m in ('openvino', 'paddleocr', 'rapidocr', 'torch') if m in sys.modules])"
    )
    command = [sys.executable, "-c", script]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "[]", run.stderr
