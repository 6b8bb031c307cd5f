from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.answer import answer
from knowledge.answers.outcome import Answer, AskBack, Decline, Reason, Section, Slot
from tests.knowledge.answers.making import GUIDE, LICENCE, SCOPE, SCRAP, base, entry

MEANS = base(LICENCE, SCRAP)


def test_a_question_for_materials_gets_the_materials_alone():
    """What was asked for comes, in the base's own words."""
    outcome = answer("网络预约出租汽车驾驶员证申领需要什么材料", SCOPE, MEANS)
    assert isinstance(outcome, Answer)
    assert [each.text for each in outcome.sentences] == ["居民身份证原件", "机动车驾驶证复印件"]
    assert {each.section for each in outcome.sentences} == {Section.MATERIALS}


def test_a_faq_is_answered_whole():
    """What staff wrote for the very question is not cut."""
    outcome = answer("大货车报废能拿多少补贴", SCOPE, MEANS)
    assert isinstance(outcome, Answer)
    assert outcome.sure
    assert "".join(sorted(each.text for each in outcome.sentences)) == "".join(
        sorted(f"{each}。" for each in SCRAP.body.split("。") if each)
    )


def _holds(outcome):
    bodies = {each.id: each for each in (LICENCE, SCRAP)}
    numbers = {each.number: each for each in outcome.citations}
    for sentence in outcome.sentences:
        assert sentence.cites
        assert {*sentence.cites} <= {*numbers}
    for each in outcome.citations:
        cited = bodies[each.entry]
        assert cited.version == each.version
        assert cited.body[each.start : each.end] == each.quote
        assert each.quote


@given(st.text(max_size=60) | st.sampled_from([GUIDE, *GUIDE.split()]))
def test_every_citation_stands_where_it_says(question):
    """Whatever is asked: an outcome, and no citation that cannot be found."""
    outcome = answer(question, SCOPE, MEANS)
    if isinstance(outcome, Answer):
        _holds(outcome)
    else:
        assert isinstance(outcome, AskBack | Decline)


def test_small_talk_and_other_trades_are_declined():
    """Recognised in code, and sent nowhere near an entry."""
    for question in ("你好呀", "今天天气怎么样", "给我讲个笑话", "花呗怎么提额", "哪只股票会涨停"):
        outcome = answer(question, SCOPE, MEANS)
        assert isinstance(outcome, Decline), question
        assert outcome.reason is Reason.NOT_OURS, question
        assert outcome.nearest == ()


def test_a_near_question_is_declined_with_where_to_turn():
    """The nearest entries are named as what they are: no answer."""
    outcome = answer("内河船舶配员证书遗失补发在哪个码头领取", SCOPE, MEANS)
    assert isinstance(outcome, Decline)
    assert any("12345" in each for each in outcome.turn_to)


def test_an_empty_base_declines():
    """Nothing found is said so."""
    outcome = answer("网络预约出租汽车驾驶员证申领需要什么材料", SCOPE, base())
    assert isinstance(outcome, Decline)


BODY = "停车泊位的收费标准为每小时10元，封顶60元。"
HERE = entry("parking-a", "道路停车收费标准", BODY, tags={"districts": ("黄浦区",)})
THERE = entry("parking-b", "道路停车收费标准", BODY, tags={"districts": ("崇明区",)})


def test_entries_that_differ_in_the_district_alone_are_asked_back():
    """The choices are the districts; told which, there is an answer."""
    means = base(HERE, THERE)
    outcome = answer("停车泊位收费每小时多少", SCOPE, means)
    assert isinstance(outcome, AskBack)
    assert outcome.slot is Slot.DISTRICT
    assert {each.value for each in outcome.choices} == {"黄浦区", "崇明区"}
    told = SCOPE.model_copy(update={"district": "崇明区"})
    settled = answer("停车泊位收费每小时多少", told, means)
    assert isinstance(settled, Answer)
    assert {each.entry for each in settled.citations} == {"parking-b"}


def test_a_named_district_is_not_asked_back():
    """What the question says is not asked for."""
    assert not isinstance(answer("黄浦区停车泊位收费每小时多少", SCOPE, base(HERE, THERE)), AskBack)


REVIEW = entry(
    "truck-review",
    "道路运输证年度审验",
    "道路运输证每年审验一次，网上办理。",
    tags={"matters": ("S5B",)},
)
AMOUNT = entry(
    "scrap-amount",
    "提前报废老货车补多少钱",
    "每辆补：\n\n| 提前 | 中型 | 重型 |\n| --- | --- | --- |\n| 满1年 | 1万元 | 1.2万元 |\n",
    questions=("老货车提前报废给多少",),
    tags={"matters": ("T03",)},
)
OVERVIEW = entry(
    "scrap-overview",
    "老旧营运货车提前报废",
    "国三货车提前报废可以申领补贴，先注销再申请。",
    keywords=("国三货车",),
    tags={"matters": ("T03",)},
)


def test_what_the_table_of_sayings_or_the_base_knows_is_never_called_foreign():
    """However short or plainly it is put; it is answered, or what is meant is asked."""
    means = base(LICENCE, SCRAP, REVIEW, AMOUNT, OVERVIEW)
    for question in ("我要年审", "年审", "网约车证", "报废货车那个钱", "老货车报废给钱不"):
        outcome = answer(question, SCOPE, means)
        assert not isinstance(outcome, Decline) or outcome.reason is not Reason.NOT_OURS, question


def test_what_the_table_knows_and_nothing_found_speaks_of_is_not_answered():
    """A passport is none of this base's matters, though much else of the question is."""
    outcome = answer("护照丢了怎么补", SCOPE, MEANS)
    assert isinstance(outcome, Decline)
    assert outcome.reason is Reason.NOT_ANSWERED


def test_a_question_for_a_number_brings_the_table_that_holds_it():
    """With what the figures mean, and from the entry beside where the best one does not tell it."""
    means = base(AMOUNT, OVERVIEW, LICENCE)
    for question in ("国三货车提前报废能补多少钱", "提前报废老货车补多少钱"):
        outcome = answer(question, SCOPE, means)
        assert isinstance(outcome, Answer), question
        assert [each.text for each in outcome.sentences][:2] == [
            "每辆补：",
            "满1年：中型 1万元，重型 1.2万元",
        ], question


def test_a_word_that_many_matters_share_is_asked_back_by_title_and_the_choice_is_answered():
    """The label of a button, asked with the question, leads to its entry."""
    here = entry("park-month", "停车月结怎么办", "停车月结网上办。", tags={"matters": ("P01",)})
    there = entry("park-debt", "停车欠费怎么办", "停车欠费网上办。", tags={"matters": ("P02",)})
    means = base(here, there)
    back = answer("停车", SCOPE, means)
    assert isinstance(back, AskBack)
    assert {each.value for each in back.choices} == {"park-month", "park-debt"}
    for choice in back.choices:
        chosen = answer(f"{choice.label}，停车", SCOPE, means)
        assert isinstance(chosen, Answer)
        assert {each.entry for each in chosen.citations} == {choice.value}
