"""The fonts that ship draw every character the product promises to print."""

import pytest
from fontTools.ttLib import TTFont

from models.fonts import subset


@pytest.mark.parametrize("name", subset.FACES)
def test_a_shipped_font_has_every_promised_character(name: str) -> None:
    font = TTFont(subset.HERE / f"{name}.otf")
    missing = subset.characters() - {chr(code) for code in font.getBestCmap()}
    assert missing == set()


@pytest.mark.parametrize("name", subset.FACES)
def test_a_shipped_font_names_its_licence(name: str) -> None:
    licence = TTFont(subset.HERE / f"{name}.otf")["name"].getDebugName(13)
    assert "SIL Open Font License" in licence
    assert "SIL OPEN FONT LICENSE" in (subset.HERE / "OFL.txt").read_text(encoding="utf-8")


def test_characters_cover_gb_2312_and_rare_names() -> None:
    wanted = subset.characters()
    assert {"啊", "齄", "喆", "镕", "堃", "祎", "⊗", "￥", "·"} <= wanted
