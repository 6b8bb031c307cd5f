import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pytest

from docgen.forms.compose import ComposedForm, compose
from docgen.forms.entries import printed
from docgen.printing.installation import Printing
from models.errors import NotFoundError
from models.records import Filing, FilingState, FormValue, Subject, Suggestion
from models.specs import Service
from prefill.edit import edit
from tests.demo_filing import CASE, filing
from tests.docgen.conftest import SCENARIOS
from tests.docgen.reading import docx_text, pdf_pages, pdf_picture, pdf_text, qr_text

Change = Callable[[FormValue], FormValue]


def changed(standing: Filing, key: str, change: Change) -> Filing:
    form = tuple(change(box) if box.key == key else box for box in standing.form)
    return standing.model_copy(update={"form": form})


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_both_papers_show_every_label_and_every_value(
    scenario: str, service: Service, filings: dict[str, Filing], forms: dict[str, ComposedForm]
) -> None:
    shown = {"pdf": pdf_text(forms[scenario].pdf), "docx": docx_text(forms[scenario].docx)}
    for field in service.form(scenario):
        value = (
            "" if field.type == "bool" else printed(field.type, filings[scenario].text(field.key))
        )
        for paper, text in shown.items():
            assert squeezed(field.label) in text, (paper, field.key)
            assert squeezed(value) in text, (paper, field.key)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_an_empty_filing_gives_a_blank_form(scenario: str, service: Service) -> None:
    empty = filing(scenario=scenario, subject=Subject())
    form = compose(empty, service, scenario)
    for text in (pdf_text(form.pdf), docx_text(form.docx)):
        assert form.title in text
        assert all(squeezed(field.label) in text for field in service.form(scenario))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_page_is_numbered_and_carries_the_check_code(
    scenario: str, forms: dict[str, ComposedForm]
) -> None:
    pages = pdf_pages(forms[scenario].pdf)
    for number, text in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in text
        assert forms[scenario].check_code in text
    assert forms[scenario].check_code in docx_text(forms[scenario].docx)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_pages_are_drawn_with_ink_inside_the_margins_only(
    scenario: str, forms: dict[str, ComposedForm]
) -> None:
    picture = pdf_picture(forms[scenario].pdf)
    ink = np.argwhere(picture.min(axis=2) < 128)
    height, width = picture.shape[:2]
    assert len(ink) > 10_000
    assert (ink.min(axis=0) > (height * 0.03, width * 0.08)).all()
    assert (ink.max(axis=0) < (height * 0.98, width * 0.92)).all()


def test_the_title_is_that_of_the_scenario(forms: dict[str, ComposedForm]) -> None:
    titles = {scenario: form.title for scenario, form in forms.items()}
    assert titles == {"S5A": "车辆道路运输证申请表", "S5B": "道路运输证年审申请表"}


def test_an_unknown_scenario_is_told(service: Service) -> None:
    with pytest.raises(NotFoundError, match="S9Z"):
        compose(filing(), service, "S9Z")


def test_the_same_filing_gives_the_same_pdf_and_check_code(
    service: Service, filings: dict[str, Filing], forms: dict[str, ComposedForm]
) -> None:
    again = compose(filings["S5B"], service, "S5B")
    assert again.check_code == forms["S5B"].check_code
    assert pdf_text(again.pdf) == pdf_text(forms["S5B"].pdf)


def test_the_check_code_is_four_groups_of_four(forms: dict[str, ComposedForm]) -> None:
    code = forms["S5B"].check_code
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}", code)


@pytest.mark.parametrize(
    "change",
    [
        lambda each: changed(each, "vin", lambda box: edit(box, "LYZAGBBE0PA018277", "林书祎")),
        lambda each: each.model_copy(update={"case_no": "YZ20261120000002"}),
        lambda each: each.model_copy(update={"filed_on": date(2026, 11, 21)}),
        lambda each: each.model_copy(update={"papers": each.papers[:1]}),
    ],
    ids=["value", "case number", "date", "papers"],
)
def test_the_check_code_changes_with_what_the_form_says(
    change: Callable[[Filing], Filing],
    service: Service,
    filings: dict[str, Filing],
    forms: dict[str, ComposedForm],
) -> None:
    other = compose(change(filings["S5B"]), service, "S5B")
    assert other.check_code != forms["S5B"].check_code


def test_the_qr_code_leads_to_the_record(service: Service, filings: dict[str, Filing]) -> None:
    plain = compose(filings["S5B"], service, "S5B")
    assert filings["S5B"].case_no in qr_text(plain.pdf)
    assert plain.check_code in qr_text(plain.pdf)
    address = "https://office.example/record/{number}?code={check_code}"
    linked = compose(filings["S5B"], service, "S5B", Printing(address=address))
    expected = address.format(number=filings["S5B"].case_no, check_code=plain.check_code)
    assert qr_text(linked.pdf) == expected


def test_an_unconfirmed_form_says_that_it_is_a_draft(
    service: Service, filings: dict[str, Filing], forms: dict[str, ComposedForm]
) -> None:
    draft = filings["S5B"].model_copy(update={"state": FilingState.OPEN})
    assert "草稿" in pdf_text(compose(draft, service, "S5B").pdf)
    assert "草稿" not in pdf_text(forms["S5B"].pdf)


def test_each_value_is_marked_with_its_source(forms: dict[str, ComposedForm]) -> None:
    for text in (pdf_text(forms["S5B"].pdf), docx_text(forms["S5B"].docx)):
        assert f"{CASE['firm']['name']}①" in text
        assert f"{CASE['vehicle']['vin']}②" in text
        assert "电子证照□" not in text
        assert "①账号、电子证照或登记数据；②由上传材料识别；③申请人填写" in text


def test_a_value_the_applicant_changed_is_marked_and_explained(
    service: Service, filings: dict[str, Filing]
) -> None:
    typed = changed(filings["S5B"], "engine_no", lambda box: edit(box, "YG99999999", "林书祎"))
    form = compose(typed, service, "S5B")
    for text in (pdf_text(form.pdf), docx_text(form.docx)):
        assert "YG99999999③改" in text
        assert "本表填写“YG99999999”" in text
        assert CASE["vehicle"]["engine_no"] in text


def test_sources_that_disagree_are_marked_and_named(
    service: Service, filings: dict[str, Filing]
) -> None:
    def disputed(box: FormValue) -> FormValue:
        offer = Suggestion(
            key=box.key, value="16000", source="db.police_vehicle", fetched_at=box.fetched_at
        )
        return box.model_copy(update={"offers": (*box.offers, offer)})

    form = compose(changed(filings["S5B"], "total_mass", disputed), service, "S5B")
    for text in (pdf_text(form.pdf), docx_text(form.docx)):
        assert "18000②异" in text
        assert "为“16000”" in text


def test_forms_are_printed_from_many_threads(
    service: Service, filings: dict[str, Filing], forms: dict[str, ComposedForm]
) -> None:
    wanted = SCENARIOS * 4
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda each: compose(filings[each], service, each), wanted))
    for scenario, form in zip(wanted, made, strict=True):
        assert pdf_text(form.pdf) == pdf_text(forms[scenario].pdf)


def test_a_reading_nobody_confirmed_is_marked(service: Service, filings: dict[str, Filing]) -> None:
    doubtful = changed(
        filings["S5B"], "vin", lambda box: box.model_copy(update={"to_confirm": True})
    )
    assert f"{CASE['vehicle']['vin']}②核" in pdf_text(compose(doubtful, service, "S5B").pdf)


def test_a_value_that_is_no_option_is_shown_as_one_more(
    service: Service, filings: dict[str, Filing]
) -> None:
    odd = changed(filings["S5B"], "plate_color", lambda box: edit(box, "紫", "林书祎"))
    assert "☑紫" in docx_text(compose(odd, service, "S5B").docx)


def test_materials_name_the_uploads_with_their_digest(forms: dict[str, ComposedForm]) -> None:
    text = docx_text(forms["S5A"].docx)
    assert "机动车行驶证已上传vehicle_licence_main_1.jpg（00000000）" in text
    assert "车辆道路运输证申请表系统生成" in text


def test_the_form_is_pdf_a_with_every_font_inside(forms: dict[str, ComposedForm]) -> None:
    pdf = forms["S5B"].pdf
    assert re.search(rb"pdfaid:part>2<.*pdfaid:conformance>B<", pdf, re.DOTALL)
    assert pdf.count(b"/FontFile") == pdf.count(b"/Type/FontDescriptor") > 0
