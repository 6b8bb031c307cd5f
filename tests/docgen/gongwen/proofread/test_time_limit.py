"""When the time for a text is up, what was found is told, and what was left is named."""

from itertools import count
from pathlib import Path

import pytest
from docx import Document

from docgen.gongwen.proofread import engine
from docgen.gongwen.proofread.checkers import CHECKERS, RULES
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import Report
from docgen.gongwen.proofread.lexicon.entry import Sort, TypedEntry
from docgen.gongwen.proofread.lexicon.lexicon import Lexicon
from docgen.gongwen.proofread.text import Setting
from docgen.gongwen.proofread.unfinished import OWN, TITLES
from docgen.gongwen.proofread.writing_back.sheet import make_report
from docgen.gongwen.spelling import looking

WRONG = "会议要求进一布加强管理，推动各项工作落实。"
PAGES = [WRONG, "各镇人民政府应当认真组织实施。" * 3, WRONG]
TEXT = "\n".join(PAGES)


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a second pass each time the clock is looked at."""
    ticks = count()
    monkeypatch.setattr(engine, "monotonic", lambda: float(next(ticks)))
    monkeypatch.setattr(looking, "AT_ONCE", 10)


def after(seconds: float, text: str = TEXT) -> Report:
    lexicon = Lexicon(name="样张", entries=(TypedEntry(word="落实", sort=Sort.HINT),))
    return proofread(text, [lexicon], setting=Setting(seconds=seconds))


def test_with_time_enough_nothing_is_left() -> None:
    report = after(600)
    assert (report.unfinished, report.doubts) == ((), ())
    assert report.faults == proofread(TEXT).faults


@pytest.mark.usefixtures("ticking")
def test_what_was_reached_is_told_and_the_rest_is_named() -> None:
    report = after(len(RULES) + 4)
    spelling, lengths = report.unfinished
    assert (spelling.checker, lengths.checker, lengths.reached) == ("spelling", "lengths", 0)
    assert 0 < spelling.reached < len(TEXT)
    assert [fault.start for fault in report.faults] == [TEXT.index("布")]
    (said,) = report.doubts
    assert f"错别字只查了前 {spelling.reached} 字；没有查多字少字。" in said
    assert "请把文稿分成几部分" in said


@pytest.mark.usefixtures("ticking")
def test_without_time_every_checker_is_named_and_no_text_is_called_clean() -> None:
    report = after(0.5)
    assert {each.checker for each in report.unfinished} == {*CHECKERS, OWN}
    assert report.faults == ()
    assert report.nothing == "已查的部分没有发现问题。"
    assert all(title in report.doubts[0] for title in TITLES.values())


def test_every_checker_has_a_title() -> None:
    assert set(TITLES) == {*CHECKERS, OWN}


@pytest.mark.usefixtures("ticking")
def test_the_report_says_so(tmp_path: Path) -> None:
    path = tmp_path / "样张.docx"
    path.write_bytes(make_report(after(0.5), "样张"))
    said = "\n".join(each.text for each in Document(str(path)).paragraphs)
    assert "校对用满了 0.5 秒" in said
    assert "已查的部分没有发现问题。" in said
    assert "调大校对的时限后再校对一次。" in said
