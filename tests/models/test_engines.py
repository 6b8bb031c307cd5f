import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from models.engines import Engine, Image, Reading
from models.engines.crops import cut
from models.engines.rapid import RapidEngine
from models.engines.recorded import VARIABLE, Recorder
from models.engines.registry import ENGINES, make_engine
from models.errors import EngineUnavailableError, SpecError
from tests.models.lines import TEXT, draw, squeezed

BLANK = np.full((300, 400, 3), 255, np.uint8)
EMPTY = np.zeros((0, 0, 3), np.uint8)
DOT = np.zeros((1, 1, 3), np.uint8)
READERS = sorted(set(ENGINES) - {"null"})


@pytest.fixture(scope="module")
def rapid() -> RapidEngine:
    return RapidEngine(threads=1)


@pytest.fixture(scope="module")
def printed() -> Image:
    return draw(TEXT, "沪A12345 壹万贰仟元整")


@pytest.fixture
def engine(
    request: pytest.FixtureRequest,
    rapid: RapidEngine,
    printed: Image,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Engine]:
    """Every engine by its name; the recorded one has seen what the tests show it."""
    name = request.param
    if name == "paddle" and find_spec("paddleocr") is None:
        pytest.skip("PaddleOCR is not installed (extra: paddle)")
    if name == "rapid":
        yield rapid
        return
    if name == "recorded":
        _record(rapid, printed, tmp_path / "seen.json")
        monkeypatch.setenv(VARIABLE, str(tmp_path / "seen.json"))
    yield make_engine(name)


def _record(rapid: RapidEngine, printed: Image, path: Path) -> None:
    with Recorder(rapid, path) as recorder:
        for picture in (printed, BLANK, EMPTY, DOT):
            recorder.recognise(cut(picture, recorder.detect(picture)))
        recorder.recognise([EMPTY, DOT])


def _read(engine: Engine, picture: Image) -> list[Reading]:
    return engine.recognise(cut(picture, engine.detect(picture)))


@pytest.mark.parametrize("engine", READERS, indirect=True)
def test_an_engine_reads_printed_chinese_from_top_to_bottom(engine: Engine, printed: Image) -> None:
    texts = [squeezed(reading.text) for reading in _read(engine, printed)]
    assert "".join(texts) == "道路运输经营许可证2026沪A12345壹万贰仟元整"


@pytest.mark.parametrize("engine", READERS, indirect=True)
def test_every_character_has_its_score_and_its_place(engine: Engine, printed: Image) -> None:
    for reading in _read(engine, printed):
        assert len(reading.scores) == len(reading.centres) == len(reading.text) > 0
        assert list(reading.centres) == sorted(set(reading.centres))
        assert all(0 < place <= 1 for place in (*reading.centres, *reading.scores))
        assert min(reading.scores) <= reading.confidence <= max(reading.scores)


@pytest.mark.parametrize("engine", sorted(ENGINES), indirect=True)
@pytest.mark.parametrize("picture", [BLANK, EMPTY, DOT], ids=["blank", "empty", "dot"])
def test_a_picture_without_text_has_no_lines(engine: Engine, picture: Image) -> None:
    assert engine.detect(picture) == []


@pytest.mark.parametrize("engine", sorted(ENGINES), indirect=True)
def test_a_crop_without_text_gets_an_empty_reading_of_its_own(engine: Engine) -> None:
    assert [reading.text for reading in engine.recognise([EMPTY, DOT])] == ["", ""]
    assert engine.recognise([]) == []


@pytest.mark.parametrize("engine", sorted(ENGINES), indirect=True)
def test_an_engine_knows_its_name(engine: Engine) -> None:
    assert engine.name in ENGINES


@pytest.mark.parametrize(("height", "width"), [(4, 9000), (9000, 4), (3000, 40)])
def test_crops_of_absurd_proportions_are_survived(
    rapid: RapidEngine, height: int, width: int
) -> None:
    noise = np.random.default_rng(7).integers(0, 255, (height, width, 3), dtype=np.uint8)
    assert len(_read(rapid, noise)) == len(rapid.detect(noise))
    assert len(rapid.recognise([noise])) == 1


def test_a_character_stands_where_it_is_printed(rapid: RapidEngine) -> None:
    picture = draw("一二三四五六七八九十", width=520)
    (reading,) = _read(rapid, picture)
    expected = np.linspace(0.05, 0.95, 10)
    assert np.abs(np.array(reading.centres) - expected).max() < 0.05


def test_a_reading_does_not_depend_on_its_neighbours(rapid: RapidEngine, printed: Image) -> None:
    crops = cut(printed, rapid.detect(printed))
    assert rapid.recognise(crops) == [rapid.recognise([crop])[0] for crop in crops]


def test_a_line_from_top_to_bottom_is_read_as_well(rapid: RapidEngine) -> None:
    picture = np.ascontiguousarray(np.rot90(draw(TEXT), k=-1))
    (reading,) = _read(rapid, picture)
    assert squeezed(reading.text) == squeezed(TEXT)


def test_paddle_reads_the_same_words_as_the_default(rapid: RapidEngine, printed: Image) -> None:
    pytest.importorskip("paddleocr", reason="PaddleOCR is not installed (extra: paddle)")
    crops = cut(printed, rapid.detect(printed))
    paddle = make_engine("paddle")
    assert [r.text for r in paddle.recognise(crops)] == [r.text for r in rapid.recognise(crops)]


def test_a_missing_paddle_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "paddleocr", None)
    with pytest.raises(EngineUnavailableError, match=r"未安装.*rapid"):
        make_engine("paddle")


def test_a_misspelt_engine_is_named_with_its_near_one() -> None:
    with pytest.raises(SpecError, match="did you mean 'rapid'"):
        make_engine("rapit")
