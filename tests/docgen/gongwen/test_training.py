"""A model is learnt from what a recipe names, and from nothing that stays aside."""

from pathlib import Path

import pytest

from docgen.gongwen.spelling.corrector import shipped
from docgen.gongwen.spelling.recipe import lessons, part_of, read_recipe, texts_of
from docgen.gongwen.spelling.settings import read_settings
from docgen.gongwen.spelling.train import RECIPE
from models.errors import SpecError

TEXT = "各部门应当加强组织领导，落实工作责任。申请人应当提交身份证明。\n有关部门应当依法办理。\n"
RECIPE_OF_ONE = '[[sources]]\nwhat = "本单位公文"\nfiles = "*.txt"\ntimes = 2\n'


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "own.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "own.toml").write_text(RECIPE_OF_ONE, encoding="utf-8")
    return tmp_path


def test_each_sentence_counts_as_often_as_its_source(data: Path) -> None:
    learnt = lessons(read_recipe(data / "own.toml"), data)
    assert len(learnt) == 6
    assert learnt.count("申请人应当提交身份证明。") == 2


def test_what_stays_aside_is_not_learnt_anywhere(data: Path) -> None:
    first = TEXT.splitlines()[0]
    aside = f"parts = 4\naside = [{part_of(first, 4)}]\n"
    other = '[[sources]]\nwhat = "又一份"\nfiles = "own.txt"\n'
    (data / "own.toml").write_text(RECIPE_OF_ONE + aside + other, encoding="utf-8")
    learnt = lessons(read_recipe(data / "own.toml"), data)
    assert not [each for each in learnt if "组织领导" in each]


def test_a_missing_file_is_named(data: Path) -> None:
    source = read_recipe(data / "own.toml").sources[0].model_copy(update={"files": "none.txt"})
    with pytest.raises(SpecError, match=r"none\.txt"):
        list(texts_of(source, data))


@pytest.mark.parametrize("content", ["sources = 1", "[[", ""])
def test_a_recipe_that_is_none_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SpecError, match=r"bad\.toml"):
        read_recipe(path)


def test_the_declarations_that_come_along_are_whole() -> None:
    assert read_recipe(RECIPE).sources
    assert read_settings().suspected < read_settings().certain
    assert shipped().correct("本条例自公布之日起施行。") == []
