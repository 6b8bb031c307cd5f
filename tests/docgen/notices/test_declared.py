"""A declaration that names what does not exist stops the service, with a near name."""

from pathlib import Path

import pytest

from docgen.notices.declared import KINDS, read_declared, read_notices, read_offices
from docgen.notices.names import names_of, tell
from docgen.notices.samples import read_sample
from models.errors import SpecError


def declared_with(folder: Path, right: str, wrong: str, kind: str = "permit") -> None:
    text = (KINDS / f"{kind}.toml").read_text(encoding="utf-8")
    assert right in text
    (folder / f"{kind}.toml").write_text(text.replace(right, wrong, 1), encoding="utf-8")
    read_notices(folder)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("{accepted_on}受理", "{acepted_on}受理", "no name called 'acepted_on'; did you mean 'acc"),
        ("{basis.grant}", "{basis.grand}", "did you mean 'basis.grant'"),
        ("{until.deliver}", "{until.deliverd}", "did you mean 'until.deliver'"),
        ('when = "by_promise"', 'when = "by_promis"', "did you mean 'by_promise'"),
        ('"lawsuit"]', '"lawsuits"]', "no remedy called 'lawsuits'; did you mean 'lawsuit'"),
        ('"delivery_workdays"', '"delivery_workday"', "did you mean 'delivery_workdays'"),
        ('"delivery_workdays"', '"review_days"', "counts no working days"),
        ('after = "issued_on"', 'after = "issued"', "did you mean 'issued_on'"),
        ("{serial}号", "{serie}号", "did you mean 'serial'"),
        ('show = "remedies"', 'text = "无"', "remedies must be both declared and shown"),
        ('key   = "content"', 'key   = "matter"', "'matter' is declared twice"),
        ("根据{basis.open}的规定，", "", "nothing cites the legal basis 'open'"),
        ('given(valid_from)"', 'given(valid_from"', "is no condition"),
        ('heading = "许可内容"', 'heading = "许可内容"\ntext = "甲"', "one of text, heading"),
        ('paper    = "决定书"', 'papr = "决定书"', "papr"),
    ],
)
def test_a_misspelt_name_is_told(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    with pytest.raises(SpecError) as stopped:
        declared_with(tmp_path, right, wrong)
    assert said in str(stopped.value)


def test_only_amounts_are_added_up(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="no amount to be added up"):
        declared_with(tmp_path, 'type  = "decimal"', 'type  = "int"', kind="parking_arrears")


def test_ten_kinds_are_declared_and_each_has_a_sample() -> None:
    kinds = read_declared().kinds
    assert len(kinds) == 10
    for kind in kinds.values():
        told = tell(read_sample(kind.id), kind, ())
        periods = {f"{part}.{each.key}" for each in kind.deadlines for part in ("until", "limit")}
        assert set(told.words) == set(names_of(kind)) - periods


def test_every_article_says_where_its_wording_was_checked() -> None:
    for kind in read_declared().kinds.values():
        for basis in kind.bases:
            assert basis.basis.split()[0] in {"SOURCED", "KNOWN", "DERIVED", "UNVERIFIED"}
            assert basis.article or basis.basis == "UNVERIFIED", (kind.id, basis.key)


def test_numbers_begin_with_the_office_and_hold_year_and_serial() -> None:
    office = read_offices()["sample_transport"]
    kinds = read_declared().kinds
    numbers = {kind.number_of(office, 2026, 12) for kind in kinds.values()}
    assert len(numbers) == len(kinds)
    assert kinds["acceptance"].number_of(office, 2026, 12) == "样交许受字〔2026〕12号"
    assert kinds["acceptance"].number_form(office) == "样交许受字〔{year}〕{serial}号"


def test_every_shipped_office_is_marked_as_invented() -> None:
    for office in read_offices().values():
        for name in (office.name, office.review_body, office.court):
            assert "样张" in name
            assert "测试" in name
