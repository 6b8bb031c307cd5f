from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.engines import Image, Quad, Reading
from models.engines.null import NullEngine
from models.engines.recorded import VARIABLE, RecordedEngine, Recorder, fingerprint
from models.errors import EngineUnavailableError

PICTURE = np.arange(48 * 60 * 3, dtype=np.uint8).reshape(48, 60, 3)


class OneLine(NullEngine):
    def detect(self, image: Image) -> list[Quad]:
        right, bottom = image.shape[1], image.shape[0]
        return [np.array([[0, 0], [right, 0], [right, bottom], [0, bottom]], np.float32)]

    def recognise(self, crops: list[Image]) -> list[Reading]:
        return [Reading("沪A", 0.9, (0.8, 1.0), (0.25, 0.75)) for _ in crops]


def test_what_was_recorded_is_replayed_alike(tmp_path: Path) -> None:
    path = tmp_path / "seen.json"
    with Recorder(OneLine(), path) as recorder:
        quads, readings = recorder.detect(PICTURE), recorder.recognise([PICTURE, PICTURE[:20]])
    replay = RecordedEngine(path)
    assert np.array_equal(replay.detect(PICTURE), quads)
    assert replay.recognise([PICTURE, PICTURE[:20]]) == readings


def test_an_unseen_picture_is_no_silent_blank(tmp_path: Path) -> None:
    with Recorder(OneLine(), tmp_path / "seen.json") as recorder:
        recorder.detect(PICTURE)
    replay = RecordedEngine(tmp_path / "seen.json")
    with pytest.raises(EngineUnavailableError, match="没有这张图片"):
        replay.detect(PICTURE[:10])
    with pytest.raises(EngineUnavailableError, match="没有这一行"):
        replay.recognise([PICTURE])


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"lines": 3}', b'{"other": {}}'])
def test_an_unusable_recording_is_said_with_what_to_do(
    tmp_path: Path, content: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "seen.json"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv(VARIABLE, str(path))
    with pytest.raises(EngineUnavailableError, match=VARIABLE):
        RecordedEngine()


@given(st.binary(min_size=12, max_size=12))
def test_a_fingerprint_tells_pixels_and_shapes_apart(pixels: bytes) -> None:
    wide = np.frombuffer(pixels, np.uint8).reshape(1, 4, 3)
    tall = wide.reshape(4, 1, 3)
    assert fingerprint(wide) == fingerprint(wide.copy())
    assert fingerprint(wide) != fingerprint(tall)
    assert fingerprint(wide) != fingerprint(255 - wide)
