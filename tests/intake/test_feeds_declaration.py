"""What the library is told in its own words fits our declarations, or the service stops."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.feeds.case_library.declaration import DECLARATION, read_declaration
from intake.feeds.case_library.envelope import read_envelope
from intake.settings import PlatformSettings
from models.errors import SpecError
from tests.intake.reporting import declaration, registry


def test_every_scenario_an_applicant_can_file_has_its_codes() -> None:
    services = [each for each in registry().services.values() if not each.by_office]
    scenarios = {scenario.id for service in services for scenario in service.scenarios}
    assert set(declaration().items) == scenarios


def test_every_placeholder_says_that_it_is_one() -> None:
    declared = declaration()
    codes = [*declared.stuff.codes.values(), declared.stuff.other, declared.stuff.form]
    assert all("TEST" in code for code in codes)
    assert all(name.startswith("test.") for name in declared.apinames.values())
    assert "测试" in declared.caller.systemName


@pytest.mark.parametrize(
    ("known", "wrong", "said"),
    [
        ("[item.S5B]", "[item.S5X]", "did you mean 'S5"),
        ("form:corp_name", "form:corp_nam", "did you mean 'corp_name'"),
        (
            "business_licence.legal_rep",
            "busines_licence.legal_rep",
            "did you mean 'business_licence'",
        ),
        ("vehicle_photo =", "vehicle_foto =", "did you mean 'vehicle_photo'"),
        ("subject:phone", "subject:fone", "did you mean 'phone'"),
        ('districtCode = "SH00SH"', 'districtCode = "Shanghai"', "districtCode"),
        ("000CL00005312000990105", "000CL00005312000990199", "repeat itemCode"),
        ('taskHandleItem = "310000999000CL0000', 'taskHandleItem = "310000999', "taskHandleItem"),
        ('calls = ["report"]', 'calls = ["reprot"]', "should be 'number'"),
        ('node = { op = "网上申报", result = "待预审" }', "", "needs a node"),
        ('report = "test.case.report" ', "", "interface 'report' is not declared"),
    ],
)
def test_a_wrong_name_or_code_stops_the_start(
    tmp_path: Path, known: str, wrong: str, said: str
) -> None:
    text = DECLARATION.read_text(encoding="utf-8")
    assert known in text
    path = tmp_path / "case_library.toml"
    path.write_text(text.replace(known, wrong, 1), encoding="utf-8")
    with pytest.raises(SpecError, match=said):
        read_declaration(registry(), path)


def test_an_address_needs_a_secret_to_sign_with() -> None:
    with pytest.raises(ValueError, match="ZHIBAN_PLATFORM_SECRET"):
        PlatformSettings(url="http://127.0.0.1:1")


@pytest.mark.parametrize(
    ("answer", "succeeded", "code"),
    [
        ('{"code":"200","isSuccess":true,"msg":"","data":{}}', True, "200"),
        ('{"code":"200","isSuccess":false,"msg":"no"}', False, "200"),
        ('{"code":"500001","isSuccess":false}', False, "500001"),
        ('{"isSuccess":true}', True, "200"),
        ('{"isSuccess":false}', False, "500001"),
        ('{"code":200,"message":"ok","data":null}', True, "200"),
        ('{"code":"0","data":{"token":"t"}}', True, "200"),
        ('{"r_code":"200","r_msg":"ok","count":1}', True, "200"),
        ('{"success":true,"aplyNo":"1"}', True, "200"),
    ],
)
def test_the_envelopes_of_every_platform_become_ours(
    answer: str, succeeded: bool, code: str
) -> None:
    envelope = read_envelope(answer.encode())
    assert envelope is not None
    assert (envelope.succeeded, envelope.code) == (succeeded, code)


@pytest.mark.parametrize("answer", ["", "{", "[]", '"200"', "{}", '{"code":[]}', '{"isSuccess":1}'])
def test_what_is_no_envelope_is_none(answer: str) -> None:
    assert read_envelope(answer.encode()) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["code", "data", "x"]), inner),
)


@given(st.binary() | JSON.map(lambda value: str(value).encode()))
def test_any_bytes_are_an_envelope_or_none(content: bytes) -> None:
    envelope = read_envelope(content)
    assert envelope is None or all(isinstance(each, str) for each in envelope.data.values())
