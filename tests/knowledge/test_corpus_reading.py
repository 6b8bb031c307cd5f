"""Entries are read strictly: what is misspelt or missing is named."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.corpus.read import has_front_matter, read_corpus, read_draft
from models.errors import SpecError

ENTRY = """+++
title = "样张：证件照怎么拍"
kind = "faq"
department = "行政服务中心"
questions = ["照片要求是什么"]
basis = "KNOWN"
expires = 2027-01-01

[tags]
audience = ["个人"]

[source]
title = "测试来源"
issued_on = 2024-05-06

[[facts]]
text = "25毫米"
parameter = "photos.width"
+++

## 尺寸

宽25毫米。
"""


def test_an_entry_is_read_whole() -> None:
    draft = read_draft(ENTRY, "photo")
    assert (draft.id, draft.kind, draft.tags.audience) == ("photo", "faq", ("个人",))
    assert (draft.source.issued_on, draft.expires) == (date(2024, 5, 6), date(2027, 1, 1))
    assert draft.body == "## 尺寸\n\n宽25毫米。\n"
    assert has_front_matter(ENTRY)
    assert not has_front_matter("# 标题\n")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("questions =", "question =", "did you mean 'questions'"),
        ("audience =", "audiense =", "did you mean 'audience'"),
        ("issued_on =", "issued_onn =", "did you mean 'issued_on'"),
        ("parameter =", "paramter =", "did you mean 'parameter'"),
        ("2024-05-06", "2024-05-36", "photo.md"),
        ('kind = "faq"', 'kind = "qa"', "kind"),
        ('basis = "KNOWN"', 'basis = "SURE"', "basis"),
        ('text = "25毫米"', 'text = "26毫米"', "26毫米"),
        ("2027-01-01", "2027-01-01\neffective_from = 2027-01-01", "not after"),
        ('[source]\ntitle = "测试来源"', "[source]", "source.title"),
        ("+++\ntitle", "title", "between two +++ lines"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, said: str) -> None:
    assert old in ENTRY
    with pytest.raises(SpecError, match=r"photo\.md") as raised:
        read_draft(ENTRY.replace(old, new, 1), "photo")
    assert said in str(raised.value)


@pytest.mark.parametrize("name", ["Photo", "照片", "a--b", "a_b", ""])
def test_ids_are_plain(name: str) -> None:
    with pytest.raises(SpecError, match="an id is"):
        read_draft(ENTRY, name)


def test_names_are_unique_over_folders_and_words_are_declared(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "photo.md").write_text(ENTRY, encoding="utf-8")
    with pytest.raises(SpecError, match="has this id already"):
        read_corpus(tmp_path)
    (tmp_path / "one" / "photo.md").write_text(
        ENTRY.replace("行政服务中心", "行政服务中"), encoding="utf-8"
    )
    (tmp_path / "two" / "photo.md").unlink()
    with pytest.raises(SpecError, match="did you mean '行政服务中心'"):
        read_corpus(tmp_path)
