"""Motor vehicles: VIN, plate, masses, dimensions, seats, licence papers.

>>> vin("LHGCM452962002562")
'LHGCM452962002562'
>>> plate("沪A·F71017")
'沪AF71017'
"""

import re

from extractors.checks.printed import CheckDigitError, compact, matched, plain
from extractors.judging.vocabularies import VOCABULARIES

_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_VIN_VALUES = {str(digit): digit for digit in range(10)} | dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ",
        (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
        strict=True,
    )
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)

_PROVINCES = "".join(VOCABULARIES["plate_province"])
_PLATE = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z]"
    r"(?:[A-HJ-NP-Z0-9]{5}|[A-HJ-NP-Z0-9]{4}[挂学警港澳超使领]"
    r"|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])"
    rf"|使[0-9]{{6}}|[{_PROVINCES}][0-9]{{5}}领|WJ[{_PROVINCES}]?[0-9]{{4}}[0-9TDSHBXJ]"
)
_PLATE_MARKS = re.compile(r"[\s·•・.‧∙●-]")

_MASS = re.compile(r"([0-9]{1,6})(?:kg|千克|公斤)?", re.IGNORECASE)
_TIMES = re.compile(r"[x×*✕╳Ⅹ]", re.IGNORECASE)
_DIMENSION = re.compile(r"([0-9]{3,5})×([0-9]{3,5})×([0-9]{3,5})(?:mm|毫米)?", re.IGNORECASE)
_SEATS = re.compile(r"([0-9]{1,3}(?:\+[0-9]{1,3})?)人?")
_CLASSES = re.compile(f"(?:{'|'.join(VOCABULARIES['licence_class'])})+")
_CLASS_MARKS = re.compile(r"[,、/;]")
_FILE_NO = re.compile(r"[0-9]{12}")
_LICENCE_BARCODE = re.compile(r"[0-9]{13}")
_ENGINE = re.compile(r"[0-9A-Z][0-9A-Z*/-]{2,24}")
_NOTHING = re.compile(r"[-—–－一]{1,4}")


def vin_form(text: str) -> str:
    """Return a vehicle identification number by form alone: 17 characters, never I, O or Q."""
    return matched(_VIN, compact(text).upper(), "车辆识别代号应为17位数字和大写字母，不含I、O、Q")


def vin(text: str) -> str:
    """Return a vehicle identification number (GB 16735-2019) whose ninth place checks."""
    code = vin_form(text)
    total = sum(_VIN_VALUES[mark] * weight for mark, weight in zip(code, _VIN_WEIGHTS, strict=True))
    if code[8] != "0123456789X"[total % 11]:
        raise CheckDigitError("车辆识别代号的校验位（第9位）不符，请对照实物核对")
    return code


def plate(text: str) -> str:
    """Return a number plate (GA 36-2018) without dot and spaces; small letters are refused.

    No plate prints small letters, so one is a sign of a misreading or of an edited picture.
    """
    return matched(
        _PLATE,
        _PLATE_MARKS.sub("", plain(text)),
        "号牌号码格式不符，应如 沪A12345，新能源车为 沪AD12345，字母须大写且不含I、O",
    )


def mass_kg(text: str) -> str:
    """Return a mass in kilograms.

    >>> mass_kg("2170 KG"), mass_kg("1500千克")
    ('2170kg', '1500kg')
    """
    found = _MASS.fullmatch(compact(text))
    if not found:
        raise ValueError("质量应为整数千克，如 2170kg")
    return f"{int(found[1])}kg"


def mass_kg_or_dash(text: str) -> str:
    """Return a mass in kilograms, or ``--`` where the paper prints dashes for none.

    >>> mass_kg_or_dash("——")
    '--'
    """
    return "--" if _NOTHING.fullmatch(compact(text)) else mass_kg(text)


def dimension(text: str) -> str:
    """Return length × width × height in millimetres.

    >>> dimension("5000x1858X1493 mm")
    '5000×1858×1493mm'
    """
    found = _DIMENSION.fullmatch(_TIMES.sub("×", compact(text)))
    if not found:
        raise ValueError("外廓尺寸应为 长×宽×高，单位毫米，如 5000×1858×1493mm")
    return "×".join(found.groups()) + "mm"


def seats(text: str) -> str:
    """Return how many persons a vehicle may carry.

    >>> seats("5 人"), seats("2+3人")
    ('5人', '2+3人')
    """
    found = _SEATS.fullmatch(compact(text))
    if not found:
        raise ValueError("核定载人数应为整数，如 5人")
    return f"{found[1]}人"


def licence_class(text: str) -> str:
    """Return the permitted vehicle classes, run together as on the licence.

    >>> licence_class("a1、A2 D")
    'A1A2D'
    """
    classes = _CLASS_MARKS.sub("", compact(text)).upper()
    return matched(_CLASSES, classes, "准驾车型应由 A1、A2、B1、B2、C1 等代号组成")


def file_no(text: str) -> str:
    """Return the 12-digit file number of a vehicle or driving licence."""
    return matched(_FILE_NO, compact(text), "档案编号应为12位数字")


def licence_barcode(text: str) -> str:
    """Return the 13-digit number under the bar code of a vehicle licence's second sheet."""
    return matched(_LICENCE_BARCODE, compact(text).strip("*"), "行驶证条码应为13位数字")


def engine_no(text: str) -> str:
    """Return an engine number: capitals, digits and ``*/-``, as stamped by its maker."""
    return matched(_ENGINE, compact(text).upper(), "发动机号码应为数字和大写字母")
