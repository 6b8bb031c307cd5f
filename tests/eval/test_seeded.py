"""The suite of seeded errors: its kinds, and that the rules find them among our own entries."""

import pytest

from eval.seeded.measure import SeededReport, measure
from eval.seeded.seeds import make_seeds, read_kinds

LEAST = 95


@pytest.fixture(scope="module")
def report() -> SeededReport:
    return measure(None, 6)


def test_there_are_far_more_than_forty_kinds() -> None:
    assert len(read_kinds()) >= 100


def test_a_seed_is_the_same_each_time_and_differs_from_the_clean_text_only_there() -> None:
    kinds = dict(list(read_kinds().items())[:8])
    hosts = ["先行说明加强管理，做好服务，落实“三个到位”。\n随后推进，工作，认真落实。下一句话。"]
    seeds = list(make_seeds(kinds, hosts, 3))
    assert seeds == list(make_seeds(kinds, hosts, 3))
    for seed in seeds:
        start, end = seed.spans[0][0], seed.spans[-1][1]
        assert seed.text != seed.clean
        assert seed.text[:start] == seed.clean[:start]
        assert seed.clean.endswith(seed.text[end:])


def test_rules_find_what_was_seeded_and_little_else(report: SeededReport) -> None:
    weak = {
        kind.kind: (kind.recall, kind.precision, kind.missed, kind.alarms)
        for kind in report.kinds
        if not kind.learnt and (kind.recall < LEAST or kind.precision < LEAST)
    }
    assert len(weak) <= len(report.kinds) // 20, weak
    rules = [kind for kind in report.kinds if not kind.learnt]
    seeds, told = sum(k.seeds for k in rules), sum(k.told for k in rules)
    assert told >= seeds * LEAST / 100


def test_the_model_tells_doubled_characters_and_hardly_anything_else(report: SeededReport) -> None:
    learnt = {kind.kind: kind for kind in report.kinds if kind.learnt}
    assert learnt["character_twice"].told >= 3
    assert sum(kind.false for kind in learnt.values()) <= 2
