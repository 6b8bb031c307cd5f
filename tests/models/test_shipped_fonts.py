"""The fonts that ship draw every character the product promises to print."""

import pytest
from fontTools.ttLib import TTFont

from models.fonts import RARE, SHIPPED, subset

EVERY = (*subset.FACES, subset.FALLBACK[0])
STANDARD = (
    "𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀"
    "𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷"
    "𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮"
    "𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
"""The characters of the general standard list (通用规范汉字表, 2013) beyond the basic plane."""


def characters_of(name: str) -> set[str]:
    return {chr(code) for code in TTFont(SHIPPED / f"{name}.otf").getBestCmap()}


@pytest.mark.parametrize("name", subset.FACES)
def test_a_shipped_font_has_every_promised_character(name: str) -> None:
    font = TTFont(subset.HERE / f"{name}.otf")
    missing = subset.characters() - {chr(code) for code in font.getBestCmap()}
    assert missing == set()


def test_the_fallback_has_the_rest_and_nothing_twice() -> None:
    rare = characters_of(subset.FALLBACK[0])
    assert len(STANDARD) == 196
    assert rare >= {*STANDARD, *"赟𬭊㛃𠮷"} - subset.characters()
    assert len(rare & subset.characters()) < 5, "only what shares its glyph with another"
    assert len(rare) > 36_000


def test_the_fallback_is_a_family_of_its_own() -> None:
    names = TTFont(SHIPPED / f"{subset.FALLBACK[0]}.otf")["name"]
    assert {names.getDebugName(place) for place in (1, 4)} == {RARE}


@pytest.mark.parametrize("name", EVERY)
def test_a_shipped_font_names_its_licence(name: str) -> None:
    licence = TTFont(subset.HERE / f"{name}.otf")["name"].getDebugName(13)
    assert "SIL Open Font License" in licence
    assert "SIL OPEN FONT LICENSE" in (subset.HERE / "OFL.txt").read_text(encoding="utf-8")


def test_characters_cover_gb_2312_and_rare_names() -> None:
    wanted = subset.characters()
    assert {"啊", "齄", "喆", "镕", "堃", "祎", "⊗", "￥", "·"} <= wanted
