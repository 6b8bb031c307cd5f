"""The page and the report show every difference, and nothing of the files acts in them."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from docgen.gongwen.compare.compare import compare
from docgen.gongwen.compare.marks import marks_of, segments_of
from docgen.gongwen.compare.page import make_page
from docgen.gongwen.compare.report import make_report
from docgen.gongwen.document.opened import Opened
from docgen.gongwen.opening.file import open_file
from docgen.gongwen.tracking.settling import rejected
from docgen.word.unoserver import find_missing
from intake.cli import make_cli
from tests.docgen.gongwen.compare.made import opened
from tests.docgen.word.papers import docx

LEFT = opened("<script>alert(1)</script>", "总价1,200万元。", "一段要删去的话。", "尾")
RIGHT = opened("<script>alert(1)</script>新", "总价1,250万元。", "尾", "“>另起一段<img src=x>")


def test_the_page_escapes_the_words_of_the_files() -> None:
    page = make_page(compare(LEFT, RIGHT), LEFT, RIGHT)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "1,250万元" in page
    assert "http://" not in page


@pytest.mark.parametrize(("left", "right"), [(LEFT, RIGHT), (RIGHT, LEFT)])
def test_the_marked_segments_are_the_text_and_every_difference_has_a_mark(
    left: Opened, right: Opened
) -> None:
    found = compare(left, right)
    sides = marks_of(found, left.paragraphs, right.paragraphs)
    for side, marks in zip((left, right), sides, strict=True):
        for index, paragraph in enumerate(side.paragraphs):
            segments = segments_of(paragraph.text, marks.get(index, ()))
            assert "".join(segment.text for segment in segments) == paragraph.text
    marked = {mark.number for marks in sides for held in marks.values() for mark in held}
    assert marked == set(range(len(found.differences)))


def test_the_report_has_a_row_for_each_difference() -> None:
    found = compare(LEFT, RIGHT)
    (table,) = Document(BytesIO(make_report(found))).tables
    assert len(table.rows) == len(found.differences) + 1


@pytest.mark.skipif(bool(find_missing()), reason=find_missing())
def test_the_report_is_saved_as_a_pdf(tmp_path: Path) -> None:
    for name, text in (("甲.txt", "总价1,200万元。"), ("乙.txt", "总价1,250万元。")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = tmp_path / "报告.pdf"
    arguments = ["compare", str(tmp_path / "甲.txt"), str(tmp_path / "乙.txt"), "-o", str(report)]
    assert CliRunner().invoke(make_cli(arguments), arguments).exit_code == 1
    assert "1,250" in open_file(report.read_bytes(), "报告.pdf").text


def test_changes_are_saved_as_tracked_in_the_newer_file(tmp_path: Path) -> None:
    for name, text in (("甲.docx", "总价1,200万元。"), ("乙.docx", "总价1,250万元。")):
        (tmp_path / name).write_bytes(docx(text))
    made = tmp_path / "修订.docx"
    arguments = ["compare", *(str(tmp_path / n) for n in ("甲.docx", "乙.docx"))]
    arguments += ["--revisions", str(made)]
    assert CliRunner().invoke(make_cli(arguments), arguments).exit_code == 1
    old = open_file(rejected(made.read_bytes()), "修订.docx")
    assert old.paragraphs[0].text == "总价1,200万元。"


def test_the_command_compares_and_keeps_a_report(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("总价1,200万元。", encoding="utf-8")
    (tmp_path / "乙.txt").write_text("总价1,250万元。", encoding="gb18030")
    output = tmp_path / "结果.html"
    arguments = ["compare", str(tmp_path / "甲.txt"), str(tmp_path / "乙.txt"), "-o", str(output)]
    run = CliRunner().invoke(make_cli(arguments), arguments)
    assert run.exit_code == 1
    assert "金额由“1,200万元”改为“1,250万元”" in run.stdout
    assert "1,250万元" in output.read_text(encoding="utf-8")
    for name in ("报告.docx", "报告.txt"):
        arguments[-1] = str(tmp_path / name)
        run = CliRunner().invoke(make_cli(arguments), arguments)
        assert (tmp_path / name).exists() is (name == "报告.docx")
    refused = [*arguments[:3], "--revisions", str(tmp_path / "修订.docx")]
    run = CliRunner().invoke(make_cli(refused), refused)
    assert "DOCX" in str(run.exception)
    assert not (tmp_path / "修订.docx").exists()
    same = ["compare", str(tmp_path / "甲.txt"), str(tmp_path / "甲.txt")]
    assert CliRunner().invoke(make_cli(same), same).exit_code == 0
