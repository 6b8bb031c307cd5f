from collections.abc import Iterator

import pytest

from docgen.word.office import Care, WordOffice


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordOffice]:
    care = Care(tmp_path_factory.mktemp("office"), start_seconds=120, wait_seconds=180)
    office = WordOffice(care)
    if office.missing:
        pytest.skip(office.missing)
    yield office
    office.close()
