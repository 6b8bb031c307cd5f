"""Missing and extra characters are found where a text reads far better with one more or fewer."""

import gzip
import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.language.both import BothWays, learn_both
from docgen.gongwen.opening.file import open_file
from docgen.gongwen.proofread.checkers import RULES
from docgen.gongwen.proofread.checkers.lengths import check_lengths
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import Kind
from docgen.gongwen.proofread.writing_back.marking import How, mark
from docgen.gongwen.spelling import looking, weighing
from docgen.gongwen.spelling.choice import fetch_choice
from docgen.gongwen.spelling.lengths.counter import SHIPPED, Sort, shipped
from docgen.gongwen.spelling.lengths.edits import Edits
from docgen.gongwen.spelling.lengths.evidence import NAMES
from docgen.gongwen.spelling.lengths.gains import gains, gains_back
from docgen.gongwen.spelling.lengths.spoiling import Spoiled, Spoiler
from docgen.gongwen.spelling.lengths.tuning import main
from docgen.gongwen.spelling.settings import Level
from docgen.gongwen.spelling.sheet import Sheet, Strip

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
MEANT = [
    f"{who}应当{what}，并告知{whom}。"
    for who in ("各部门", "各单位", "申请人", "主管机关")
    for what in ("加强组织领导", "落实安全责任", "提交身份证明", "依法办理登记")
    for whom in ("当事人", "有关部门", "上级机关")
]
GOLDEN = [
    ("各地区各部门要切实加强组织领导，确保各项工作落到实处。", "组织领", "组领", Sort.MISSING),
    ("县级以上人民政府应当加强对安全生产工作的领导。", "安全生产", "安全生产产", Sort.TWICE),
    ("坚持以人民为中心的发展思想，推动经济高质量发展。", "高质量发展", "高质量了发展", Sort.EXTRA),
]
CLEAN = [
    "现将有关事项通知如下，请认真贯彻执行。",
    "当事人对行政处罚决定不服的，可以依法申请行政复议或者提起行政诉讼。",
    "本条例自公布之日起施行。",
]
ANY = st.text(
    alphabet=st.sampled_from("各部门应当加强组织领导，。\n 𠮷a1😀\x00\ud800"), max_size=60
)


@pytest.fixture(scope="module")
def small() -> BothWays:
    return learn_both(MEANT * 2)


@pytest.mark.parametrize(("meant", "right", "wrong", "sort"), GOLDEN)
def test_a_character_too_few_or_too_many_is_found_and_put_right(
    meant: str, right: str, wrong: str, sort: Sort
) -> None:
    written = meant.replace(right, wrong)
    (told,) = shipped().count(written)
    assert told.sort is sort
    assert written[: told.start] + told.suggestions[0] + written[told.end :] == meant


@pytest.mark.parametrize("sentence", CLEAN)
def test_correct_official_sentences_are_left_alone(sentence: str) -> None:
    assert shipped().count(sentence) == []


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_any_text_is_checked_and_what_is_told_stands_there(text: str) -> None:
    for each in shipped().count(text):
        assert each.wrong
        assert text[each.start : each.end] == each.wrong
        assert each.wrong not in each.suggestions
        assert all(abs(len(other) - len(each.wrong)) == 1 for other in each.suggestions)
        assert 0 < each.confidence <= 1


def test_a_long_text_is_judged_in_batches_and_told_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "\n".join(meant.replace(right, wrong) for meant, right, wrong, _ in GOLDEN)
    whole = shipped().count(text)
    assert [each.sort for each in whole] == [sort for *_, sort in GOLDEN]
    monkeypatch.setattr(looking, "AT_ONCE", 5)
    assert shipped().count(text) == whole


def test_what_is_certain_is_among_what_is_suspected() -> None:
    text = "\n".join(meant.replace(right, wrong) for meant, right, wrong, _ in GOLDEN)
    suspected = {each.start for each in shipped().count(text)}
    assert {each.start for each in shipped().count(text, Level.CERTAIN)} <= suspected


@given(st.integers(0, 11), st.integers(0, 40), st.sampled_from(["", "的", "部", "组"]))
@settings(max_examples=60, deadline=None)
def test_the_gain_is_what_the_whole_text_gains(
    small: BothWays, number: int, at: int, put: str
) -> None:
    written = MEANT[number]
    at %= len(written)
    after = written[:at] + (put + written[at:] if put else written[at + 1 :])
    one, other = (Sheet(small, [CLEAN[0], each, CLEAN[1]]) for each in (written, after))
    told = int(small.onward.ids(put)[0]) if put else -1
    edits = Edits(np.array([one.begins[1] + at]), np.array([told]))
    whole = gains(one.onward, edits.place, edits.put).whole, gains_back(one, edits).whole
    assert whole[0][0] == pytest.approx(_total(other.onward) - _total(one.onward), abs=1e-3)
    assert whole[1][0] == pytest.approx(_total(other.back) - _total(one.back), abs=1e-3)


def _total(strip: Strip) -> float:
    return float(strip.scores[strip.scored].sum(dtype=np.float64))


def test_a_spoiled_sentence_is_put_right_by_the_edit_it_comes_with(small: BothWays) -> None:
    spoiled = [Spoiler(small.onward, seed=3).spoil(each) for each in MEANT]
    again = Spoiler(small.onward, seed=3)
    assert [again.spoil(each).written for each in MEANT[:1]] == [spoiled[0].written]
    spoiler = Spoiler(small.onward, seed=5)
    several = [(each, spoiler.spoil(each)) for each in MEANT * 4]
    assert any(each.missing for _, each in several)
    assert any(each.place >= 0 and not each.missing for _, each in several)
    for meant, each in several:
        assert _put_right(each) == meant


def _put_right(spoiled: Spoiled) -> str:
    written, at = spoiled.written, spoiled.place
    if at < 0:
        return written
    return written[:at] + spoiled.missing + written[at + (not spoiled.missing) :]


def test_faults_say_in_chinese_what_to_do_and_are_told_once() -> None:
    text = "\n".join(meant.replace(right, wrong) for meant, right, wrong, _ in GOLDEN)
    told = [fault for fault in proofread(text).faults if fault.kind is Kind.REPEATED]
    assert [fault.rule for fault in told] == [
        "lengths.missing",
        "lengths.twice",
        "lengths.extra",
    ]
    for fault, word in zip(told, ("少字“织”", "只留一个", "多字“了”"), strict=True):
        assert word in fault.reason
    (twice,) = proofread("要加强和改进的的工作作风。").faults
    assert twice.rule == "repeats.mark"


def test_a_tracked_change_puts_in_and_takes_out_a_character() -> None:
    document, saved = Document(), BytesIO()
    for meant, right, wrong, _ in GOLDEN:
        document.add_paragraph(meant.replace(right, wrong))
    document.save(saved)
    opened = open_file(saved.getvalue(), "样张.docx")
    report = proofread(opened, checkers={"lengths": check_lengths})
    marked = mark(saved.getvalue(), opened, report, How.REVISIONS, NOW)
    assert marked.written == len(GOLDEN)
    assert open_file(marked.docx, "样张.docx").text.split("\n") == [each[0] for each in GOLDEN]


def test_rules_are_those_that_no_model_tells() -> None:
    assert "lengths" not in RULES
    assert "repeats" in RULES


def test_the_command_learns_a_model_and_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weighing, "STEPS", 5)
    with gzip.open(tmp_path / "law.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(
            json.dumps({"text": f"第{at}条 {each}"}) + "\n" for at in range(30) for each in MEANT
        )
    rows = [{"source": each.replace("领导", "领到"), "target": each} for each in MEANT]
    lines = "\n".join(json.dumps(each) for each in rows)
    (tmp_path / "odw.jsonl").write_text(lines, encoding="utf-8")
    recipe, plan = tmp_path / "recipe.toml", tmp_path / "plan.toml"
    recipe.write_text(
        'same=60\n[[sources]]\nwhat="法"\nfiles="law.jsonl.gz"\nfields=["text"]\nparts=20\n'
        '[[sources]]\nwhat="集"\nfiles="odw.jsonl"\nfields=["target"]\nwritten="source"\nparts=4\n',
        encoding="utf-8",
    )
    plan.write_text(
        "repeated=2\nspoiled=1.0\nclean=2.0\nsets=1.0\n"
        '[[text]]\nwhat="法"\nparts=20\naside=[1]\n[[text]]\nwhat="集"\nparts=4\naside=[0]\n',
        encoding="utf-8",
    )
    given = [str(tmp_path), str(tmp_path / "w.npz"), "--model", str(tmp_path / "m.npz")]
    main([*given, "--plan", str(plan), "--recipe", str(recipe)])
    assert (tmp_path / "m.npz").exists()
    learnt = fetch_choice(tmp_path / "w.npz", NAMES)
    assert learnt.linear.size == fetch_choice(SHIPPED, NAMES).linear.size
