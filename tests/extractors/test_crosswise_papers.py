"""Papers photographed together are read however each of them lies."""

from datetime import date
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from eval.scores import score_picture
from eval.specimens.generate import make
from eval.truth import Truth
from extractors.read import read_upload
from extractors.seeing.spread import spread
from extractors.types import document_types
from models.engines.null import NullEngine
from models.engines.registry import make_engine
from models.records import State

TODAY = date(2026, 11, 20)
DESK = (176, 174, 168)


@pytest.fixture(scope="module")
def engine():
    return make_engine("rapid")


def on_a_desk(types: tuple[str, ...], turns: tuple[float, ...]) -> tuple[bytes, Truth]:
    """Lay a specimen of each type on a desk, one below the other, each turned by its own angle."""
    cards = [make(kind, 300, degraded=False) for kind in types]
    desk = Image.new("RGB", (1500, 750 * len(cards)), DESK)
    for place, (card, turn) in enumerate(zip(cards, turns, strict=True)):
        laid = card.image.convert("RGB").rotate(turn, expand=True, fillcolor=DESK)
        laid.thumbnail((700, 700))
        desk.paste(laid, (120 + 500 * place, 25 + 740 * place))
    buffer = BytesIO()
    desk.save(buffer, "JPEG", quality=90)
    documents = [card.documents[0] for card in cards]
    return buffer.getvalue(), Truth.model_validate({"image": "", "documents": documents})


@pytest.mark.parametrize(
    "turns", [(0, 0), (0, 180), (180, 0), (4, 90), (-5, 270), (90, 90), (30, 30)], ids=str
)
def test_two_cards_are_read_however_each_lies(turns: tuple[float, float], engine) -> None:
    data, truth = on_a_desk(("id_card_front", "vehicle_licence_main"), turns)
    read = read_upload(data, "desk.jpg", engine, document_types(), TODAY)
    scores = list(score_picture("desk.jpg", truth, read.paper.documents))
    assert [score for score in scores if not score.right] == []
    assert sum(score.state is State.SURE for score in scores) > len(scores) / 2


def test_a_picture_without_papers_on_their_side_comes_back_as_it_is() -> None:
    image = np.zeros((400, 600, 3), np.uint8)
    across = [
        np.array([[50, y], [400, y], [400, y + 20], [50, y + 20]], np.float32) for y in (9, 99)
    ]
    margin = [np.array([[550, 50], [570, 50], [570, 300], [550, 300]], np.float32)]
    spread_image, quads = spread(image, across + margin, NullEngine())
    assert spread_image is image
    assert len(quads) == len(across + margin)
