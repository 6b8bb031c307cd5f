"""Wrong characters are found where official text reads otherwise, in place and length kept."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.lib.stride_tricks import sliding_window_view

from docgen.gongwen.language.both import learn_both
from docgen.gongwen.language.learning import learn
from docgen.gongwen.language.model import EDGE, ORDER, LanguageModel
from docgen.gongwen.spelling.alike import (
    FAR_SOUND,
    NEAR_SOUND,
    SAME_SOUND,
    SAME_SYLLABLE,
    find_alike,
)
from docgen.gongwen.spelling.choice import fetch_choice
from docgen.gongwen.spelling.corrector import Corrector, shipped
from docgen.gongwen.spelling.kept import Kept, fetch, keep
from docgen.gongwen.spelling.mistakes import learn_mistakes
from docgen.gongwen.spelling.settings import Level, Settings, read_settings
from docgen.gongwen.spelling.words import Words
from models.errors import SpecError

LEARNT = [
    "各部门应当加强组织领导，落实工作责任。",
    "各单位应当加强监督检查，落实安全责任。",
    "申请人应当提交营业执照和身份证明。",
    "有关部门应当依法办理，并告知申请人。",
]
GOLDEN = [
    ("各地区各部门要切实加强组织领到，确保各项工作落到实处。", "领到", "领导"),
    ("坚持以人民为中心的发展思想，推动经济高质量发站。", "发站", "发展"),
    ("县级以上人民政府应当加强对安全生产工作的领导，建立健全协调机治。", "机治", "机制"),
    ("申请人应当提交营业执照和身份正明等材料。", "正明", "证明"),
    ("依法追究刑事责仁。", "责仁", "责任"),
]
CLEAN = [
    "现将有关事项通知如下，请认真贯彻执行。",
    "当事人对行政处罚决定不服的，可以依法申请行政复议或者提起行政诉讼。",
    "本条例自公布之日起施行。",
]
ANY = st.text(
    alphabet=st.sampled_from("各部门应当加强组织领到，。\n 𠮷a1😀\x00龘\ud800"), max_size=60
)


@pytest.fixture(scope="module")
def small() -> LanguageModel:
    return learn(LEARNT, kept=(1,) * ORDER)


@pytest.mark.parametrize(("sentence", "wrong", "meant"), GOLDEN)
def test_a_wrong_character_is_found_and_the_right_one_named(
    sentence: str, wrong: str, meant: str
) -> None:
    found = shipped().correct(sentence)
    mended = list(sentence)
    for each in found:
        mended[each.start : each.end] = each.suggestions[0]
    assert "".join(mended) == sentence.replace(wrong, meant)


@pytest.mark.parametrize("sentence", CLEAN)
def test_correct_official_sentences_are_left_alone(sentence: str) -> None:
    assert shipped().correct(sentence) == []


def test_what_is_certain_is_among_what_is_suspected() -> None:
    text = "\n".join(sentence for sentence, _, _ in GOLDEN)
    certain = shipped().correct(text, Level.CERTAIN)
    assert certain
    assert {each.level for each in certain} == {Level.CERTAIN}
    suspected = {each.start for each in shipped().correct(text)}
    assert {each.start for each in certain} <= suspected


def test_the_same_sentence_is_judged_alike_wherever_it_stands() -> None:
    sentence = GOLDEN[0][0]
    alone = shipped().correct(sentence)
    after = shipped().correct(f"　　{CLEAN[0]}\n{sentence}")
    shift = len(CLEAN[0]) + 3
    assert [(each.start + shift, each.suggestions) for each in alone] == [
        (each.start, each.suggestions) for each in after
    ]


def test_what_is_doubtful_and_written_so_again_is_taken_for_a_term() -> None:
    doubtful = Settings(suspected=0.2, beside=0.2, certain=0.999)
    corrector = Corrector(fetch(), fetch_choice(), doubtful)
    assert [each.wrong for each in corrector.correct("加快旭龙电站建设。")] == ["旭"]
    assert corrector.correct("加快旭龙电站建设。\n推动旭龙电站投产。") == []


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_any_text_is_checked_and_what_is_told_stands_there(text: str) -> None:
    ends = 0
    for each in shipped().correct(text):
        assert each.start >= ends
        ends = each.end
        assert text[each.start : each.end] == each.wrong
        assert each.suggestions[0] != each.wrong
        assert all(len(other) == len(each.wrong) for other in each.suggestions)
        assert 0 < each.confidence <= 1


def test_a_model_makes_what_it_learnt_likelier_than_anything_else(small: LanguageModel) -> None:
    learnt, other = small.padded("应当加强组织领导"), small.padded("应当加强组织领证")
    at = len("应当加强组织领") + ORDER - 1
    windows = np.stack([each[at - ORDER + 1 : at + 1] for each in (learnt, other)])
    scores = small.scores(windows)
    assert scores[0] > scores[1]


def test_probabilities_after_what_was_learnt_sum_to_about_one(small: LanguageModel) -> None:
    for context in ("各部门应", "加强组织", "申请人应"):
        before = small.ids(context)
        every = np.arange(small.size)
        runs = np.concatenate([np.tile(before, (len(every), 1)), every[:, None]], axis=1)
        assert np.power(10.0, small.scores(runs)).sum() == pytest.approx(1, abs=0.15)


def test_what_is_alike_is_told_by_sound_and_shape() -> None:
    alike = find_alike("己领", "已导令零岭", {})
    rows = {
        (alike.characters[row], alike.known[alike.meant[at]]): (alike.sound[at], alike.shape[at])
        for row in range(2)
        for at in range(alike.starts[row], alike.starts[row + 1])
    }
    assert rows[("己", "已")][1] > 0
    assert rows[("领", "岭")][0] == SAME_SOUND
    assert rows[("领", "零")][0] == SAME_SYLLABLE
    assert ("领", "导") not in rows or rows[("领", "导")][0] < NEAR_SOUND


def test_what_contains_a_character_looks_like_it_and_both_ends_may_sound_off() -> None:
    parts = {"院": frozenset("阝完"), "完": frozenset("宀元"), "森": frozenset("木林")}
    alike = find_alike("完森", "院生", parts)
    rows = {
        (alike.characters[row], alike.known[alike.meant[at]]): (alike.sound[at], alike.shape[at])
        for row in range(2)
        for at in range(alike.starts[row], alike.starts[row + 1])
    }
    assert rows[("完", "院")][1] > 0
    assert rows[("森", "生")][0] == FAR_SOUND


def test_words_are_found_by_the_sound_of_two_characters() -> None:
    model = learn(["提升服务", "申领证件", "提升质量"] * 3, kept=(1,) * ORDER)
    alike = find_alike("".join(model.characters) + "蹄声", "".join(model.characters), {})
    rows = np.array([alike.characters.index(each) for each in "蹄声"])
    _, meant, sound = Words(model, alike).find(rows[:1], rows[1:])
    words = ["".join(model.character(int(n)) for n in each) for each in meant]
    assert words == ["提升"]
    assert sound.tolist() == [[SAME_SOUND, SAME_SOUND]]


def test_weights_for_other_evidence_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "choice.npz"
    np.savez(path, names=np.array(["gain"]))
    with pytest.raises(SpecError, match=r"choice\.npz"):
        fetch_choice(path)


def test_a_kept_model_reads_back_the_same_both_ways(tmp_path: Path) -> None:
    alike, small = find_alike("领到", "领导到", {}), learn_both(LEARNT * 2)
    mistakes = learn_mistakes([("令到讲话", "领导讲话"), ("令到", "领导"), ("多一字", "多字")])
    keep(tmp_path / "m.npz", Kept(small, alike, mistakes))
    read = fetch(tmp_path / "m.npz")
    model, other = read.model, read.alike
    assert model.onward.characters == small.onward.characters
    for text, now, before in (
        (LEARNT[0], model.onward, small.onward),
        (LEARNT[0][::-1], model.back, small.back),
    ):
        runs = sliding_window_view(before.padded(text), ORDER)
        assert np.array_equal(now.judge(runs)[0], before.judge(runs)[0])
        assert np.array_equal(now.judge(runs)[1], before.judge(runs)[1])
    assert (other.characters, other.known) == (alike.characters, alike.known)
    assert np.array_equal(other.meant, alike.meant)
    assert np.array_equal(other.readings, alike.readings)
    assert other.syllables == alike.syllables
    written, meant = (
        np.array([ord(each) for each in text], np.uint32) for text in ("令令", "领到")
    )
    assert read.mistakes.seen(written, meant) == pytest.approx([np.log(3), 0])
    assert Corrector(read, fetch_choice(), read_settings()).correct("") == []


def test_an_unknown_character_is_no_edge(small: LanguageModel) -> None:
    assert small.ids("😀")[0] != EDGE


@pytest.mark.parametrize("content", [b"", b"not a model", b"PK\x03\x04broken"])
def test_a_file_that_is_no_model_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.npz"
    path.write_bytes(content)
    with pytest.raises(SpecError, match=r"bad\.npz"):
        fetch(path)
