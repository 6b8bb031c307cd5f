"""The eleven prefill models over real HTTP: the form of each matter, box by box."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from intake.invocation.codes import MEANING
from intake.registry import read_registry
from intake.settings import Settings
from models.catalog import ModelSpec, read_catalog
from tests.intake.calling import Platform, calls, image, models_alone

PREFILL = {code: model for code, model in read_catalog().items() if model.kind == "prefill"}
PERSON = {"type": "个人", "name": "顾喆远", "idNo": "31012019830917451X", "mobile": "13900000018"}
FIRM = {"type": "企业", "name": "上海样张长风货物运输有限公司", "idNo": "91310120MA1YK7Q46B"}
SAMPLES = Path(__file__).parents[2] / "eval" / "samples" / "papers" / "clean"


def refused(envelope: dict[str, Any], code: str) -> str:
    """Return the message of a refusal."""
    assert (envelope["code"], envelope["data"]) == (code, {})
    assert envelope["msg"].startswith({each.value: word for each, word in MEANING.items()}[code])
    return str(envelope["msg"])


def applicant(model: ModelSpec) -> dict[str, str]:
    """Return an invented applicant of the kind the matter serves first."""
    served = read_registry().service_of(model.matter).object
    return PERSON if served.startswith("个人") else FIRM


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A caller; every register is down."""
    data = tmp_path_factory.mktemp("prefill")
    settings = Settings(
        data=data, engine="null", gateway_url="http://127.0.0.1:9", calls=calls(seconds=120)
    )
    with models_alone(settings) as (platform, _):
        yield platform


@pytest.mark.parametrize("code", PREFILL)
def test_the_form_comes_back_box_by_box_even_while_every_register_is_down(
    platform: Platform, code: str
) -> None:
    model = PREFILL[code]
    answer = platform.invoke(code, subject=applicant(model))
    assert (answer["code"], answer["msg"]) == ("200", "成功"), answer["msg"]
    data = answer["data"]
    form = read_registry().service_of(model.matter).form(model.matter)
    assert [(field["key"], field["label"]) for field in data["fields"]] == [
        (box.key, box.label) for box in form
    ]
    filled = [field for field in data["fields"] if field["value"]]
    assert filled
    assert all(field["source"] and field["confidence"] for field in filled)
    assert all(field["normalized"] for field in filled)
    assert all(warning["message"].endswith("。") for warning in data["warnings"])
    states = {warning["code"] for warning in data["warnings"]}
    assert states & {"source_down", "source_unconnected", "source_not_asked"}


@pytest.mark.parametrize("code", PREFILL)
def test_what_the_account_says_stands_in_its_box(platform: Platform, code: str) -> None:
    who = applicant(PREFILL[code])
    fields = platform.invoke(code, subject=who)["data"]["fields"]
    said = {field["normalized"] for field in fields if field["source"].startswith("account.")}
    assert who["name"] in said


@pytest.mark.parametrize("code", PREFILL)
def test_a_box_the_form_does_not_have_is_told(platform: Platform, code: str) -> None:
    answer = platform.invoke(code, form={"no_such_box": "x"})
    assert "no_such_box" in refused(answer, "400001")


def test_what_is_known_already_is_taken_over(platform: Platform) -> None:
    fields = platform.invoke("M05", form={"corp_name": "上海样张"})["data"]["fields"]
    (name,) = (field for field in fields if field["key"] == "corp_name")
    assert (name["value"], name["source"], name["confidence"]) == ("上海样张", "applicant", 1)


def test_a_near_name_is_offered_for_a_misspelt_box(platform: Platform) -> None:
    assert "corp_name" in refused(platform.invoke("M05", form={"corp_nam": "x"}), "400001")


def test_a_paper_fills_its_boxes_and_says_where(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, gateway_url="http://127.0.0.1:9", calls=calls(seconds=120))
    report = (SAMPLES / "vehicle_inspection_report_100_clean.jpg").read_bytes()
    card = (SAMPLES / "bank_card_100_clean.jpg").read_bytes()
    with models_alone(settings) as (platform, _):
        data = platform.invoke("M05", images=[image(report)], subject=FIRM)["data"]
        unfit = platform.invoke("M05", images=[image(card)], subject=FIRM)
    read = [field for field in data["fields"] if field["source"] == "ocr.inspection_report"]
    assert {"report_no", "vin"} <= {field["key"] for field in read}
    assert all(field["box"]["image"] == 1 for field in read)
    assert "银行卡" in refused(unfit, "400002")


# --- the same call again --------------------------------------------------------------------------


def test_one_request_id_stands_for_one_call(platform: Platform) -> None:
    first = platform.invoke("M05", form={"corp_name": "林书祎"}, request_id="same")
    again = platform.invoke("M05", form={"corp_name": "林书祎"}, request_id="same")
    assert first["code"] == "200"
    assert again == first
    other = platform.invoke("M05", form={"corp_name": "顾喆远"}, request_id="same")
    assert "requestId" in refused(other, "400001")


def test_the_same_call_at_the_same_time_is_worked_on_once(platform: Platform) -> None:
    def ask(_: int) -> dict[str, Any]:
        return platform.invoke("M05", form={"corp_name": "林"}, request_id="twice")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(4)))
    good = [answer for answer in answers if answer["isSuccess"]]
    assert good
    assert all(answer == good[0] for answer in good)
    assert {answer["code"] for answer in answers} <= {"200", "408001"}


# --- batches --------------------------------------------------------------------------------------


def test_a_batch_answers_each_item_and_succeeds_only_as_a_whole(platform: Platform) -> None:
    items = [
        {"itemId": "a", "data": {"form": {"corp_name": "林书祎"}}},
        {"itemId": "b", "data": {"form": {"no_such_box": "x"}}},
    ]
    answer = platform.batch("M05", items, request_id="both")
    assert (answer["code"], answer["requestId"]) == ("400001", "both")
    assert "2 项中有 1 项没有成功" in answer["msg"]
    good, bad = answer["data"]["items"]
    assert (good["itemId"], good["code"], good["data"]["modelCode"]) == ("a", "200", "M05")
    assert (bad["itemId"], bad["code"], bad["data"]) == ("b", "400001", {})
    whole = platform.batch("M05", items[:1], request_id="both")
    assert whole["isSuccess"]
    assert whole["data"]["items"] == [good]


def test_a_batch_that_is_none_is_refused(platform: Platform) -> None:
    refused(platform.batch("M05", []), "400001")
    twice = [{"itemId": "a", "data": {}}] * 2
    assert "itemId" in refused(platform.batch("M05", twice), "400001")
