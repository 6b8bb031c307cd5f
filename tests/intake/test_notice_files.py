"""A notice as Word and as sealed OFD: made when first asked for, and the same ever after."""

import pytest

from tests.docgen.reading import docx_text
from tests.intake.conftest import Service
from tests.intake.test_notices import OFFICER, accepted, look, problem, send


@pytest.mark.parametrize("ending", ["docx", "ofd"])
def test_a_further_file_is_made_once(service: Service, ending: str) -> None:
    _, notice = accepted(service)
    path = f"/api/notices/{notice['id']}/{ending}"
    first = look(service, path).content
    assert look(service, path).content == first


def test_the_ofd_is_sealed_and_the_word_file_says_the_same(service: Service) -> None:
    _, notice = accepted(service)
    own = f"/api/notices/{notice['id']}"
    ofd = look(service, f"{own}/ofd").content
    verdict = service.client.post("/api/verify", files={"file": ("a.ofd", ofd)}).json()
    assert (verdict["outcome"], verdict["valid"]) == ("trusted", True)
    assert notice["number"] in docx_text(look(service, f"{own}/docx").content)


def test_a_void_notice_gets_no_further_file(service: Service) -> None:
    _, notice = accepted(service)
    own = f"/api/notices/{notice['id']}"
    version = look(service, own).headers["ETag"]
    send(service, f"{own}/void", {"reason": "出具有误"}, **{"If-Match": version}).raise_for_status()
    problem(service.client.get(f"{own}/ofd", headers=OFFICER), 409, "conflict")
    assert look(service, f"{own}/pdf").content
