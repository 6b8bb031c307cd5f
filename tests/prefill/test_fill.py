"""A form is filled from papers and registers over real HTTP, and nothing is hidden."""

import time
from collections.abc import Callable

import httpx
import pytest

from models.errors import SpecError
from models.records import Filing, SourceState, State
from models.specs import FormField, Service, SourceSpec
from prefill.edit import edit
from prefill.fill import Filled, fill
from prefill.sources import Connector, make_connectors
from tests.demo_filing import (
    CASE,
    filing,
    inspection_report,
    licence_main,
    licence_sub,
    paper,
)

Fill = Callable[[Filing], Filled]
Spoil = Callable[..., None]


def values(filled: Filled) -> dict[str, str]:
    return {box.key: box.value for box in filled.form}


def report_of(filled: Filled, source: str) -> tuple[SourceState, str]:
    return next((each.state, each.message) for each in filled.sources if each.source == source)


def sourced(service: Service, scenario: str) -> set[str]:
    return {box.key for box in service.form(scenario) if box.sources}


def test_annual_review_is_filled_completely(filled: Fill, service: Service) -> None:
    result = values(filled(filing(licence_main(), licence_sub(), inspection_report())))
    assert {key for key, value in result.items() if value} == sourced(service, "S5B")
    assert (
        result
        | {
            "corp_name": CASE["firm"]["name"],
            "permit_no": CASE["permit"]["permit_no"],
            "permit_valid_to": "2027-04-09",
            "plate_color": "黄",
            "use_nature": "货运",
            "fuel_type": "柴油",
            "total_mass": "18000",
            "outline_size": "9995×2550×3985",
            "inspection_valid_to": "2027-05-31",
            "rtc_no": CASE["transport_cert"]["rtc_no"],
            "last_annual_review_date": "2026-02-10",
            "gps_online_status": "正常在线",
            "tech_grade": "一级",
        }
        == result
    )


def test_new_certificate_is_filled_completely(filled: Fill, service: Service) -> None:
    result = values(filled(filing(licence_main(), licence_sub(), scenario="S5A")))
    assert {key for key, value in result.items() if value} == sourced(service, "S5A")
    assert (result["axle_count"], result["std_model_no"]) == ("2", "YZ51800276")


def test_every_value_says_where_it_came_from(filled: Fill) -> None:
    form = {box.key: box for box in filled(filing(licence_main(), licence_sub())).form}
    vin, fuel = form["vin"], form["fuel_type"]
    assert vin.source == "ocr.vehicle_licence"
    assert vin.evidence
    assert vin.evidence.paper == "vehicle_licence_main_1"
    assert vin.evidence.box
    assert not vin.authentic
    assert (fuel.source, fuel.authentic, fuel.original) == ("db.police_vehicle", True, "B")
    assert fuel.fetched_at


def test_every_source_reports_in_chinese(filled: Fill) -> None:
    result = filled(filing(licence_main(), licence_sub()))
    assert report_of(result, "account.corp") == (SourceState.ANSWERED, "已取得 2 项")
    assert report_of(result, "cert.vehicle_licence") == (SourceState.UNCONNECTED, "未接入")
    assert report_of(result, "ocr.road_permit") == (SourceState.EMPTY, "没有上传相应材料")
    assert all(each.title and each.message for each in result.sources)


def test_without_papers_what_a_register_is_asked_by_is_named_as_missing(filled: Fill) -> None:
    result = filled(filing())
    assert report_of(result, "db.police_vehicle") == (
        SourceState.NOT_ASKED,
        "尚无号牌号码，未查询",
    )
    assert values(result)["permit_no"] == CASE["permit"]["permit_no"]


def test_an_unknown_vehicle_is_reported_as_not_found(filled: Fill) -> None:
    result = filled(filing(licence_main(plate_no="沪DA0001")))
    assert report_of(result, "db.police_vehicle") == (SourceState.EMPTY, "未查到记录")


def test_a_register_that_is_down_is_named_and_the_others_still_fill(
    filled: Fill, spoil: Spoil
) -> None:
    spoil("vehicle", "down")
    result = filled(filing(licence_main(), licence_sub(), inspection_report()))
    assert report_of(result, "db.police_vehicle") == (
        SourceState.DOWN,
        "暂时无法访问：请稍后重试或手工填写",
    )
    assert [key for key, value in values(result).items() if not value] == [
        "fuel_type",
        "commitment",
        "delivery_method",
    ]


def test_a_slow_register_delays_no_longer_than_its_timeout(filled: Fill, spoil: Spoil) -> None:
    spoil("vehicle", "slow", seconds=30)
    began = time.monotonic()
    result = filled(filing(licence_main(), licence_sub(), inspection_report()))
    assert time.monotonic() - began < 15  # half of what the register takes
    assert report_of(result, "db.police_vehicle")[0] is SourceState.DOWN
    assert values(result)["rtc_no"]


def test_a_contradicting_register_shows_in_the_offers(filled: Fill, spoil: Spoil) -> None:
    spoil("vehicle", "contradicting")
    result = filled(filing(licence_main(), licence_sub(), inspection_report()))
    form = {box.key: box for box in result.form}
    offers = {offer.source: offer.value for offer in form["inspection_valid_to"].offers}
    assert offers["ocr.inspection_report"] == form["inspection_valid_to"].value == "2027-05-31"
    assert offers["db.police_vehicle"] == "2025-06-30"
    engine = {offer.source: offer.value for offer in form["engine_no"].offers}
    assert engine["db.police_vehicle"] == "YZ00000001" != form["engine_no"].value


def test_agreeing_sources_offer_the_same_spelling(filled: Fill) -> None:
    result = filled(filing(licence_main(), licence_sub(), inspection_report()))
    for box in result.form:
        assert len({offer.value for offer in box.offers}) <= 1, box.key


def test_what_only_compares_never_fills(filled: Fill, spoil: Spoil) -> None:
    spoil("transport", "down")
    permit = paper("road_transport_operation_licence", {"valid_to": "2027年4月9日"})
    form = {box.key: box for box in filled(filing(permit)).form}
    assert form["permit_valid_to"].value == ""
    assert [offer.value for offer in form["permit_valid_to"].offers] == ["2027-04-09"]


def test_a_record_of_somebody_else_is_refused(filled: Fill, spoil: Spoil) -> None:
    spoil("vehicle", "wrong_subject")
    result = filled(filing(licence_main(), licence_sub()))
    state, message = report_of(result, "db.police_vehicle")
    assert state is SourceState.DOWN
    assert message.startswith("答非所问")
    assert not any(
        offer.source == "db.police_vehicle" for box in result.form for offer in box.offers
    )


def test_garbage_is_not_taken_for_an_answer(filled: Fill, spoil: Spoil) -> None:
    spoil("vehicle", "garbage")
    state, message = report_of(filled(filing(licence_main())), "db.police_vehicle")
    assert (state, "无法识别" in message) == (SourceState.DOWN, True)


def test_old_data_is_offered_to_be_confirmed(filled: Fill, spoil: Spoil) -> None:
    spoil("vehicle", "stale")
    result = filled(filing(licence_main()))
    fuel = next(box for box in result.form if box.key == "fuel_type")
    assert (fuel.value, fuel.to_confirm) == ("柴油", True)
    assert "数据截至" in report_of(result, "db.police_vehicle")[1]


def test_what_a_register_gave_outlasts_its_breakdown(filled: Fill, spoil: Spoil) -> None:
    first = filing(licence_main(), licence_sub())
    before = filled(first)
    spoil("vehicle", "down")
    again = filled(first.model_copy(update={"form": before.form}))
    assert values(again)["fuel_type"] == "柴油"
    assert "沿用上次取得的" in report_of(again, "db.police_vehicle")[1]


def test_what_was_learnt_of_another_vehicle_is_forgotten(filled: Fill, spoil: Spoil) -> None:
    before = filled(filing(licence_main(), licence_sub()))
    spoil("vehicle", "down")
    other = filing(licence_main(plate_no="沪EC3306"), form=before.form)
    assert values(filled(other))["fuel_type"] == ""


@pytest.mark.parametrize("state", [State.CONFIRM, State.UNREAD])
def test_an_uncertain_reading_is_marked_and_an_unread_one_not_offered(
    filled: Fill, state: State
) -> None:
    papers = paper("vehicle_licence_main", {"engine_no": "YG62304717"}, state=state)
    box = next(box for box in filled(filing(papers)).form if box.key == "engine_no")
    if state is State.CONFIRM:
        assert (box.value, box.to_confirm, box.confidence) == ("YG62304717", True, 0.97)
    else:
        assert (box.value, box.offers) == ("", ())


def test_two_papers_that_disagree_are_both_offered(filled: Fill) -> None:
    second = paper("vehicle_licence_main", {"engine_no": "YG99999999"}, number=2)
    box = next(box for box in filled(filing(licence_main(), second)).form if box.key == "engine_no")
    assert {"YG62304717", "YG99999999"} == {
        offer.value for offer in box.offers if offer.source == "ocr.vehicle_licence"
    }


def test_a_refill_never_overwrites_what_a_person_typed(filled: Fill) -> None:
    first = filing(licence_main(), licence_sub())
    form = {box.key: box for box in filled(first).form}
    form["engine_no"] = edit(form["engine_no"], "YG62304718", "林书祎")
    form["fuel_type"] = edit(form["fuel_type"], "", "林书祎")
    again = filled(first.model_copy(update={"form": tuple(form.values())}))
    after = {box.key: box for box in again.form}
    assert (after["engine_no"].value, after["engine_no"].source) == ("YG62304718", "applicant")
    assert after["engine_no"].changed_from == "YG62304717"
    assert after["fuel_type"].value == ""
    assert {offer.value for offer in after["engine_no"].offers} == {"YG62304717"}


def test_a_register_is_asked_by_what_the_person_corrected(filled: Fill) -> None:
    first = filing(licence_main(plate_no="沪DY8270"), licence_sub(plate_no="沪DY8270"))
    form = {box.key: box for box in filled(first).form}
    assert form["rtc_no"].value == ""
    form["plate_no"] = edit(form["plate_no"], CASE["vehicle"]["plate_no"], "林书祎")
    again = filled(first.model_copy(update={"form": tuple(form.values())}))
    assert values(again)["rtc_no"] == CASE["transport_cert"]["rtc_no"]


def test_registers_are_told_why_they_are_asked(filled: Fill, registers: str) -> None:
    filled(filing(licence_main(), case_no="YZ-AUDIT-1"))
    audit = httpx.get(f"{registers}/control/audit").json()
    mine = {each["apiname"]: each["reason"] for each in audit if "AUDIT" in each["businesscode"]}
    assert mine["vehicle.base"] == "申请表预填:机动车库"


def test_without_access_registers_count_as_not_connected(
    service: Service, sources: dict[str, SourceSpec]
) -> None:
    result = fill(filing(licence_main()), service.form("S5B"), sources, make_connectors(sources))
    assert report_of(result, "db.police_vehicle") == (SourceState.UNCONNECTED, "未接入")


def test_a_box_with_an_undeclared_source_is_an_error(
    sources: dict[str, SourceSpec], connectors: dict[str, Connector]
) -> None:
    box = FormField(key="x", label="x", type="string", sources=("db.police_vehicel",))
    with pytest.raises(SpecError, match=r"did you mean 'db\.police_vehicle'"):
        fill(filing(), [box], sources, connectors)


class Earlier:
    """A store with one earlier filing."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing

    def latest_before(self, filing: Filing) -> Filing | None:
        return self.filing if self.filing.subject == filing.subject else None


def test_history_is_offered_to_be_confirmed(filled: Fill, sources: dict[str, SourceSpec]) -> None:
    earlier = filing(id="f0", form=filled(filing()).form)
    box = FormField(key="permit_no", label="许可证号", type="string", sources=("history",))
    connectors = make_connectors(sources, earlier=Earlier(earlier))
    value = fill(filing(), [box], sources, connectors).form[0]
    assert (value.value, value.source) == (CASE["permit"]["permit_no"], "history")
    assert value.to_confirm
    assert not value.authentic
