"""What evidence weighs is learnt from pairs of written and meant, by the command as it is run."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from docgen.gongwen.language.both import learn_both
from docgen.gongwen.spelling import weighing
from docgen.gongwen.spelling.alike import find_alike
from docgen.gongwen.spelling.choice import choose, fetch_choice
from docgen.gongwen.spelling.kept import Kept
from docgen.gongwen.spelling.mistakes import learn_mistakes
from docgen.gongwen.spelling.recipe import read_recipe
from docgen.gongwen.spelling.spoiling import Spoiler
from docgen.gongwen.spelling.train import RECIPE
from docgen.gongwen.spelling.tuning import PLAN, judge, main, read_plan, unlearnt, without

MEANT = [
    f"{who}应当{what}，并告知{whom}。"
    for who in ("各部门", "各单位", "申请人", "主管机关")
    for what in ("加强组织领导", "落实安全责任", "提交身份证明", "依法办理登记")
    for whom in ("当事人", "有关部门", "上级机关")
]
KNOWN = "".join(sorted({each for text in MEANT for each in text if each not in "，。"}))


def test_mistakes_put_in_keep_the_length_and_the_seed_their_choice() -> None:
    model, alike = learn_both(MEANT * 2).onward, find_alike(KNOWN, KNOWN + "到正登英", {})
    spoilers = [Spoiler(model, alike, seed=3) for _ in range(2)]
    spoiled = [[spoiler.spoil(each) for each in MEANT] for spoiler in spoilers]
    assert spoiled[0] == spoiled[1]
    assert [len(each) for each in spoiled[0]] == [len(each) for each in MEANT]
    assert any(one != other for one, other in zip(spoiled[0], MEANT, strict=True))


def test_weights_make_what_was_meant_the_likeliest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "STEPS", 60)
    model = learn_both(MEANT * 2)
    alike = find_alike(KNOWN + "到正", KNOWN, {})
    pairs = [(each.replace("领导", "领到").replace("证明", "正明"), each) for each in MEANT]
    examples = judge(Kept(model, alike, learn_mistakes([])), pairs, 1.0)
    assert examples.right.any()
    choice = weighing.weigh([examples])
    places, groups = np.unique(examples.place, return_inverse=True)
    chance = choose(choice.worth(examples.rows), groups, len(places))
    assert chance[examples.right].mean() > 0.8


def test_a_fold_keeps_its_part_of_every_set_aside() -> None:
    plan = read_plan(PLAN)
    kept = without(read_recipe(RECIPE), plan, fold=1)
    sets = [each for each in kept.sources if each.files.startswith("proofreading/")]
    assert sets
    assert all(each.aside == (1,) for each in sets)


def test_the_command_trains_judges_and_writes_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weighing, "STEPS", 5)
    data, recipe, plan = tmp_path / "data", tmp_path / "recipe.toml", tmp_path / "plan.toml"
    (data / "proofreading").mkdir(parents=True)
    rows = [{"source": each.replace("领导", "领到"), "target": each} for each in MEANT]
    lines = "\n".join(json.dumps(each) for each in rows)
    (data / "proofreading" / "odw_dev.jsonl").write_text(lines, encoding="utf-8")
    with gzip.open(data / "law.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(
            json.dumps({"text": f"第{at}条 {each}"}) + "\n" for at in range(30) for each in MEANT
        )
    recipe.write_text(
        'same=60\n[[sources]]\nwhat="法"\nfiles="law.jsonl.gz"\nfields=["text"]\nparts=100\n'
        '[[sources]]\nwhat="集"\nfiles="proofreading/odw_dev.jsonl"\nfields=["target"]\n'
        'written="source"\nparts=4\n',
        encoding="utf-8",
    )
    plan.write_text(
        'folds=[0, 1]\nlaw_part=1\nlaw_most=20\nreport=""\nclean=1.0\nspoiled_clean=1.0\n'
        'spoiled_sets=1.0\nspoil=["odw"]\n[sets.odw]\nwrong=1.0\nclean=1.0\n',
        encoding="utf-8",
    )
    monkeypatch.setattr("docgen.gongwen.spelling.tuning.RECIPE", recipe)
    monkeypatch.setattr("docgen.gongwen.spelling.train.HAN", KNOWN)
    main([str(data), str(tmp_path / "c.npz"), "--models", str(tmp_path), "--plan", str(plan)])
    assert fetch_choice(tmp_path / "c.npz").linear.size == fetch_choice().linear.size
    kept, weights = unlearnt(tmp_path, 0)
    assert weights.linear.size == fetch_choice().linear.size
    assert [chr(int(key) >> 32) + chr(int(key) & 0xFFFF) for key in kept.mistakes.keys] == ["到导"]
