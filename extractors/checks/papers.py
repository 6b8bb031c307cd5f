"""Numbers that tax and transport authorities print on their papers; form alone, no check digit.

>>> invoice_code("012001800311"), check_code("69418 76110 37769 23913")
('012001800311', '69418761103776923913')
>>> road_permit_no("津交运管许可德字120128300595")
'津交运管许可德字120128300595'
"""

import re

from extractors.checks.printed import compact, matched
from extractors.judging.vocabularies import VOCABULARIES

_PROVINCES = "".join(VOCABULARIES["plate_province"])
_INVOICE_CODE = re.compile(r"[0-9]{10}|[0-9]{12}")
_INVOICE_NUMBER = re.compile(r"[0-9]{8}")
_TWENTY = re.compile(r"[0-9]{20}")
_TWELVE = re.compile(r"[0-9]{12}")
_TAX_CERTIFICATE = re.compile(r"[0-9]{6,20}")
_PAYMENT = re.compile(r"[0-9]{16,30}")
_ACCOUNT = re.compile(r"[0-9](?:[0-9-]{6,30})[0-9]")
_AUTHORITY = re.compile(
    r"[\u4e00-\u9fff（）()·]{2,30}(?:局|所|队|处|厅|部|署|院|委员会|委|中心|政府|派出所)"
)
_PLACE = re.compile(r"[省市县区州盟旗]")
_TORN = re.compile(r"交通警(?!察)|(?<!交)通警察|公安(?:交|分$)")
"""A character of 交通警察 was lost."""
_PERMIT = re.compile(
    rf"(?:[{_PROVINCES}]?交运管许可[\u4e00-\u9fa5]{{0,3}}|[{_PROVINCES}])字[0-9]{{5,12}}号?"
)
_TRANSPORT = re.compile(rf"[{_PROVINCES}]交运管[\u4e00-\u9fa5]{{0,3}}字[0-9]{{12}}号?")


def invoice_code(text: str) -> str:
    """Return the code of an invoice: 10 digits, or 12 on electronic, roll and vehicle invoices."""
    return matched(_INVOICE_CODE, compact(text), "发票代码应为10位或12位数字")


def invoice_number(text: str) -> str:
    """Return the 8-digit number of an invoice that also has a code; ``No`` before it is dropped."""
    bare = re.sub(r"^(?:N[oO0]\.?|№)", "", compact(text))
    return matched(_INVOICE_NUMBER, bare, "发票号码应为8位数字")


def digital_invoice_number(text: str) -> str:
    """Return the 20-digit number of a fully digitalised invoice (数电票), whose region must exist.

    Digits 3 and 4 are the province code.
    """
    number = matched(_TWENTY, compact(text), "数电发票号码应为20位数字")
    if number[2:4] not in VOCABULARIES["province_code"]:
        raise ValueError(f"数电发票号码第3、4位 {number[2:4]} 不是省级行政区划代码")
    return number


def any_invoice_number(text: str) -> str:
    """Return the number of an invoice, of 8 digits or, on a fully digitalised one, of 20."""
    digital = len(compact(text)) > 10
    return digital_invoice_number(text) if digital else invoice_number(text)


def tax_certificate_no(text: str) -> str:
    """Return the number of a tax certificate, printed after No.; digits alone."""
    return matched(_TAX_CERTIFICATE, compact(text), "完税证明编号应为6至20位数字")


def payment_code(text: str) -> str:
    """Return the code by which a payment of non-tax revenue is made; digits alone."""
    return matched(_PAYMENT, compact(text), "缴款码应为16至30位数字")


def account_no(text: str) -> str:
    """Return a bank account of a firm or an office: digits, often without any check digit."""
    return matched(_ACCOUNT, compact(text), "账号应为8至32位数字")


def check_code(text: str) -> str:
    """Return the 20-digit check code of an invoice, printed in groups of five."""
    return matched(_TWENTY, compact(text), "校验码应为20位数字")


def machine_no(text: str) -> str:
    """Return the 12-digit number of the machine that printed an invoice."""
    return matched(_TWELVE, compact(text), "机器编号应为12位数字")


def authority(text: str) -> str:
    """Return the name of an issuing authority, whole at both ends.

    It ends with a word for a public body, what stands before 省 is a province, and a police force
    names its place.

    >>> authority("样张市公安局交通警察支队")
    '样张市公安局交通警察支队'
    """
    name = matched(_AUTHORITY, compact(text), "发证机关名称不完整，请对照原件核对")
    head, found, _ = name.partition("省")
    if found and head not in VOCABULARIES["province"]:
        raise ValueError("发证机关名称开头不完整，请对照原件核对")
    if name[0] in "省市县区州盟旗":
        raise ValueError("发证机关名称开头不完整，请对照原件核对")
    if _TORN.search(name):
        raise ValueError("发证机关名称中有缺字，请对照原件核对")
    if name.endswith("队") and not _PLACE.search(name):
        raise ValueError("发证机关名称开头不完整，请对照原件核对")
    return name


def address(text: str) -> str:
    """Return an address; a small Latin letter at its end is dirt or the edge of the print.

    >>> address("样张市样张区 Mall-T1办公楼1102室")
    '样张市样张区 Mall-T1办公楼1102室'
    """
    words = text.strip()
    if not words or (words[-1].isascii() and words[-1].islower()):
        raise ValueError("住址末尾有无法辨认的字，请对照原件核对")
    return words


def road_permit_no(text: str) -> str:
    """Return the number of a road transport operation licence (道路运输经营许可证).

    The province stands before 交运管许可 or, in Shanghai, before 字; the words may be missing.

    >>> road_permit_no("交运管许可沪字310120009913号"), road_permit_no("沪字310120009913")
    ('交运管许可沪字310120009913号', '沪字310120009913')
    """
    return matched(
        _PERMIT, compact(text), "道路运输经营许可证号应如 沪交运管许可市字310115012345号"
    )


def road_transport_no(text: str) -> str:
    """Return the number of a road transport certificate (道路运输证)."""
    return matched(_TRANSPORT, compact(text), "道路运输证号应如 沪交运管市字310115012345号")
