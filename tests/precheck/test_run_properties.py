"""What holds for any text in any box: no crash, one answer, and no way to talk a fault away."""

from hypothesis import given, settings
from hypothesis import strategies as st

from models.records import Filing, Outcome
from precheck.decide import decide
from precheck.normal import same, says_nothing
from precheck.parameters import Parameters
from precheck.run import run
from prefill.edit import edit
from tests.precheck.situations import IN_ORDER, S5, in_order, make, read_tables

PARAMETERS = Parameters.read()
SCENARIOS = ("S5A", "S5B")
KEYS = {scenario: [field.key for field in S5.form(scenario)] for scenario in SCENARIOS}
HOSTILE = st.sampled_from(
    [
        "{检验有效期止}",
        "{0.__class__}",
        "%s%n",
        "9" * 5000,
        "١٢٣",
        "²",
        "𑁒",
        "0001-01-01",
        "9999-12-31",
        "2026年13月40日",
        "\x00\u202e沪A12345",
        "<script>alert(1)</script>",
        "'; DROP TABLE filings; --",
        "🚚" * 300,
        "--",
        "1e9",
        "-1",
        "长期",
    ]
)
TEXT = st.text(max_size=40) | HOSTILE | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True)
FAULTY = [
    make(row)
    for name, row in read_tables()
    if row.outcome == "correct" and any(rule.startswith("S5-") for rule in row.finds)
]


def typed(filing: Filing, key: str, text: str) -> Filing:
    form = tuple(edit(box, text, "某人") if box.key == key else box for box in filing.form)
    return filing.model_copy(update={"form": form})


def outcome(filing: Filing) -> Outcome:
    return decide(run(filing, S5, filing.scenario, PARAMETERS)).outcome


@settings(deadline=None)
@given(data=st.data(), scenario=st.sampled_from(SCENARIOS))
def test_run_never_raises_whatever_the_form_holds(data: st.DataObject, scenario: str) -> None:
    filing = in_order(scenario)
    for key in data.draw(st.lists(st.sampled_from(KEYS[scenario]), min_size=1, unique=True)):
        filing = typed(filing, key, data.draw(TEXT))

    findings = run(filing, S5, scenario, PARAMETERS)

    assert findings == run(
        filing.model_copy(update={"findings": findings}), S5, scenario, PARAMETERS
    )
    assert all(finding.message and len(finding.message) < 1000 for finding in findings)


@settings(deadline=None)
@given(text=TEXT, place=st.sampled_from(["owner", "plate_no", "vin", "register_date", "odd"]))
def test_run_never_raises_whatever_a_paper_says(text: str, place: str) -> None:
    filing = in_order("S5B", read={f"vehicle_licence_main.{place}": text})

    assert isinstance(run(filing, S5, "S5B", PARAMETERS), tuple)


@settings(deadline=None)
@given(data=st.data(), filing=st.sampled_from(FAULTY))
def test_no_entry_turns_a_fault_into_a_pass(data: st.DataObject, filing: Filing) -> None:
    key = data.draw(st.sampled_from(KEYS[filing.scenario]))

    assert outcome(typed(filing, key, data.draw(TEXT))) is not Outcome.PASS


@settings(deadline=None)
@given(data=st.data())
def test_another_value_than_the_register_holds_never_passes(data: st.DataObject) -> None:
    filing = in_order("S5B")
    key = data.draw(st.sampled_from([key for key in KEYS["S5B"] if key in IN_ORDER]))
    text = data.draw(TEXT)
    kind = next(field.type for field in S5.form("S5B") if field.key == key)

    changed = typed(filing, key, text)

    optional = key == "approved_load" and says_nothing(text)
    if not same(kind, text, IN_ORDER[key][0]) and not optional:
        assert outcome(changed) is not Outcome.PASS
