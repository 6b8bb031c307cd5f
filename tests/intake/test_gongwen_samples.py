"""The samples over real HTTP: brought for whom they are meant, learnt from, used, let go."""

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote

import pytest
from docx import Document

from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import adapt
from docgen.gongwen.proofread.lexicon.entry import Scope
from docgen.gongwen.samples.learning import learn
from docgen.word.unoserver import find_missing
from intake.store import gongwen_samples as kept
from intake.store.database import Store
from intake.store.gongwen_lexicons import Holder
from intake.store.gongwen_samples import SampleTold
from models.errors import InvalidRequestError, NotFoundError, StaleRecordError
from tests.docgen.gongwen.layout.samples import SAMPLES
from tests.docgen.gongwen.samples.test_learning_foreign import REFUSED
from tests.intake.conftest import Service

PATH = "/api/v1/gongwen/samples"
LAYOUT = "/api/v1/gongwen/layout"
SAMPLE = SAMPLES["document"].model_copy(update={"secrecy": "", "secrecy_term": ""})
OWN = adapt("[values]\nleft = 20\ntitle_size = 20\npage_centred = 1")
DRAFT = "样张局关于样张的通知\n各样张科：\n　　请照此办理。\n样张局\n2026年5月6日"
needs_office = pytest.mark.skipif(bool(find_missing()), reason=find_missing())


def who(name: str, *departments: str) -> dict[str, str]:
    return {"X-Officer": quote(name), "X-Departments": ",".join(map(quote, departments))}


ME, COLLEAGUE, STRANGER = who("周样张", "道路科"), who("吴样张", "道路科"), who("郑样张", "公交科")


def bring(service: Service, headers: dict[str, str], **fields: str) -> str:
    file = {"file": ("样例公文.docx", lay_out(SAMPLE, OWN))}
    made = service.client.post(PATH, files=file, data=fields, headers=headers)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


@pytest.fixture
def brought(service: Service) -> Iterator[str]:
    made = bring(service, ME, scope="科室", holder="道路科")
    yield made
    service.client.delete(f"{PATH}/{made}", headers=ME)


def names(service: Service, headers: dict[str, str]) -> list[str]:
    items = service.client.get(PATH, headers=headers).json()["items"]
    return [each["name"] for each in items]


def test_the_product_brings_a_sample_of_every_kind_and_form(service: Service) -> None:
    items = service.client.get(PATH, headers=ME).json()["items"]
    assert sum(each["builtin"] for each in items) == 15
    assert {each["form"] for each in items if each["builtin"]} == {"公文", "信函", "命令", "纪要"}
    for each in items:
        made = service.client.get(f"{PATH}/{each['id']}/file", headers=ME)
        words = "".join(x.text for x in Document(BytesIO(made.content)).element.iter() if x.text)
        assert "样张" in words


def test_a_sample_is_seen_by_those_it_is_for_and_dropped_by_who_brought_it(
    service: Service, brought: str
) -> None:
    assert "样例公文" in names(service, COLLEAGUE)
    assert "样例公文" not in names(service, STRANGER)
    address = f"{PATH}/{brought}"
    for path in ("", "/pages", "/file", "/template", "/draft"):
        assert service.client.get(address + path, headers=STRANGER).status_code == 404
    assert service.client.delete(address, headers=STRANGER).status_code == 404
    assert service.client.delete(address, headers=COLLEAGUE).status_code == 422
    told = {"text": DRAFT, "head": {"sample": brought}}
    assert service.client.post(f"{LAYOUT}/file", json=told, headers=STRANGER).status_code == 404
    assert service.client.delete(address, headers=ME).status_code == 204
    assert "样例公文" not in names(service, ME)
    assert list(service.data.rglob("sample.*")) == []


def test_what_was_learnt_and_what_not_is_told_and_the_file_lies_sealed(
    service: Service, brought: str
) -> None:
    told = service.client.get(f"{PATH}/{brought}", headers=COLLEAGUE).json()
    assert "标题字号（2号）：20磅（标准样式为22磅）" in told["learnt"]
    assert any("订口" in each and "5.2.1" in each for each in told["contradicting"])
    assert not told["own"]
    toml = service.client.get(f"{PATH}/{brought}/template", headers=ME).json()["toml"]
    assert adapt(toml)["left"] == 20
    lying = list(service.data.rglob("sample.*"))
    assert lying
    assert not any(path.read_bytes().startswith((b"PK", b"%PDF")) for path in lying)


def test_a_draft_is_laid_out_as_the_sample_is(service: Service, brought: str) -> None:
    told = {"text": DRAFT, "head": {"sample": brought}}
    made = service.client.post(f"{LAYOUT}/file", json=told, headers=COLLEAGUE)
    section = Document(BytesIO(made.content)).sections[0]
    assert section.left_margin is not None
    assert round(section.left_margin.mm) == 20
    plain = service.client.post(f"{LAYOUT}/file", json={"text": DRAFT}, headers=ME)
    margin = Document(BytesIO(plain.content)).sections[0].left_margin
    assert margin is not None
    assert round(margin.mm) == 28


def test_a_draft_takes_the_form_of_the_sample_unless_one_is_chosen(service: Service) -> None:
    def header(**head: str) -> str:
        told = {"text": DRAFT, "head": {"sample": "builtin-letter"} | head}
        made = service.client.post(f"{LAYOUT}/file", json=told, headers=ME)
        first = Document(BytesIO(made.content)).sections[0].first_page_header
        return "".join(each.text for each in first.paragraphs)

    assert "样张局" in header()
    assert header(form="公文") == ""


@needs_office
def test_the_pages_of_a_sample_and_of_a_draft_set_like_it_are_pictures(
    service: Service, brought: str
) -> None:
    for sample in (brought, brought, "builtin-order"):
        pages = service.client.get(f"{PATH}/{sample}/pages", headers=ME).json()["pages"]
        assert pages
    told = {"text": DRAFT, "head": {"sample": brought}}
    made = service.client.post(f"{LAYOUT}/preview", json=told, headers=ME).json()
    assert made["sample"] == "样例公文"
    assert any("订口" in each["sentence"] and each["error"] for each in made["deviations"])


def test_a_sample_becomes_a_draft_without_what_every_document_has_of_its_own(
    service: Service, brought: str
) -> None:
    made = service.client.get(f"{PATH}/{brought}/draft", headers=ME).json()
    assert made["text"].startswith(SAMPLE.title)
    assert made["head"]["issuers"] == ["上海市样张交通委员会"]
    assert (made["head"]["number"], made["head"]["printed"]) == ("", "")
    laid = {"text": made["text"], "head": made["head"] | {"sample": brought}}
    assert service.client.post(f"{LAYOUT}/file", json=laid, headers=ME).status_code == 200


def test_a_sample_is_renamed_by_who_brought_it_on_what_they_saw(
    service: Service, brought: str
) -> None:
    def rename(name: str, headers: dict[str, str], seen: int = 1) -> int:
        told = headers | {"If-Match": f'"{seen}"'}
        answer = service.client.put(f"{PATH}/{brought}", json={"name": name}, headers=told)
        return int(answer.status_code)

    assert rename("道路科通知", COLLEAGUE) == 422
    assert rename(" \u200b ", ME) == 422
    assert rename("道路科通知", ME) == 200
    assert rename("又一个名称", ME) == 412
    assert "道路科通知" in names(service, COLLEAGUE)


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_a_sample_is_refused_with_a_remedy(service: Service, data: bytes) -> None:
    before = names(service, ME)
    refused = service.client.post(PATH, files={"file": ("坏.docx", data)}, headers=ME)
    assert 400 <= refused.status_code < 500, refused.text
    assert refused.json()["remedy"]
    assert names(service, ME) == before


def test_a_document_with_a_secrecy_level_is_not_kept(service: Service) -> None:
    file = {"file": ("样例.docx", lay_out(SAMPLES["document"]))}
    refused = service.client.post(PATH, files=file, headers=ME)
    assert refused.status_code == 422
    assert "不得处理国家秘密" in refused.json()["detail"]


def test_samples_are_brought_for_nobody_one_does_not_belong_to(service: Service) -> None:
    file = {"file": ("样例.docx", lay_out(SAMPLES["plain"]))}
    told = {"scope": "单位", "holder": "样张委"}
    assert service.client.post(PATH, files=file, data=told, headers=ME).status_code == 404
    assert service.client.post(PATH, files=file).status_code == 422
    unknown = service.client.get(f"{PATH}/builtin-nothing/pages", headers=ME)
    assert unknown.status_code == 404
    told = {"text": DRAFT, "head": {"sample": "../nothing"}}
    assert service.client.post(f"{LAYOUT}/file", json=told, headers=ME).status_code == 404


def test_samples_are_kept_alike_in_every_store(store: Store) -> None:
    me, section = Holder(scope=Scope.ME, name="周样张"), Holder(scope=Scope.SECTION, name="道路科")
    lesson = learn(lay_out(SAMPLES["plain"]), "样张")
    with store.write() as session:
        for whose in (me, section):
            told = SampleTold(name=whose.name, whose=whose, lesson=lesson)
            kept.add_sample(session, "周样张", kept.new_id(), told)
    with store.read() as session:
        (own,) = kept.list_samples(session, [me])
        assert own.lesson == lesson
        assert len(list(kept.list_samples(session, [me, section]))) == 2
        with pytest.raises(NotFoundError):
            kept.read_sample(session, [section], own.id)
    with store.write() as session:
        with pytest.raises(InvalidRequestError):
            kept.drop_sample(session, own, "吴样张")
        renamed = kept.rename_sample(session, own, "周样张", 1, "新名")
        with pytest.raises(StaleRecordError):
            kept.rename_sample(session, renamed, "周样张", 1, "旧名")
        kept.drop_sample(session, renamed, "周样张")
        assert list(kept.list_samples(session, [me])) == []
