"""The 发文单 says what was read, where, and leaves the rest for a hand."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.elements.slip import fill_slip, read_slip
from docgen.gongwen.elements.slip_word import print_slip
from intake.cli import make_cli
from models.errors import SpecError
from tests.docgen.gongwen.elements.made import REPORT, opened


def test_a_box_holds_what_was_read_and_where() -> None:
    slip = fill_slip(recognise(opened(REPORT)))
    assert slip.values["文号"] == "沪崇测〔2026〕12号"
    assert slip.values["密级"] == "机密★1年"
    assert slip.values["附件"] == "1.防汛样张清单\n2.样张经费测算表"
    number = slip.rows[0].boxes[0]
    assert [place.paragraph for place in number.places] == [4]


def test_boxes_for_a_hand_are_blank() -> None:
    slip = fill_slip(recognise(opened(REPORT)))
    by_hand = {box.label: box.value for row in slip.rows for box in row.boxes if box.by_hand}
    assert {"签发", "会签", "核稿", "拟稿人"} <= set(by_hand)
    assert set(by_hand.values()) == {""}


def test_what_was_not_recognised_is_an_empty_box() -> None:
    slip = fill_slip(recognise(opened("今天下雨。")))
    assert set(slip.values.values()) == {"", "普通"}
    assert slip.doubts


def test_the_printed_slip_holds_every_value() -> None:
    slip = fill_slip(recognise(opened(REPORT.replace("王五", "王\u202e五"))))
    (table,) = Document(BytesIO(print_slip(slip))).tables
    words = "".join(cell.text for row in table.rows for cell in row.cells)
    assert slip.values["标题"] in words
    assert "\u202e" not in words


def test_every_row_fills_the_six_columns() -> None:
    for row in read_slip().row:
        assert sum(box.width for box in row.boxes) == 6


def test_a_slip_that_names_an_unknown_value_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "slip.toml"
    wrong.write_text(
        'title = "单"\n[[row]]\nheight = 1.0\n'
        'boxes = [{ label = "文号", value = "numbr", width = 6 }]\n',
        encoding="utf-8",
    )
    with pytest.raises(SpecError, match="did you mean 'number'"):
        read_slip(wrong)


def test_the_command_prints_json_and_saves_the_slip(tmp_path: Path) -> None:
    draft, slip = tmp_path / "草稿.txt", tmp_path / "单.docx"
    draft.write_text(REPORT, encoding="utf-8")
    arguments = ["elements", str(draft), "--json", "-o", str(slip)]
    result = CliRunner().invoke(make_cli(arguments), arguments)
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["official"]["number"] == told["slip"]["文号"] == "沪崇测〔2026〕12号"
    assert Document(str(slip)).tables
